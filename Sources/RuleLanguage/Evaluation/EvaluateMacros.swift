extension Evaluator {
  /// `all` and `exists`: `&&` or `||` over the elements, errors included (language definition, *Macros*).
  mutating func quantified(
    _ macro: Comprehension, deciding: Bool, _ code: Code
  ) throws(EvaluationError) -> Bool {
    let list = try value(macro.range)
    var failure: EvaluationError?
    for i in 0..<(try count(of: list, macro.range)) {
      try charge(macro.cost, code)
      locals[Int(macro.local)] = element(i, of: list)
      do throws(EvaluationError) {
        if try bool(macro.body) == deciding { return deciding }
      } catch {
        guard error.isAbsorbable else { throw error }
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return !deciding
  }

  /// `exists_one`: every element is looked at, because an error anywhere is an error of the whole.
  mutating func existsOne(_ macro: Comprehension, _ code: Code) throws(EvaluationError) -> Bool {
    let list = try value(macro.range)
    var found = 0
    for i in 0..<(try count(of: list, macro.range)) {
      try charge(macro.cost, code)
      locals[Int(macro.local)] = element(i, of: list)
      if try bool(macro.body) { found += 1 }
    }
    return found == 1
  }

  mutating func filtered(_ macro: Comprehension, _ code: Code) throws(EvaluationError) -> Value {
    let list = try value(macro.range)
    var kept: [Value] = []
    for i in 0..<(try count(of: list, macro.range)) {
      try charge(macro.cost + 4, code)
      let element = element(i, of: list)
      locals[Int(macro.local)] = element
      if try bool(macro.body) { kept.append(element) }
    }
    return .list(kept)
  }

  mutating func mapped(_ macro: Comprehension, _ code: Code) throws(EvaluationError) -> Value {
    let list = try value(macro.range)
    var results: [Value] = []
    for i in 0..<(try count(of: list, macro.range)) {
      try charge(macro.cost + 4, code)
      locals[Int(macro.local)] = element(i, of: list)
      if let condition = macro.condition, try !bool(condition) { continue }
      results.append(try value(macro.body))
    }
    return .list(results)
  }
}
