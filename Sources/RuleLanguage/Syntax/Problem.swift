/// Something that is wrong with the text of an expression, a pattern or a template.
public struct Problem: Error, Hashable, Sendable {
  /// Where, in bytes of UTF-8 from the beginning of the text.
  public var offset: Int
  /// How long the place is, in bytes of UTF-8; 0 where something is missing.
  public var length: Int
  /// What is wrong: lower case, no full stop, the text's own words in backticks.
  public var message: String
  /// How to mend it, in the same manner.
  public var help: [String]

  public init(offset: Int, length: Int, _ message: String, help: [String] = []) {
    self.offset = offset
    self.length = length
    self.message = message
    self.help = help
  }

  init(_ range: Range<Int>, _ message: String, help: String? = nil) {
    self.init(offset: range.lowerBound, length: range.count, message, help: help.map { [$0] } ?? [])
  }

  func moved(by distance: Int) -> Problem {
    Problem(offset: offset + distance, length: length, message, help: help)
  }
}

/// All that is wrong with a text, in the order of the places.
public struct Problems: Error, Hashable, Sendable {
  /// At least one.
  public var list: [Problem]

  public init(_ list: [Problem]) {
    self.list = list.sorted { ($0.offset, $0.length, $0.message) < ($1.offset, $1.length, $1.message) }
  }
}
