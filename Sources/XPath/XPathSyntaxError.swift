/// Why a text is not an expression that the engine can read.
public struct XPathSyntaxError: Error, Hashable, Sendable {
  /// Where, in UTF-8 code units from the start of the text.
  public var offset: Int
  /// How much of the text, in UTF-8 code units; 0 where something is missing at the end.
  public var length: Int
  /// What is wrong: lower case, no full stop, the text's own words in backticks.
  public var message: String

  public init(offset: Int, length: Int, message: String) {
    self.offset = offset
    self.length = length
    self.message = message
  }
}

extension XPathSyntaxError {
  init(_ range: Range<Int>, _ message: String) {
    self.init(offset: range.lowerBound, length: range.count, message: message)
  }

  static func tooLong(_ range: Range<Int>, limit: Int) -> Self {
    .init(range, "the expression is longer than \(limit) bytes")
  }
  static func tooDeep(_ range: Range<Int>, limit: Int) -> Self {
    .init(range, "the expression is nested more than \(limit) levels deep")
  }
  static func empty(_ range: Range<Int>) -> Self {
    .init(range, "the expression is empty")
  }
  static func unexpectedCharacter(_ range: Range<Int>, _ character: String) -> Self {
    .init(range, "unexpected character `\(character)`")
  }
  static func unclosedText(_ range: Range<Int>) -> Self {
    .init(range, "the quote is never closed")
  }
  static func missingName(_ range: Range<Int>, after mark: String) -> Self {
    .init(range, "expected a name after `\(mark)`")
  }
  static func expected(_ range: Range<Int>, _ what: String, found: String) -> Self {
    .init(range, found.isEmpty ? "expected \(what) at the end" : "expected \(what), found `\(found)`")
  }
  static func unclosed(_ range: Range<Int>, _ bracket: String) -> Self {
    .init(range, "`\(bracket)` is never closed")
  }
  static func unknownAxis(_ range: Range<Int>, _ axis: String) -> Self {
    .init(range, "unknown axis `\(axis)`")
  }
  static func wrongArguments(_ range: Range<Int>, _ name: String, takes: String, count: Int) -> Self {
    .init(range, "`\(name)` takes \(takes), not \(count)")
  }
}
