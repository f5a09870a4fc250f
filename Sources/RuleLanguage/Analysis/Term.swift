/// The number of a term: two expressions that are written alike have the same one.
typealias TermID = Int

/// A value that is written out, as something to compare and to put into sets. Texts are bytes: Swift takes two ways to
/// write a letter for one, the language does not.
enum Constant: Hashable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(UInt64)
  case text([UInt8])
  case list([Constant])
}

/// A part of an expression by its structure. What stands at the same place of two expressions over the same facts has the
/// same value in both.
struct Term: Hashable {
  /// What it does with its parts.
  enum Head: Hashable {
    case constant(Constant)
    case variable(Int32)
    /// The element of a macro, by the macro's depth.
    case local(Int32)
    case field(Int32)
    case isPresent, not, and, or, conditional, negate
    case math(Arithmetic)
    case compare(Comparison, Numbers)
    case equal, isIn, join, list, index, sizeOfText, sizeOfList
    case startsWith, endsWith, contains, matches
    /// A pattern that is written out.
    case matchesPattern(String)
    case convert(ValueType)
    /// The parts are the list, the body, and the condition if there is one.
    case macro(Comprehension.Kind, local: Int32)
  }

  /// What a comparison compares.
  enum Numbers: Hashable {
    case ints, doubles, texts, bools
  }

  var head: Head
  var parts: [TermID] = []
}

/// All terms of some expressions over the same facts, each once.
struct Terms {
  let schema: Schema
  private(set) var all: [Term] = []
  private(set) var types: [ValueType] = []
  private(set) var patterns: [String: Pattern] = [:]
  private var numbers: [Term: TermID] = [:]

  init(_ schema: Schema) { self.schema = schema }

  subscript(id: TermID) -> Term { all[id] }

  mutating func add(_ head: Term.Head, _ parts: [TermID], _ type: ValueType) -> TermID {
    let term = Term(head: head, parts: parts)
    if let number = numbers[term] { return number }
    all.append(term)
    types.append(type)
    numbers[term] = all.count - 1
    return all.count - 1
  }

  func constant(_ id: TermID) -> Constant? {
    if case .constant(let constant) = all[id].head { constant } else { nil }
  }

  /// The only texts that there are for a field, or for the elements of one that is a list; nil if there can be any.
  func words(_ id: TermID) -> [String]? {
    guard let field = field(id) else { return nil }
    return field.words.isEmpty ? nil : field.words
  }

  /// The field that a term fetches; nil if it does something else.
  func field(_ id: TermID) -> Field? {
    guard case .field(let slot) = all[id].head, case .object(let name) = types[all[id].parts[0]].withoutNull
    else { return nil }
    return schema.type(named: name)?.fields.first { $0.slot == Int(slot) }
  }

  // MARK: From programs

  /// The term of an instruction. The depth of the recursion is that of the expression, which the parser limits.
  mutating func term(_ code: Code, of program: Program) -> TermID {
    let type = program.types[Int(code)]
    func constant(_ constant: Constant) -> TermID { add(.constant(constant), [], type) }
    func make(_ head: Term.Head, _ parts: Code...) -> TermID {
      add(head, parts.map { term($0, of: program) }, type)
    }
    switch program[code] {
    case .bool(let value): return constant(.bool(value))
    case .int(let value): return constant(.int(value))
    case .double(let value): return constant(.double(value.bitPattern))
    case .constant(let index): return constant(Self.constant(program.literals[Int(index)]))
    case .variable(let index): return make(.variable(index))
    case .local(let index): return make(.local(index))
    case .field(let a, let slot, _): return make(.field(slot), a)
    case .isPresent(let a): return make(.isPresent, a)
    case .not(let a): return make(.not, a)
    case .and(let first, let count): return row(.and, first, count, type, program)
    case .or(let first, let count): return row(.or, first, count, type, program)
    case .conditional(let test, let a, let b): return make(.conditional, test, a, b)
    case .negateInt(let a), .negateDouble(let a): return make(.negate, a)
    case .intMath(let operation, let a, let b), .doubleMath(let operation, let a, let b):
      return make(.math(operation), a, b)
    case .compareInts(let comparison, let a, let b): return make(.compare(comparison, .ints), a, b)
    case .compareNumbers(let comparison, let a, let b): return make(.compare(comparison, .doubles), a, b)
    case .compareTexts(let comparison, let a, let b): return make(.compare(comparison, .texts), a, b)
    case .compareBools(let comparison, let a, let b): return make(.compare(comparison, .bools), a, b)
    case .equal(let a, let b): return make(.equal, a, b)
    case .notEqual(let a, let b):
      let equal = make(.equal, a, b)
      return add(.not, [equal], type)
    case .isIn(let a, let b): return make(.isIn, a, b)
    case .joinTexts(let a, let b), .joinLists(let a, let b): return make(.join, a, b)
    case .list(let first, let count): return row(.list, first, count, type, program)
    case .index(let a, let b): return make(.index, a, b)
    case .sizeOfText(let a): return make(.sizeOfText, a)
    case .sizeOfList(let a): return make(.sizeOfList, a)
    case .startsWith(let a, let b): return make(.startsWith, a, b)
    case .endsWith(let a, let b): return make(.endsWith, a, b)
    case .contains(let a, let b): return make(.contains, a, b)
    case .matches(let a, let b): return make(.matches, a, b)
    case .matchesConstant(let a, let pattern):
      let pattern = program.patterns[Int(pattern)]
      patterns[pattern.source] = pattern
      return make(.matchesPattern(pattern.source), a)
    case .toInt(let a), .toDouble(let a), .toText(let a): return make(.convert(type), a)
    case .comprehension(let index):
      let macro = program.comprehensions[Int(index)]
      let parts = [macro.range, macro.body] + (macro.condition.map { [$0] } ?? [])
      return add(.macro(macro.kind, local: macro.local), parts.map { term($0, of: program) }, type)
    }
  }

  private mutating func row(
    _ head: Term.Head, _ first: Int32, _ count: Int32, _ type: ValueType, _ program: Program
  ) -> TermID {
    var parts: [TermID] = []
    for i in first..<first + count { parts.append(term(program.operands[Int(i)], of: program)) }
    return add(head, parts, type)
  }

  private static func constant(_ value: Value) -> Constant {
    switch value {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value.bitPattern)
    case .text(let text): .text(Array(text.utf8))
    case .list(let elements): .list(elements.map(constant))
    // Neither symbols nor objects are written out.
    case .null, .symbol, .object, .hostList: .null
    }
  }
}
