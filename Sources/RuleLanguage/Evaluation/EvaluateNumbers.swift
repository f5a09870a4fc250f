extension Evaluator {
  func compute(_ operation: Arithmetic, _ a: Int64, _ b: Int64, _ code: Code) throws(EvaluationError) -> Int64 {
    let (result, overflow): (Int64, Bool)
    switch operation {
    case .add: (result, overflow) = a.addingReportingOverflow(b)
    case .subtract: (result, overflow) = a.subtractingReportingOverflow(b)
    case .multiply: (result, overflow) = a.multipliedReportingOverflow(by: b)
    case .divide:
      guard b != 0 else { throw error(.divisionByZero, code) }
      (result, overflow) = a.dividedReportingOverflow(by: b)
    case .remainder:
      guard b != 0 else { throw error(.remainderByZero, code) }
      // The remainder by -1 is 0, also where the quotient would be too large.
      if b == -1 { return 0 }
      (result, overflow) = a.remainderReportingOverflow(dividingBy: b)
    }
    guard !overflow else { throw error(.overflow, code) }
    return result
  }

  /// IEEE 754 as it is: dividing by zero is infinite, not an error (fp_math.textproto, `divide_zero`).
  func compute(_ operation: Arithmetic, _ a: Double, _ b: Double) -> Double {
    switch operation {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .remainder: a.truncatingRemainder(dividingBy: b)
    }
  }

  /// `int()`: a double loses its fraction and must lie strictly between -2^63 and 2^63 (conversions.textproto,
  /// `double_int_min_range`); a text is decimal digits with a sign or without.
  mutating func toInt(_ value: Value, _ code: Code) throws(EvaluationError) -> Int64 {
    switch value {
    case .int(let value): return value
    case .double(let value):
      guard value > -0x1p63, value < 0x1p63 else { throw error(.notConvertible("\(value)", to: "int"), code) }
      return Int64(value)
    case .symbol, .text:
      let text = try string(value, code)
      guard let result = Int64(text) else { throw error(.notConvertible(text, to: "int"), code) }
      return result
    default: throw mismatch(value, code)
    }
  }

  mutating func toDouble(_ value: Value, _ code: Code) throws(EvaluationError) -> Double {
    switch value {
    case .int(let value): return Double(value)
    case .double(let value): return value
    case .symbol, .text:
      let text = try string(value, code)
      guard let result = Double(text) else { throw error(.notConvertible(text, to: "double"), code) }
      return result
    default: throw mismatch(value, code)
    }
  }

  /// `string()`.
  mutating func toText(_ value: Value, _ code: Code) throws(EvaluationError) -> Value {
    switch value {
    case .symbol, .text: return value
    case .int(let value): return .text(String(value))
    case .bool(let value): return .text(value ? "true" : "false")
    case .double(let value): return .text(value.plainText)
    default: throw mismatch(value, code)
    }
  }
}

extension Double {
  /// The fewest digits that give the number again; a whole number without a fraction.
  var plainText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
