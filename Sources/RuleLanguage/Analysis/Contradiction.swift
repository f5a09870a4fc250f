/// Finds conditions that no facts can fulfil, by what is written alone.
///
/// It is on the safe side: what it calls impossible is so for all facts; what it does not, may still be. It takes apart
/// `&&`, `||`, `!` and `? :`, knows texts, bools and null by what they may and may not be, numbers by their limits, fields
/// that have only certain words, sizes, and what `all` and `exists` say of one list.
public struct Contradiction {
  var terms: Terms
  /// What may still be spent on looking.
  private var steps: Int
  /// What one search may spend.
  private static let stepLimit = 4_000
  private static let depthLimit = 60

  private init(_ schema: Schema, steps: Int) {
    terms = Terms(schema)
    self.steps = steps
  }

  /// Something that must come out as true or as false.
  private struct Goal {
    var term: TermID
    var holds: Bool
  }

  /// What is said of the elements of a list.
  private struct Elements {
    var list: TermID
    var local: Int32
    var body: Goal
  }

  private struct State {
    var known = Assumptions()
    /// Each of which needs one of its alternatives.
    var choices: [[[Goal]]] = []
    /// There is such an element; all are such.
    var some: [Elements] = []
    var all: [Elements] = []
    /// The filtered lists of which an element is looked at.
    var lookedInto: Set<TermID> = []
  }

  /// Whether the conditions can never come out as wanted together; an error is no outcome.
  ///
  /// - Parameter conditions: of the type `bool`, over the same variables.
  public static func isCertain(_ conditions: [(RuleExpression, wanted: Bool)], schema: Schema) -> Bool {
    var budget = stepLimit
    return isCertain(conditions, schema: schema, spending: &budget)
  }

  /// The same, with a budget for several searches: without any left, nothing is found.
  public static func isCertain(
    _ conditions: [(RuleExpression, wanted: Bool)], schema: Schema, spending budget: inout Int
  ) -> Bool {
    guard budget > 0 else { return false }
    let given = min(stepLimit, budget)
    var search = Contradiction(schema, steps: given)
    defer { budget -= given - max(0, search.steps) }
    let goals = conditions.map { condition, wanted in
      Goal(term: search.terms.term(condition.root, of: condition.program), holds: wanted)
    }
    return search.isImpossible(goals, State(), depth: 0)
  }

  // MARK: Searching

  private mutating func isImpossible(_ goals: [Goal], _ start: State, depth: Int) -> Bool {
    var state = start
    var open = Array(goals.reversed())
    while let goal = open.popLast() {
      steps -= 1
      if steps < 0 { return false }
      if take(goal, &open, &state) { return true }
    }
    if state.known.isContradictory(terms) { return true }
    steps -= state.known.size / 20
    guard depth < Self.depthLimit, steps > 0 else { return false }
    for element in state.some where isImpossible(element, state, depth: depth) { return true }
    let filtered = filtered(state.known).filter { !state.lookedInto.contains($0.term) }
    state.lookedInto.formUnion(filtered.map(\.term))
    for (_, element) in filtered where isImpossible(element, state, depth: depth) { return true }
    state.lookedInto.subtract(filtered.map(\.term))
    guard let next = state.choices.indices.min(by: { state.choices[$0].count < state.choices[$1].count }) else {
      return false
    }
    let alternatives = state.choices.remove(at: next)
    for alternative in alternatives where !isImpossible(alternative, state, depth: depth + 1) { return false }
    return true
  }

  /// Whether no element of a list can be as one must be, given what is said of all.
  private mutating func isImpossible(_ element: Elements, _ state: State, depth: Int) -> Bool {
    var inner = state
    inner.choices = []
    inner.some = []
    inner.all = []
    learn(elementOf: element, &inner.known)
    let all = state.all.filter { $0.list == element.list && $0.local == element.local }
    return isImpossible([element.body] + all.map(\.body), inner, depth: depth + 1)
  }

  /// An element of each filtered list that is not empty.
  private func filtered(_ known: Assumptions) -> [(term: TermID, element: Elements)] {
    known.notEmpty(terms).compactMap { list in
      guard case .macro(.filter, let local) = terms[list].head else { return nil }
      let parts = terms[list].parts
      return (list, Elements(list: parts[0], local: local, body: Goal(term: parts[1], holds: true)))
    }
  }

  /// An element of a list that is written out, or of one that has only certain words.
  private mutating func learn(elementOf element: Elements, _ known: inout Assumptions) {
    guard case .list(let type) = terms.types[element.list].withoutNull else { return }
    let local = terms.add(.local(element.local), [], type)
    if type == .string, let words = terms.words(element.list) {
      known.restrict(local, to: ValueSet(only: words.map { .text(Array($0.utf8)) }), terms)
    }
    guard case .list(let elements)? = terms.constant(element.list), !elements.isEmpty else { return }
    var ints: [Int64] = []
    var others: [Constant] = []
    for element in elements {
      switch element {
      case .int(let value): ints.append(value)
      case .text, .bool, .null: others.append(element)
      case .double, .list: return
      }
    }
    if ints.isEmpty { known.restrict(local, to: ValueSet(only: others), terms) }
    if others.isEmpty, let low = ints.min(), let high = ints.max() { known.restrict(local, to: IntRange(low, high)) }
  }

