/// How much one evaluation may do: filters inside filters multiply, and no expression may hang the program.
final class Budget {
  /// Steps of evaluation; several times what a filter over the largest real table needs.
  static let steps = 4_000_000
  /// Length of one text, in UTF-8 code units and ids.
  static let textLength = 4 * 1024 * 1024

  private var left = Budget.steps

  func charge(_ steps: Int = 1) throws(Stop) {
    left -= steps
    if left < 0 { throw .unknown("evaluating it takes too many steps") }
  }

  func charge(for text: XPathText) throws(Stop) {
    var length = 0
    for piece in text.pieces {
      if case .literal(let literal) = piece { length += literal.utf8.count } else { length += 1 }
    }
    if length > Budget.textLength { throw .unknown("the text becomes too long") }
    try charge(1 + length / 16)
  }
}
