/// Writes nodes as YAML: block or flow, plain or quoted, as the dice fall.
struct YAMLText {
  var dice: SplitMix64

  /// The document as block style lines; inner collections may be in flow style.
  mutating func document(_ root: [(String, YAMLNode)]) -> String {
    block(.map(root), indent: "").joined(separator: "\n") + "\n"
  }

  private mutating func block(_ node: YAMLNode, indent: String) -> [String] {
    switch node {
    case .map(let entries) where !entries.isEmpty:
      var lines: [String] = []
      for (key, value) in entries {
        if isEmptyOrScalar(value) || (isShallow(value) && dice.chance(40)) {
          lines.append("\(indent)\(scalar(key)): \(flow(value))")
        } else {
          lines.append("\(indent)\(scalar(key)):")
          lines += block(value, indent: indent + "  ")
        }
      }
      return lines
    case .list(let items) where !items.isEmpty:
      var lines: [String] = []
      for item in items {
        if isEmptyOrScalar(item) || (isShallow(item) && dice.chance(40)) {
          lines.append("\(indent)- \(flow(item))")
        } else {
          let inner = block(item, indent: indent + "  ")
          lines.append("\(indent)- \(inner[0].dropFirst(indent.count + 2))")
          lines += inner.dropFirst()
        }
      }
      return lines
    default:
      return [indent + flow(node)]
    }
  }

  private mutating func flow(_ node: YAMLNode) -> String {
    switch node {
    case .text(let text): return scalar(text)
    case .bool(let value): return value ? "true" : "false"
    case .number(let number): return String(number)
    case .list(let items):
      var parts: [String] = []
      for item in items { parts.append(flow(item)) }
      return "[" + parts.joined(separator: ", ") + "]"
    case .map(let entries):
      var parts: [String] = []
      for (key, value) in entries { parts.append("\(scalar(key)): \(flow(value))") }
      return "{" + parts.joined(separator: ", ") + "}"
    }
  }

  private func isEmptyOrScalar(_ node: YAMLNode) -> Bool {
    switch node {
    case .text, .bool, .number: return true
    case .list(let items): return items.isEmpty
    case .map(let entries): return entries.isEmpty
    }
  }

  /// Whether the text in flow style stays short enough to read.
  private func isShallow(_ node: YAMLNode) -> Bool {
    weight(node) <= 8
  }

  private func weight(_ node: YAMLNode) -> Int {
    switch node {
    case .text, .bool, .number: return 1
    case .list(let items): return items.reduce(1) { $0 + weight($1) }
    case .map(let entries): return entries.reduce(1) { $0 + weight($1.1) }
    }
  }

  private mutating func scalar(_ text: String) -> String {
    if canBePlain(text) && dice.chance(85) { return text }
    if dice.chance(50) {
      return "'" + text.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "''") + "'"
    }
    var escaped = ""
    for character in text {
      if character == "\"" || character == "\\" { escaped.append("\\") }
      escaped.append(character)
    }
    return "\"\(escaped)\""
  }

  /// Stricter than YAML needs: a letter, then letters, digits and a few signs that mean nothing special.
  private func canBePlain(_ text: String) -> Bool {
    let words = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
    guard let first = text.first, first.isASCII && first.isLetter, !words.contains(text.lowercased()) else {
      return false
    }
    guard !text.contains(": "), text.last != ":", text.last != " " else { return false }
    return text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-.:/ ".contains($0)) }
  }
}
