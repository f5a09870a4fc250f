// The engine's conversions between kinds of values.

extension Evaluator {
  /// The value itself, with nodes replaced by the one value they stand for.
  func plain(_ value: Value) throws(Stop) -> Value {
    if case .nodes(let nodes) = value { return .text(try text(of: nodes)) }
    return value
  }

  func boolean(_ value: Value) throws(Stop) -> Bool {
    switch try plain(value) {
    case .boolean(let value): return value
    case .number(let number): return abs(number) > engineTolerance && !number.isNaN
    case .text(let text): return !text.isEmpty
    case .nodes, .sequence: throw .unknown("a list as a truth value")
    }
  }

  func number(_ value: Value) throws(Stop) -> Double {
    switch try plain(value) {
    case .boolean(let value): return value ? 1 : 0
    case .number(let number): return number
    case .text(let text):
      guard let literal = text.trimmed.literal else { throw .unknown("an unknown id as a number") }
      if let number = plainNumber(literal) { return number }
      if mayBeDate(literal) { throw .unknown("the date `\(literal)` as a number") }
      return .nan
    case .nodes, .sequence: throw .unknown("a list as a number")
    }
  }

  func text(_ value: Value) throws(Stop) -> XPathText {
    switch try plain(value) {
    case .boolean(let value): return XPathText(value ? "true" : "false")
    case .number(let number): return XPathText(engineText(number))
    case .text(let text): return text
    case .nodes, .sequence: throw .unknown("a list as a text")
    }
  }

  /// The text with all characters known, for functions that look at them one by one.
  func literal(_ value: Value, for function: String) throws(Stop) -> String {
    let text = try text(value)
    try budget.charge(for: text)
    guard let literal = text.literal else { throw .unknown("`\(function)()` of an unknown id") }
    return literal
  }

  /// The engine's `=`: truth values before numbers before texts. Both values must be plain.
  /// A text that is known to be the id of something, as that id.
  private func identified(_ text: XPathText) -> XPathText {
    text.literal.flatMap { environment.thing(withID: $0) }.map { .id($0) } ?? text
  }

  func areEqual(_ a: Value, _ b: Value) throws(Stop) -> Bool {
    switch (a, b) {
    case (.boolean, _), (_, .boolean):
      return try boolean(a) == boolean(b)
    case (.number, _), (_, .number):
      return abs(try number(a) - number(b)) < engineTolerance
    default:
      let (a, b) = (try text(a), try text(b))
      try budget.charge(for: a)
      try budget.charge(for: b)
      // Two texts are compared as texts; only a text and an id need to know what the text is the id of.
      let needsIdentity = (a.soleID == nil) != (b.soleID == nil)
      let result = needsIdentity ? identified(a).equals(identified(b)) : a.equals(b)
      guard let result else { throw .unknown("whether an unknown id is the same as another text") }
      return result
    }
  }
}
