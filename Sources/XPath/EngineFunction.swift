/// The functions that the engine has, and how many arguments they take. A wrong number is an error of syntax there.
enum EngineFunction {
  struct Arity {
    var range: ClosedRange<Int>
    /// Whether only odd numbers are taken.
    var isOdd = false

    func accepts(_ count: Int) -> Bool { range.contains(count) && (!isOdd || count % 2 == 1) }

    var description: String {
      let (least, most) = (range.lowerBound, range.upperBound)
      let noun = most == 1 ? "argument" : "arguments"
      if isOdd { return "an odd number of arguments, at least \(least)" }
      if most == .max { return least == 1 ? "at least 1 argument" : "at least \(least) arguments" }
      if least == most { return most == 0 ? "no arguments" : "\(most) \(noun)" }
      return "\(least) to \(most) \(noun)"
    }
  }

  /// Whether the engine has the function in a form.
  static func exists(_ name: String) -> Bool { table[name] != nil || runtime.contains(name) }

  static func arity(of name: String) -> Arity? { table[name] }

  /// Functions that the clients add while they run.
  private static let runtime: Set<String> = ["jr:itext", "jr:choice-name", "here"]

  private static let anyNumber = Arity(range: 0...Int.max)

  private static let table: [String: Arity] = {
    var table: [String: Arity] = [:]
    func add(_ range: ClosedRange<Int>, _ names: String...) {
      for name in names { table[name] = Arity(range: range) }
    }
    add(0...0, "true", "false", "today", "now", "pi")
    add(0...1, "position")
    add(
      1...1, "boolean", "number", "int", "double", "string", "date", "not", "boolean-from-string", "count-selected",
      "count", "sum", "string-length", "upper-case", "lower-case", "abs", "ceiling", "floor", "round",
      "distinct-values"
    )
    add(
      2...2, "selected", "is-selected", "selected-at", "substring-before", "substring-after", "contains",
      "starts-with", "ends-with"
    )
    add(2...3, "substr")
    add(3...3, "if", "translate", "replace")
    add(1...Int.max, "coalesce", "join", "depend")
    add(3...Int.max, "join-chunked")
    table["cond"] = Arity(range: 3...Int.max, isOdd: true)
    // The number of arguments of these differs between versions, or nothing hangs on it.
    for name in [
      "concat", "format-date", "max", "min", "checklist", "weighted-checklist", "regex", "random", "uuid", "pow",
      "log", "log10", "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sqrt", "exp", "distance",
      "format-date-for-calendar", "format-date-with-timezone", "id-compress", "checksum", "sort", "sort-by", "sleep",
      "index-of", "encrypt-string", "decrypt-string", "json-property", "closest-point-on-polygon",
      "is-point-inside-polygon", "closest-point-to-polygon", "inside-polygon", "boundary-distance",
    ] {
      table[name] = anyNumber
    }
    return table
  }()
}
