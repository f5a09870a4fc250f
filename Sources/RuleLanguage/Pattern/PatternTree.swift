/// A pattern as it was written.
indirect enum PatternTree {
  case empty
  case set(CharacterSet)
  case assertion(Assertion)
  case sequence([PatternTree])
  case choice([PatternTree])
  /// `maximum` is nil for any number.
  case repetition(PatternTree, minimum: Int, maximum: Int?)

  /// A condition on a place between two characters.
  enum Assertion: Sendable {
    case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary
  }
}
