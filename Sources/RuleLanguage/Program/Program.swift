/// A compiled expression: instructions in a row, each after those that it uses. Immutable and shared.
final class Program: Sendable {
  let code: [Instruction]
  let operands: [Code]
  let constants: [Value]
  /// The constants before the host's symbols stood for their texts.
  let literals: [Value]
  let comprehensions: [Comprehension]
  let patterns: [Pattern]
  /// The static type of each instruction's value.
  let types: [ValueType]
  /// Where each instruction stands in the text.
  let places: [Range<Int>]
  /// Names of fields, for ``FieldPath``.
  let names: [String]
  let variables: [Variable]
  let localCount: Int

  init(_ builder: ProgramBuilder, variables: [Variable]) {
    code = builder.code
    operands = builder.operands
    constants = builder.constants
    literals = builder.literals ?? builder.constants
    types = builder.types
    comprehensions = builder.comprehensions
    patterns = builder.patterns
    places = builder.places
    names = builder.names
    localCount = builder.localCount
    self.variables = variables
  }

  @inline(__always)
  subscript(code: Code) -> Instruction { self.code[Int(code)] }
}

/// A program that grows while the checker walks over the tree.
struct ProgramBuilder {
  var code: [Instruction] = []
  var operands: [Code] = []
  var constants: [Value] = []
  var comprehensions: [Comprehension] = []
  var patterns: [Pattern] = []
  var places: [Range<Int>] = []
  var types: [ValueType] = []
  /// The constants before ``intern(_:)``; nil until then.
  var literals: [Value]?
  var names: [String] = []
  var localCount = 0

  mutating func add(_ instruction: Instruction, _ type: ValueType, _ place: Range<Int>) -> Code {
    code.append(instruction)
    types.append(type)
    places.append(place)
    return Code(code.count - 1)
  }

  /// An instruction for a value that is known.
  mutating func add(constant value: Value, _ type: ValueType, _ place: Range<Int>) -> Code {
    switch value {
    case .bool(let value): return add(.bool(value), type, place)
    case .int(let value): return add(.int(value), type, place)
    case .double(let value): return add(.double(value), type, place)
    default:
      constants.append(value)
      return add(.constant(Int32(constants.count - 1)), type, place)
    }
  }

  mutating func row(_ codes: [Code]) -> (first: Int32, count: Int32) {
    operands.append(contentsOf: codes)
    return (Int32(operands.count - codes.count), Int32(codes.count))
  }

  func constant(_ id: Code) -> Value? {
    switch code[Int(id)] {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .constant(let index): constants[Int(index)]
    default: nil
    }
  }

  /// Texts become symbols of the host where it has them, so that they compare as numbers.
  mutating func intern(_ symbol: (String) -> UInt32?) {
    literals = constants
    for i in constants.indices { constants[i] = Self.interned(constants[i], symbol) }
  }

  /// Lists are nested no deeper than the expression that wrote them.
  private static func interned(_ value: Value, _ symbol: (String) -> UInt32?) -> Value {
    switch value {
    case .text(let text): symbol(text).map { .symbol($0) } ?? value
    case .list(let elements): .list(elements.map { interned($0, symbol) })
    default: value
    }
  }
}
