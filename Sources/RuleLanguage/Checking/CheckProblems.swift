import Diagnostics

extension Problem {
  private static func didYouMean(_ name: String, among known: [String]) -> String? {
    Suggestion.nearest(to: name, among: known).map { "did you mean `\($0)`?" }
  }

  private static func list(_ names: [String]) -> String {
    let shown = names.prefix(12).map { "`\($0)`" }.joined(separator: ", ")
    return names.count > 12 ? "\(shown) and \(names.count - 12) more" : shown
  }

  static func unknownName(_ range: Range<Int>, _ name: String, known: [String]) -> Problem {
    let help = didYouMean(name, among: known) ?? (known.isEmpty ? nil : "known here: \(list(known))")
    return Problem(range, "unknown name `\(name)`", help: help)
  }

  static func unknownField(_ range: Range<Int>, _ name: String, of type: String, known: [String]) -> Problem {
    let help = didYouMean(name, among: known) ?? (known.isEmpty ? nil : "`\(type)` has \(list(known))")
    return Problem(range, "`\(type)` has no field `\(name)`", help: help)
  }

  static func noFields(_ range: Range<Int>, _ type: ValueType, _ name: String) -> Problem {
    let isSize = ["size", "length", "len", "count"].contains(name)
    let help = isSize ? "its size is `size(\u{2026})`" : nil
    guard case .list = type.withoutNull else {
      return Problem(
        range, "a value of type `\(type)` has no fields", help: type.withoutNull == .string ? help : nil)
    }
    if let help { return Problem(range, "a list has no fields", help: help) }
    return Problem(
      range, "a list has no fields",
      help: "ask for its elements: `exists(x, x.\(name) \u{2026})` or `map(x, x.\(name))`")
  }

  static func unknownFunction(_ range: Range<Int>, _ name: String, isMethod: Bool) -> Problem {
    if celFunctionsLeftOut.contains(name) {
      return Problem(range, "`\(name)` is part of CEL, but not of this language")
    }
    if Macro(rawValue: name) == .has {
      return Problem(range, "`has` stands alone", help: "write `has(x.field)`")
    }
    if Macro(rawValue: name) != nil {
      return Problem(range, "`\(name)` stands behind a list", help: "write `list.\(name)(x, \u{2026})`")
    }
    if let function = Function(rawValue: name) {
      return isMethod
        ? Problem(range, "`\(name)` does not stand behind a value", help: "write `\(name)(\u{2026})`")
        : Problem(range, "`\(name)` stands behind a value", help: function.count == 2 ? "write `x.\(name)(y)`" : nil)
    }
    let known =
      Function.allCases.filter { isMethod ? $0.isMethod : $0.isGlobal }.map(\.rawValue)
      + Macro.allCases.filter { ($0 == .has) != isMethod }.map(\.rawValue)
    return Problem(range, "unknown function `\(name)`", help: didYouMean(name, among: known))
  }

  static func wrongCount(_ range: Range<Int>, _ name: String, wanted: Int, given: Int) -> Problem {
    let things = wanted == 0 ? "nothing" : wanted == 1 ? "one value" : "two values"
    return Problem(range, "`\(name)` takes \(things) between its brackets, not \(given)")
  }

  static func macroCount(_ range: Range<Int>, _ macro: Macro, given: Int) -> Problem {
    Problem(
      range, "`\(macro.rawValue)` takes a name and an expression, not \(given) arguments",
      help: "write `list.\(macro.rawValue)(x, \u{2026})`")
  }

  static func macroNeedsAName(_ range: Range<Int>, _ macro: Macro) -> Problem {
    Problem(range, "`\(macro.rawValue)` begins with a name for the element", help: "such as `x`")
  }

  static func hasNeedsAField(_ range: Range<Int>) -> Problem {
    Problem(range, "`has` takes a field", help: "write `has(x.field)`")
  }

