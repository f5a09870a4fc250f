// Functions on numbers.

extension Evaluator {
  func numeric(_ name: String, _ arguments: [Value]) throws(Stop) -> Value? {
    switch name {
    case "int": return .number(try number(arguments[0]).rounded(.towardZero))
    case "floor": return .number(try number(arguments[0]).rounded(.down))
    case "ceiling": return .number(try number(arguments[0]).rounded(.up))
    case "abs": return .number(abs(try number(arguments[0])))
    // Halves go up, also below zero.
    case "round": return .number((try number(arguments[0]) + 0.5).rounded(.down))
    case "sum":
      guard case .nodes(let nodes) = arguments[0] else {
        throw .failure(.other("`sum()` of something that is not a path"))
      }
      var sum = 0.0
      for text in try texts(of: nodes) { sum += try number(.text(text)) }
      return .number(sum)
    default: return nil
    }
  }
}
