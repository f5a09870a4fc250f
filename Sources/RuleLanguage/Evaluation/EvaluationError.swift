/// Why an expression has no value for these facts.
public struct EvaluationError: Error, Hashable, Sendable {
  /// What went wrong.
  public enum Kind: Hashable, Sendable {
    case divisionByZero
    case remainderByZero
    /// The result is beyond an `int` of 64 bits.
    case overflow
    /// A value is needed, and there is null.
    case null
    case indexOutOfRange(Int64, count: Int)
    /// A text or a double that `int()` or `double()` cannot turn into a number.
    case notConvertible(String, to: String)
    /// A pattern that was put together during evaluation.
    case wrongPattern(String)
    /// The limit of the cost.
    case tooCostly
    /// The host has given a value of another type than the schema says.
    case wrongType
  }

  public var kind: Kind
  /// Where in the text of the expression, in bytes of UTF-8.
  public var offset: Int
  public var length: Int

  init(_ kind: Kind, _ place: Range<Int>) {
    self.kind = kind
    offset = place.lowerBound
    length = place.count
  }

  /// What went wrong: lower case, no full stop, the user's words in backticks.
  public var message: String {
    switch kind {
    case .divisionByZero: "division by zero"
    case .remainderByZero: "remainder of a division by zero"
    case .overflow: "the result is too large for an int of 64 bits"
    case .null: "the value is null"
    case .indexOutOfRange(let index, let count):
      count == 0
        ? "there is no element \(index): the list is empty"
        : "there is no element \(index): the list ends at \(count - 1)"
    case .notConvertible(let text, let type): "`\(text)` cannot be turned into \(type)"
    case .wrongPattern(let message): "wrong pattern: \(message)"
    case .tooCostly: "the expression costs too much for these facts"
    case .wrongType: "the value has another type than declared"
    }
  }

  /// Whether `&&`, `||`, `all` and `exists` may go on after it. The limit of the cost ends everything.
  var isAbsorbable: Bool { kind != .tooCostly }
}
