/// The bytes of a text, only for the time of a call.
typealias Bytes = UnsafeBufferPointer<UInt8>

extension Evaluator {
  /// Calls the body with the bytes of a string; nil if the value is not one.
  func withBytes<Result>(_ value: Value, _ body: (Bytes) -> Result) -> Result? {
    switch value {
    case .symbol(let symbol):
      var result: Result?
      facts.withText(of: symbol) { result = body($0) }
      return result
    case .text(var text): return text.withUTF8(body)
    default: return nil
    }
  }

  /// A string of its own.
  mutating func string(_ value: Value, _ code: Code) throws(EvaluationError) -> String {
    if case .text(let text) = value { return text }
    guard let text = withBytes(value, { String(decoding: $0, as: UTF8.self) }) else { throw mismatch(value, code) }
    try charge(text.utf8.count / 8, code)
    return text
  }

  /// Calls the body with the bytes of two strings.
  mutating func texts<Result>(
    _ a: Code, _ b: Code, _ code: Code, _ body: (Bytes, Bytes) -> Result
  ) throws(EvaluationError) -> Result {
    let (first, second) = (try value(a), try value(b))
    var length = 0
    let result = withBytes(first) { first in
      length = first.count
      return withBytes(second) { second in body(first, second) }
    }
    try charge(length / 8, code)
    guard let result else { throw mismatch(first, a) }
    guard let result else { throw mismatch(second, b) }
    return result
  }

  /// Strings are ordered by code points, which is the order of their UTF-8 bytes.
  mutating func order(
    _ comparison: Comparison, _ a: Code, _ b: Code, _ code: Code
  ) throws(EvaluationError) -> Bool {
    let sign = try texts(a, b, code) { a, b in
      for i in 0..<min(a.count, b.count) where a[i] != b[i] { return a[i] < b[i] ? -1 : 1 }
      return a.count == b.count ? 0 : a.count < b.count ? -1 : 1
    }
    return comparison.holds(sign, 0)
  }

  /// The number of code points.
  mutating func sizeOfText(_ code: Code) throws(EvaluationError) -> Int64 {
    let value = try value(code)
    var length = 0
    let count = withBytes(value) { bytes in
      length = bytes.count
      return bytes.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) }
    }
    try charge(length / 8, code)
    guard let count else { throw mismatch(value, code) }
    return Int64(count)
  }

  /// A search costs the product of both lengths at worst, so that is charged before.
  mutating func contains(_ a: Code, _ b: Code, _ code: Code) throws(EvaluationError) -> Bool {
    let product = try texts(a, b, code) { text, part in text.count.multipliedReportingOverflow(by: part.count) }
    try charge(product.overflow ? .max / 2 : product.partialValue / 64, code)
    return try texts(a, b, code) { text, part in
      guard let first = part.first else { return true }
      guard part.count <= text.count else { return false }
      for start in 0...text.count - part.count where text[start] == first {
        if text[start..<start + part.count].elementsEqual(part) { return true }
      }
      return false
    }
  }

  mutating func joinTexts(_ a: Code, _ b: Code, _ code: Code) throws(EvaluationError) -> Value {
    let first = try string(value(a), a)
    let second = try string(value(b), b)
    try charge((first.utf8.count + second.utf8.count) / 8, code)
    return .text(first + second)
  }

  mutating func matches(_ text: Code, _ pattern: Pattern, _ code: Code) throws(EvaluationError) -> Bool {
    let value = try value(text)
    let length = withBytes(value) { $0.count } ?? 0
    let product = length.multipliedReportingOverflow(by: pattern.cost)
    try charge(product.overflow ? .max / 2 : product.partialValue / 64, code)
    guard let result = withBytes(value, { pattern.matches($0) }) else { throw mismatch(value, text) }
    return result
  }

  /// A pattern that is not constant is compiled for each evaluation.
  mutating func matches(_ text: Code, pattern: Code, _ code: Code) throws(EvaluationError) -> Bool {
    let source = try string(value(pattern), pattern)
    try charge(source.utf8.count, code)
    let compiled: Pattern
    do throws(Problem) {
      compiled = try Pattern(source)
    } catch let problem {
      throw error(.wrongPattern(problem.message), pattern)
    }
    try charge(compiled.cost, code)
    return try matches(text, compiled, code)
  }
}
