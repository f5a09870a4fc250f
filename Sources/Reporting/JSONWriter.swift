/// Writes JSON (RFC 8259) into bytes: keys in the order given, two spaces a level, the same text on every run.
///
/// Values are written one after the other; inside an object each follows a ``key(_:)``, for which the `field` methods
/// are short. A finished document ends with a line feed.
public struct JSONWriter {
  /// The text so far, as UTF-8.
  public private(set) var bytes: [UInt8] = []
  private var depth = 0
  /// Whether nothing stands yet in the innermost object or array.
  private var isFirst = true
  /// Whether a key has been written and its value has not.
  private var followsKey = false

  /// Lists of strings go on one line if they take no more than so many bytes.
  private static let lineLength = 100

  /// Whether the whole document goes on one line.
  private let isCompact: Bool

  /// - Parameter isCompact: whether the whole document goes on one line.
  public init(isCompact: Bool = false) { self.isCompact = isCompact }

  // MARK: Values

  /// An object; `body` writes its keys and values.
  public mutating func object(_ body: (inout JSONWriter) -> Void) { collection("{", "}", body) }

  /// An array; `body` writes its elements.
  public mutating func array(_ body: (inout JSONWriter) -> Void) { collection("[", "]", body) }

  /// The key of the value that is written next.
  public mutating func key(_ name: String) {
    beginValue()
    quote(name)
    append(": ")
    followsKey = true
  }

  public mutating func string(_ value: String) {
    beginValue()
    quote(value)
    endValue()
  }

  public mutating func integer(_ value: Int) { literal(String(value)) }

  public mutating func boolean(_ value: Bool) { literal(value ? "true" : "false") }

  public mutating func null() { literal("null") }

  /// An array of strings: on one line if it is short, otherwise one string a line.
  public mutating func strings(_ values: some Collection<String>) {
    var length = 0
    if values.allSatisfy({
      length += $0.utf8.count + 4
      return length <= Self.lineLength
    }) {
      beginValue()
      append("[")
      for (i, value) in values.enumerated() {
        if i > 0 { append(", ") }
        quote(value)
      }
      append("]")
      endValue()
    } else {
      array { json in
        for value in values { json.string(value) }
      }
    }
  }

  // MARK: Fields

  public mutating func field(_ name: String, _ value: String) {
    key(name)
    string(value)
  }

  public mutating func field(_ name: String, _ value: Int) {
    key(name)
    integer(value)
  }

  public mutating func field(_ name: String, _ value: Bool) {
    key(name)
    boolean(value)
  }

  /// A field with an array of strings, see ``strings(_:)``.
  public mutating func field(_ name: String, _ values: some Collection<String>) {
    key(name)
    strings(values)
  }

  /// A field that is `null` where there is no value.
  public mutating func field(_ name: String, orNull value: String?) {
    key(name)
    if let value { string(value) } else { null() }
  }

  /// A field that is `null` where there is no value.
  public mutating func field(_ name: String, orNull value: Int?) {
    key(name)
    if let value { integer(value) } else { null() }
  }

  public mutating func objectField(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    object(body)
  }

  public mutating func arrayField(_ name: String, _ body: (inout JSONWriter) -> Void) {
    key(name)
    array(body)
  }

  // MARK: Layout

  private mutating func collection(_ opening: String, _ closing: String, _ body: (inout JSONWriter) -> Void) {
    beginValue()
    append(opening)
    depth += 1
    isFirst = true
    body(&self)
    depth -= 1
    if !isFirst { breakLine() }
    append(closing)
    isFirst = false
    endValue()
  }

  private mutating func literal(_ text: String) {
    beginValue()
    append(text)
    endValue()
  }

  private mutating func beginValue() {
    if followsKey {
      followsKey = false
    } else if depth > 0 {
      if !isFirst { append(isCompact ? ", " : ",") }
      breakLine()
    }
    isFirst = false
  }

  private mutating func endValue() {
    if depth == 0 { append("\n") }
  }

  private mutating func breakLine() {
    if isCompact { return }
    append("\n")
    bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: depth * 2))
  }

  private mutating func append(_ text: String) { bytes.append(contentsOf: text.utf8) }

  // MARK: Strings

  private mutating func quote(_ text: String) {
    append("\"")
    defer { append("\"") }
    if text.utf8.allSatisfy({ (0x20...0x7E).contains($0) && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }) {
      return append(text)
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": append("\\\"")
      case "\\": append("\\\\")
      case "\n": append("\\n")
      case "\r": append("\\r")
      case "\t": append("\\t")
      // Escaped although JSON would allow some of them: a terminal that shows the output must not obey them.
      case _ where scalar.isUnsafeToPrint: escape(scalar)
      default: bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter {
      let hex = String(unit, radix: 16)
      append("\\u" + String(repeating: "0", count: 4 - hex.count) + hex)
    }
  }
}
