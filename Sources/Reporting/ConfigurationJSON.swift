/// A JSON value with its members in the order of the text: just enough to print the schema.
indirect enum ConfigurationJSON: Sendable {
  case text(String)
  case number(Int)
  case boolean(Bool)
  case list([ConfigurationJSON])
  case object([Member])

  struct Member: Sendable {
    let key: String
    let value: ConfigurationJSON

    init(_ key: String, _ value: ConfigurationJSON) {
      self.key = key
      self.value = value
    }
  }

  /// A list of texts.
  static func texts(_ texts: [String]) -> ConfigurationJSON { .list(texts.map { .text($0) }) }

  /// The text with two spaces a level and a line feed at the end; lists of plain values stand on one line.
  var pretty: String {
    var output = ""
    write(to: &output, indent: "")
    return output + "\n"
  }

  private var isPlain: Bool {
    switch self {
    case .text, .number, .boolean: true
    case .list(let elements): elements.isEmpty
    case .object(let members): members.isEmpty
    }
  }

  private func write(to output: inout String, indent: String) {
    switch self {
    case .text(let text): Self.write(text, to: &output)
    case .number(let number): output += "\(number)"
    case .boolean(let value): output += value ? "true" : "false"
    case .list(let elements):
      if elements.allSatisfy(\.isPlain) {
        output += "["
        for (i, element) in elements.enumerated() {
          if i > 0 { output += ", " }
          element.write(to: &output, indent: indent)
        }
        output += "]"
      } else {
        writeBlock("[", elements, "]", to: &output, indent: indent) { element, output, inner in
          element.write(to: &output, indent: inner)
        }
      }
    case .object(let members):
      if members.isEmpty {
        output += "{}"
      } else {
        writeBlock("{", members, "}", to: &output, indent: indent) { member, output, inner in
          Self.write(member.key, to: &output)
          output += ": "
          member.value.write(to: &output, indent: inner)
        }
      }
    }
  }

  private func writeBlock<Element>(
    _ opening: String, _ elements: [Element], _ closing: String, to output: inout String, indent: String,
    _ body: (Element, inout String, String) -> Void
  ) {
    let inner = indent + "  "
    output += opening
    for (i, element) in elements.enumerated() {
      output += i > 0 ? ",\n" : "\n"
      output += inner
      body(element, &output, inner)
    }
    output += "\n" + indent + closing
  }

  private static func write(_ text: String, to output: inout String) {
    output += "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": output += "\\\""
      case "\\": output += "\\\\"
      case "\n": output += "\\n"
      case "\t": output += "\\t"
      case "\r": output += "\\r"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        output += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: output.unicodeScalars.append(scalar)
      }
    }
    output += "\""
  }
}
