/// Why the engine stops with an error.
public enum XPathFailure: Hashable, Sendable {
  /// A path that does not exist was read; the text is the path (semantics 3.7).
  case noSuchNode(String)
  /// A path of several nodes was read as one value; the text is the path (semantics 3.7).
  case severalNodes(String)
  /// A function that the engine does not have; the text is its name.
  case unsupportedFunction(String)
  /// Anything else, in words for people.
  case other(String)
}

/// What evaluating an expression comes to.
public enum XPathOutcome: Hashable, Sendable {
  case text(XPathText)
  case number(Double)
  case boolean(Bool)
  /// The engine stops with an error.
  case failure(XPathFailure)
  /// It cannot be known; the text says why, for people.
  case unknown(String)

  /// The text that a question saves when this is the result of its calculation; nil if the engine fails or if it
  /// cannot be known. Whole numbers have no decimals, truth values are `1` and `0`, and what is not a number is empty.
  public var savedText: XPathText? {
    switch self {
    case .text(let text): text
    case .number(let number): number.isNaN ? XPathText() : XPathText(engineText(number))
    case .boolean(let value): XPathText(value ? "1" : "0")
    case .failure, .unknown: nil
    }
  }
}

/// What makes evaluation stop before it has a value.
enum Stop: Error {
  case failure(XPathFailure)
  case unknown(String)

  var outcome: XPathOutcome {
    switch self {
    case .failure(let failure): .failure(failure)
    case .unknown(let reason): .unknown(reason)
    }
  }
}