  static func notAList(_ range: Range<Int>, _ what: String, _ type: ValueType) -> Problem {
    Problem(range, "`\(what)` needs a list, not `\(type)`")
  }

  static func indexIsNotAnInt(_ range: Range<Int>, _ type: ValueType) -> Problem {
    Problem(range, "an index is an `int`, not `\(type)`")
  }

  static func mixedList(_ range: Range<Int>, _ type: ValueType, others: ValueType) -> Problem {
    Problem(range, "the elements of a list have one type: this is `\(type)`, those before it `\(others)`")
  }

  static func notABool(_ range: Range<Int>, _ what: String, _ type: ValueType) -> Problem {
    Problem(range, "`\(what)` needs a `bool`, not `\(type)`")
  }

  static func wrongOperand(_ range: Range<Int>, _ op: String, _ type: ValueType) -> Problem {
    Problem(range, "`\(op)` does not take `\(type)`")
  }

  static func wrongOperands(_ range: Range<Int>, _ op: BinaryOperator, _ a: ValueType, _ b: ValueType) -> Problem {
    var help: String?
    if a.withoutNull.isNumber, b.withoutNull.isNumber, op != .remainder {
      help = "numbers of different types are not mixed: write `double(\u{2026})` around the int"
    } else if op == .add, a.withoutNull == .string || b.withoutNull == .string {
      help = "write `string(\u{2026})` around what is not a string"
    }
    return Problem(range, "`\(op.rawValue)` does not take `\(a)` and `\(b)`", help: help)
  }

  static func cannotCompare(_ range: Range<Int>, _ op: BinaryOperator, _ a: ValueType, _ b: ValueType) -> Problem {
    if a == .null || b == .null, op == .equal || op == .notEqual {
      let type = a == .null ? b : a
      let isText = type == .string
      return Problem(
        range, "a value of type `\(type)` is never null",
        help: isText ? "a text that is not there is empty: compare with `\"\"`" : "leave the question out")
    }
    var help: String?
    switch (a.withoutNull, b.withoutNull) {
    case (.object(let type), .string), (.string, .object(let type)):
      help = "`\(type)` is an object: compare one of its fields"
    case (.int, .string), (.string, .int), (.double, .string), (.string, .double):
      help = "a number is written without quotes; `int(\u{2026})` makes one of a text"
    case (.list, .list) where op == .isIn: help = "ask for each element: `a.all(x, x in b)` or `a.exists(x, x in b)`"
    default: break
    }
    return Problem(range, "`\(op.rawValue)` does not compare `\(a)` with `\(b)`", help: help)
  }

  static func differentBranches(_ range: Range<Int>, _ a: ValueType, _ b: ValueType) -> Problem {
    Problem(range, "both results of `? :` have one type, not `\(a)` and `\(b)`")
  }

  static func wrongArgument(_ range: Range<Int>, _ function: Function, _ a: ValueType, _ b: ValueType) -> Problem {
    let given = function.count == 1 ? "`\(a)`" : "`\(a)` and `\(b)`"
    return Problem(range, "`\(function.rawValue)` does not take \(given)")
  }

  static func wrongPattern(_ range: Range<Int>, _ problem: Problem, in source: String) -> Problem {
    var result = Problem(range, "wrong pattern: \(problem.message)")
    result.help = problem.help
    return result
  }

  static func neverThatWord(_ range: Range<Int>, _ field: Field, _ text: String) -> Problem {
    let words = field.words.filter { !$0.isEmpty }.map { "`\($0)`" }.joined(separator: ", ")
    let empty = field.words.contains("") ? ", or empty" : ""
    return Problem(
      range, "`\(field.name)` is never `\(text.prefix(100))`",
      help: didYouMean(text, among: field.words) ?? "it is one of \(words)\(empty)")
  }

  static func wrongResult(_ range: Range<Int>, _ type: ValueType, wanted: ValueType) -> Problem {
    Problem(range, "the expression must be a `\(wanted)`, not `\(type)`")
  }
}