  // MARK: Taking apart

  /// Takes a goal apart, or learns from it.
  ///
  /// - Returns: whether it can be seen at once that it is never reached.
  private mutating func take(_ goal: Goal, _ open: inout [Goal], _ state: inout State) -> Bool {
    let (id, holds) = (goal.term, goal.holds)
    let parts = terms[id].parts
    switch terms[id].head {
    case .constant(.bool(let value)): return value != holds
    case .not: open.append(Goal(term: parts[0], holds: !holds))
    case .and, .or:
      let goals = parts.map { Goal(term: $0, holds: holds) }
      if (terms[id].head == .and) == holds { open += goals.reversed() } else { state.choices.append(goals.map { [$0] }) }
    case .conditional:
      state.choices.append([
        [Goal(term: parts[0], holds: true), Goal(term: parts[1], holds: holds)],
        [Goal(term: parts[0], holds: false), Goal(term: parts[2], holds: holds)],
      ])
    case .compare(let comparison, .bools):
      // The pairs of bools for which it comes out so.
      let pairs = [(false, false), (false, true), (true, false), (true, true)].filter { a, b in
        comparison.holds(a ? 1 : 0, b ? 1 : 0) == holds
          && (terms.constant(parts[0]).map { $0 == .bool(a) } ?? true)
          && (terms.constant(parts[1]).map { $0 == .bool(b) } ?? true)
      }
      state.choices.append(pairs.map { [Goal(term: parts[0], holds: $0), Goal(term: parts[1], holds: $1)] })
    case .macro(let kind, let local): return take(kind, local, parts, holds, id, &state)
    case .isIn:
      require(id, &state.known)
      return take(membershipOf: parts[0], in: parts[1], holds, id, &open, &state)
    default:
      require(id, &state.known)
      return learn(id, holds, &state.known)
    }
    return false
  }

  private mutating func take(
    _ kind: Comprehension.Kind, _ local: Int32, _ parts: [TermID], _ holds: Bool, _ id: TermID, _ state: inout State
  ) -> Bool {
    require(parts[0], &state.known)
    state.known.restrict(id, to: ValueSet(only: [.bool(holds)]), terms)
    // What is said of some or all elements of a filtered list is said of those of the list that the filter lets through.
    var (list, filters) = (parts[0], [TermID]())
    while case .macro(.filter, local: local) = terms[list].head {
      filters.append(terms[list].parts[1])
      list = terms[list].parts[0]
    }
    func elements(_ holds: Bool, areAll: Bool) -> Elements {
      var body = holds ? parts[1] : terms.add(.not, [parts[1]], .bool)
      for filter in filters {
        body = areAll
          ? terms.add(.or, [terms.add(.not, [filter], .bool), body], .bool) : terms.add(.and, [filter, body], .bool)
      }
      return Elements(list: list, local: local, body: Goal(term: body, holds: true))
    }
    switch (kind, holds) {
    case (.all, true): state.all.append(elements(true, areAll: true))
    case (.exists, false): state.all.append(elements(false, areAll: true))
    case (.all, false), (.exists, true), (.existsOne, true):
      state.some.append(elements(kind != .all, areAll: false))
      for list in Set([parts[0], list]).sorted() { state.known.restrict(size(of: list), to: IntRange(1)) }
    case (.existsOne, false), (.filter, _), (.map, _): break
    }
    return false
  }

  private mutating func take(
    membershipOf element: TermID, in list: TermID, _ holds: Bool, _ id: TermID, _ open: inout [Goal],
    _ state: inout State
  ) -> Bool {
    state.known.restrict(id, to: ValueSet(only: [.bool(holds)]), terms)
    var parts: [TermID]
    switch terms[list].head {
    case .constant(.list(let constants)):
      let texts = constants.filter { if case .text = $0 { true } else { false } }
      if texts.count == constants.count {
        state.known.restrict(element, to: ValueSet(members: Set(texts), isExcluding: !holds), terms)
        return holds && texts.isEmpty
      }
      guard case .list(let type) = terms.types[list].withoutNull else { return false }
      parts = []
      for constant in constants { parts.append(terms.add(.constant(constant), [], type)) }
    case .list: parts = terms[list].parts
    default:
      if holds { state.known.restrict(size(of: list), to: IntRange(1)) }
      return false
    }
    guard parts.count <= 50 else { return false }
    var goals: [Goal] = []
    for part in parts { goals.append(Goal(term: terms.add(.equal, [element, part], .bool), holds: holds)) }
    if holds { state.choices.append(goals.map { [$0] }) } else { open += goals }
    return false
  }

  private mutating func size(of list: TermID) -> TermID { terms.add(.sizeOfList, [list], .int) }
}
