extension Evaluator {
  func count(of value: Value, _ code: Code) throws(EvaluationError) -> Int {
    switch value {
    case .list(let elements): return elements.count
    case .hostList(let list): return Int(list.count)
    default: throw mismatch(value, code)
    }
  }

  /// An element of a list that has it.
  @inline(__always)
  func element(_ index: Int, of list: Value) -> Value {
    switch list {
    case .list(let elements): elements[index]
    case .hostList(let list): facts.element(index, of: list)
    default: .null
    }
  }

  /// `list[index]`, from 0.
  mutating func element(_ index: Code, of list: Code, _ code: Code) throws(EvaluationError) -> Value {
    let values = try value(list)
    let position = try int(index)
    let count = try count(of: values, list)
    guard position >= 0, position < count else { throw error(.indexOutOfRange(position, count: count), code) }
    return element(Int(position), of: values)
  }

  mutating func list(_ first: Int32, _ count: Int32, _ code: Code) throws(EvaluationError) -> Value {
    try charge(Int(count), code)
    var elements: [Value] = []
    elements.reserveCapacity(Int(count))
    for i in first..<first + count { elements.append(try value(program.operands[Int(i)])) }
    return .list(elements)
  }

  mutating func joinLists(_ a: Code, _ b: Code, _ code: Code) throws(EvaluationError) -> Value {
    let (first, second) = (try value(a), try value(b))
    let (firstCount, secondCount) = (try count(of: first, a), try count(of: second, b))
    try charge(4 * (firstCount + secondCount), code)
    var elements: [Value] = []
    elements.reserveCapacity(firstCount + secondCount)
    for i in 0..<firstCount { elements.append(element(i, of: first)) }
    for i in 0..<secondCount { elements.append(element(i, of: second)) }
    return .list(elements)
  }

  /// Membership: the host is asked first; otherwise each element is compared.
  mutating func isIn(_ element: Code, _ list: Code, _ code: Code) throws(EvaluationError) -> Bool {
    let wanted = try value(element)
    let values = try value(list)
    if case .hostList(let list) = values, let answer = facts.contains(wanted, in: list) { return answer }
    let count = try count(of: values, list)
    try charge(count, code)
    for i in 0..<count where try areSame(wanted, self.element(i, of: values), code) { return true }
    return false
  }

  /// Equality: numbers by value whatever their type, texts by their code points without normalization, null only with
  /// null, values of different types never (language definition, *Equality*). Lists are compared element by element;
  /// they are nested no deeper than their type is written; a host that nests them deeper gets an error.
  mutating func areSame(_ a: Value, _ b: Value, _ code: Code, depth: Int = 0) throws(EvaluationError) -> Bool {
    switch (a, b) {
    case (.symbol(let a), .symbol(let b)): return a == b
    case (.text(let a), .text(let b)):
      guard a.utf8.count == b.utf8.count else { return false }
      try charge(a.utf8.count / 8, code)
      return a.utf8.elementsEqual(b.utf8)
    case (.text, .symbol), (.symbol, .text):
      var length = 0
      let isSame = withBytes(a) { a in
        withBytes(b) { b in
          guard a.count == b.count else { return false }
          length = a.count
          return a.elementsEqual(b)
        } ?? false
      }
      try charge(length / 8, code)
      return isSame ?? false
    case (.int(let a), .int(let b)): return a == b
    case (.double(let a), .double(let b)): return a == b
    case (.int(let a), .double(let b)): return Double(a) == b
    case (.double(let a), .int(let b)): return a == Double(b)
    case (.bool(let a), .bool(let b)): return a == b
    case (.null, .null): return true
    case (.object(let a), .object(let b)): return facts.isSame(a, b)
    case (.list, .list), (.list, .hostList), (.hostList, .list), (.hostList, .hostList):
      guard depth < Limits.greatestDepth else { throw error(.wrongType, code) }
      let count = try count(of: a, code)
      guard try self.count(of: b, code) == count else { return false }
      try charge(count, code)
      for i in 0..<count {
        guard try areSame(element(i, of: a), element(i, of: b), code, depth: depth + 1) else { return false }
      }
      return true
    default: return false
    }
  }
}
