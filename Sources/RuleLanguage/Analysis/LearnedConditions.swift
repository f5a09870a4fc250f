extension Contradiction {
  /// Learns from a condition that is not taken apart any further.
  ///
  /// - Returns: whether it never comes out so.
  mutating func learn(_ id: TermID, _ holds: Bool, _ known: inout Assumptions) -> Bool {
    known.restrict(id, to: ValueSet(only: [.bool(holds)]), terms)
    let parts = terms[id].parts
    switch terms[id].head {
    case .compare(let comparison, .ints): return learn(ints: parts, Order(comparison, is: holds), &known)
    case .compare(let comparison, .doubles): learn(doubles: parts, Order(comparison, is: holds), &known)
    case .compare(let comparison, .texts):
      known.relate(parts[0], parts[1], Order(comparison, is: holds).subtracting(.none))
      if parts[0] == parts[1] { return comparison.holds(0, 0) != holds }
      known.test(id, holds: holds)
    case .equal: return learn(equal: parts, holds, &known)
    case .isPresent: learn(presenceOf: parts[0], holds, &known)
    case .startsWith, .endsWith, .contains:
      if terms.constant(parts[1]) == .text([]) { return !holds }
      if holds, case .text(let bytes)? = terms.constant(parts[1]) {
        // A text is no shorter than what is in it.
        let length = Int64(bytes.count { $0 & 0xC0 != 0x80 })
        known.restrict(terms.add(.sizeOfText, [parts[0]], .int), to: IntRange(length))
      }
      known.test(id, holds: holds)
    case .matchesPattern(let source):
      if terms.patterns[source]?.isAlwaysFound == true { return !holds }
      known.test(id, holds: holds)
    default: break
    }
    return false
  }

  private func learn(ints parts: [TermID], _ order: Order, _ known: inout Assumptions) -> Bool {
    let order = order.subtracting(.none)
    if parts[0] == parts[1] { return !order.contains(.equal) }
    for (a, b, order) in [(parts[0], parts[1], order), (parts[1], parts[0], order.flipped)] {
      guard case .int(let value)? = terms.constant(b) else { continue }
      switch order {
      case .less:
        if value == .min { return true }
        known.restrict(a, to: IntRange(.min, value - 1))
      case .greater:
        if value == .max { return true }
        known.restrict(a, to: IntRange(value + 1))
      case [.less, .equal]: known.restrict(a, to: IntRange(.min, value))
      case [.greater, .equal]: known.restrict(a, to: IntRange(value))
      case .equal: known.restrict(a, to: IntRange(value, value))
      case [.less, .greater]: known.exclude(value, from: a)
      default: break
      }
    }
    known.relate(parts[0], parts[1], order)
    return false
  }

  private func learn(doubles parts: [TermID], _ order: Order, _ known: inout Assumptions) {
    known.relate(parts[0], parts[1], order)
    for (a, b, order) in [(parts[0], parts[1], order), (parts[1], parts[0], order.flipped)] {
      let value: Double
      switch terms.constant(b) {
      case .double(let bits)?: value = Double(bitPattern: bits)
      // An int counts as the nearest double.
      case .int(let int)?: value = Double(int)
      default: continue
      }
      guard !value.isNaN else { continue }
      // Of what stays possible, the values between the limits; what is only left out in the middle is not kept in mind.
      var range = DoubleRange(mayBeNaN: order.contains(.none))
      if !order.contains(.less) { range.low = order.contains(.equal) ? value : value.nextUp }
      if !order.contains(.greater) { range.high = order.contains(.equal) ? value : value.nextDown }
      known.restrict(a, to: range, isDouble: terms.types[a].withoutNull != .int)
    }
  }

  private mutating func learn(equal parts: [TermID], _ holds: Bool, _ known: inout Assumptions) -> Bool {
    let (a, b) = (parts[0], parts[1])
    if a == b { return !holds && Self.isEqualToItself(terms.types[a]) }
    known.relate(a, b, holds ? .equal : [.less, .greater, .none])
    for (term, other) in [(a, b), (b, a)] {
      guard let constant = terms.constant(other) else { continue }
      switch constant {
      case .null, .bool, .text:
        known.restrict(term, to: ValueSet(members: [constant], isExcluding: !holds), terms)
      case .int(let value) where terms.types[term].withoutNull == .int:
        if holds {
          known.restrict(term, to: ValueSet(members: [.null]), terms)
          known.restrict(term, to: IntRange(value, value))
        } else {
          known.exclude(value, from: term)
        }
      case .list(let elements):
        let size = terms.add(.sizeOfList, [term], .int)
        if holds {
          known.restrict(term, to: ValueSet(members: [.null]), terms)
          known.restrict(size, to: IntRange(Int64(elements.count), Int64(elements.count)))
        } else if elements.isEmpty, case .list = terms.types[term] {
          known.restrict(size, to: IntRange(1))
        }
      case .int, .double: break
      }
    }
    return false
  }

  /// What is no number is not equal to itself.
  private static func isEqualToItself(_ type: ValueType) -> Bool {
    switch type {
    case .bool, .int, .string, .null, .object: true
    case .nullable(let type), .list(let type): isEqualToItself(type)
    case .double, .anything: false
    }
  }

  private mutating func learn(presenceOf term: TermID, _ holds: Bool, _ known: inout Assumptions) {
    switch terms.types[term] {
    case .list:
      known.restrict(terms.add(.sizeOfList, [term], .int), to: holds ? IntRange(1) : IntRange(0, 0))
    case .nullable(.list):
      if holds { known.restrict(term, to: ValueSet(members: [.null]), terms) }
    case .nullable: known.restrict(term, to: ValueSet(members: [.null], isExcluding: holds), terms)
    default: break
    }
  }

  /// What must be there for a condition to have a value at all. The depth of the recursion is that of the expression.
  mutating func require(_ id: TermID, _ known: inout Assumptions) {
    let parts = terms[id].parts
    func isThere(_ part: TermID, _ known: inout Assumptions, _ terms: Terms) {
      if terms.types[part] != terms.types[part].withoutNull {
        known.restrict(part, to: ValueSet(members: [.null]), terms)
      }
    }
    switch terms[id].head {
    case .constant, .variable, .local: return
    // Which of their parts are looked at depends on the others.
    case .and, .or, .conditional: return
    case .macro:
      isThere(parts[0], &known, terms)
      return require(parts[0], &known)
    case .index:
      let size = terms.add(.sizeOfList, [parts[0]], .int)
      var least: Int64 = 1
      if case .int(let index)? = terms.constant(parts[1]), index > 0, index < .max { least = index + 1 }
      known.restrict(size, to: IntRange(least))
      isThere(parts[0], &known, terms)
    case .field, .compare, .negate, .math, .not, .join, .sizeOfText, .sizeOfList, .startsWith, .endsWith, .contains,
      .matches, .matchesPattern, .convert:
      for part in parts { isThere(part, &known, terms) }
    case .isIn: isThere(parts[1], &known, terms)
    case .equal, .list, .isPresent: break
    }
    for part in parts { require(part, &known) }
  }
}
