/// One evaluation of a program. The depth of its recursion is that of the expression, which the parser limits.
///
/// There is one function per kind of result, so that a simple predicate never builds a ``Value``; what a function does
/// not know it asks of `value`.
struct Evaluator {
  let program: Program
  let facts: any FactProvider
  /// What may still be spent.
  var budget: Int
  /// The elements of the macros around; no macro, no allocation.
  var locals: [Value]

  init(_ program: Program, _ facts: any FactProvider, cost: Int) {
    self.program = program
    self.facts = facts
    budget = cost
    locals = program.localCount == 0 ? [] : Array(repeating: .null, count: program.localCount)
  }

  func error(_ kind: EvaluationError.Kind, _ code: Code) -> EvaluationError {
    EvaluationError(kind, program.places[Int(code)])
  }

  /// A value that is not of the kind that is needed: null, or the host's mistake.
  func mismatch(_ value: Value, _ code: Code) -> EvaluationError {
    if case .null = value { return error(.null, code) }
    return error(.wrongType, code)
  }

  mutating func charge(_ cost: Int, _ code: Code) throws(EvaluationError) {
    budget -= cost
    if budget < 0 { throw error(.tooCostly, code) }
  }

  mutating func bool(_ code: Code) throws(EvaluationError) -> Bool {
    switch program[code] {
    case .bool(let value): return value
    case .not(let operand): return try !bool(operand)
    case .and(let first, let count): return try chain(first, count, deciding: false)
    case .or(let first, let count): return try chain(first, count, deciding: true)
    case .conditional(let test, let a, let b): return try bool(bool(test) ? a : b)
    case .compareInts(let comparison, let a, let b): return try comparison.holds(int(a), int(b))
    case .compareNumbers(let comparison, let a, let b): return try comparison.holds(double(a), double(b))
    case .compareTexts(let comparison, let a, let b): return try order(comparison, a, b, code)
    case .compareBools(let comparison, let a, let b):
      return try comparison.holds(bool(a) ? 1 : 0, bool(b) ? 1 : 0)
    case .equal(let a, let b): return try areSame(value(a), value(b), code)
    case .notEqual(let a, let b): return try !areSame(value(a), value(b), code)
    case .isIn(let element, let list): return try isIn(element, list, code)
    case .isPresent(let operand): return try isPresent(operand)
    case .startsWith(let a, let b): return try texts(a, b, code) { text, part in text.starts(with: part) }
    case .endsWith(let a, let b):
      return try texts(a, b, code) { text, part in
        text.count >= part.count && text.suffix(part.count).elementsEqual(part)
      }
    case .contains(let a, let b): return try contains(a, b, code)
    case .matchesConstant(let text, let pattern): return try matches(text, program.patterns[Int(pattern)], code)
    case .matches(let text, let pattern): return try matches(text, pattern: pattern, code)
    case .comprehension(let index):
      let comprehension = program.comprehensions[Int(index)]
      switch comprehension.kind {
      case .all: return try quantified(comprehension, deciding: false, code)
      case .exists: return try quantified(comprehension, deciding: true, code)
      case .existsOne: return try existsOne(comprehension, code)
      case .filter, .map: throw error(.wrongType, code)
      }
    default:
      let value = try value(code)
      guard case .bool(let result) = value else { throw mismatch(value, code) }
      return result
    }
  }

  mutating func int(_ code: Code) throws(EvaluationError) -> Int64 {
    switch program[code] {
    case .int(let value): return value
    case .conditional(let test, let a, let b): return try int(bool(test) ? a : b)
    case .negateInt(let operand):
      let (result, overflow) = try Int64(0).subtractingReportingOverflow(int(operand))
      guard !overflow else { throw error(.overflow, code) }
      return result
    case .intMath(let operation, let a, let b): return try compute(operation, int(a), int(b), code)
    case .sizeOfList(let list): return Int64(try count(of: value(list), list))
    case .sizeOfText(let text): return try sizeOfText(text)
    case .toInt(let operand): return try toInt(value(operand), code)
    default:
      let value = try value(code)
      guard case .int(let result) = value else { throw mismatch(value, code) }
      return result
    }
  }

  /// An int counts as the nearest double: numbers of both types are compared so.
  mutating func double(_ code: Code) throws(EvaluationError) -> Double {
    switch program[code] {
    case .double(let value): return value
    case .conditional(let test, let a, let b): return try double(bool(test) ? a : b)
    case .negateDouble(let operand): return try -double(operand)
    case .doubleMath(let operation, let a, let b): return try compute(operation, double(a), double(b))
    case .toDouble(let operand): return try toDouble(value(operand), code)
    default:
      let value = try value(code)
      switch value {
      case .double(let result): return result
      case .int(let result): return Double(result)
      default: throw mismatch(value, code)
      }
    }
  }

  mutating func value(_ code: Code) throws(EvaluationError) -> Value {
    switch program[code] {
    case .constant(let index): return program.constants[Int(index)]
    case .variable(let index): return facts.variable(Int(index))
    case .local(let index): return locals[Int(index)]
    case .field(let operand, let slot, _):
      let object = try value(operand)
      guard case .object(let object) = object else { throw mismatch(object, operand) }
      return facts.field(Int(slot), of: object)
    case .conditional(let test, let a, let b): return try value(bool(test) ? a : b)
    case .int, .negateInt, .intMath, .sizeOfList, .sizeOfText, .toInt: return .int(try int(code))
    case .double, .negateDouble, .doubleMath, .toDouble: return .double(try double(code))
    case .joinTexts(let a, let b): return try joinTexts(a, b, code)
    case .toText(let operand): return try toText(value(operand), code)
    case .joinLists(let a, let b): return try joinLists(a, b, code)
    case .list(let first, let count): return try list(first, count, code)
    case .index(let list, let index): return try element(index, of: list, code)
    case .comprehension(let index):
      let comprehension = program.comprehensions[Int(index)]
      switch comprehension.kind {
      case .filter: return try filtered(comprehension, code)
      case .map: return try mapped(comprehension, code)
      case .all, .exists, .existsOne: return .bool(try bool(code))
      }
    case .bool, .not, .and, .or, .compareInts, .compareNumbers, .compareTexts, .compareBools, .equal, .notEqual,
      .isIn, .isPresent, .startsWith, .endsWith, .contains, .matchesConstant, .matches:
      return .bool(try bool(code))
    }
  }

  /// `&&` and `||`: an operand that decides wins over errors on either side (language definition, *Logical Operators*).
  private mutating func chain(_ first: Int32, _ count: Int32, deciding: Bool) throws(EvaluationError) -> Bool {
    var failure: EvaluationError?
    for i in first..<first + count {
      do throws(EvaluationError) {
        if try bool(program.operands[Int(i)]) == deciding { return deciding }
      } catch {
        guard error.isAbsorbable else { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return !deciding
  }

  private mutating func isPresent(_ code: Code) throws(EvaluationError) -> Bool {
    switch try value(code) {
    case .null: return false
    case .list(let elements): return !elements.isEmpty
    case .hostList(let list): return list.count > 0
    default: return true
    }
  }
}
