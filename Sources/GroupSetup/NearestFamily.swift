/// Searches the sets for which a family of nested or disjoint sets costs least: each worker gets one set of the family,
/// or one element, and every element more or less than before is a difference.
///
/// The family may have sets that nobody has. The search is exact: it looks at all that could be better than what is
/// known, set by set, and gives up when that takes too long; finding the best family is hard in general.
struct NearestFamily {
  /// How many different elements, as far as sets tell them apart, and how many sets are searched at most.
  static let elementLimit = 12
  static let setLimit = 24
  /// How many pairs of sets are compared at most, for all components together.
  static let budget = 30_000_000

  private struct Wanted {
    let mask: UInt32
    let weight: Int
    let size: Int
    /// What could be taken for it, the nearest first.
    let candidates: [(mask: UInt32, distance: Int)]
  }

  private var wanted: [Wanted] = []
  private var sizes: [Int] = []
  /// The chosen sets, by the sets that they are taken for; 0 is one element, which fits everywhere.
  private var chosen: [UInt32] = []
  private var best: [UInt32]?
  private var bestCost: Int
  private var work: Int

  /// Searches a family that costs less than `bound`.
  ///
  /// - Parameters:
  ///   - sets: different sets of at least two elements each, ascending.
  ///   - work: how much of ``budget`` is left; what was needed is taken off.
  /// - Returns: The sets of the best family that was found, or nil if none costs less; and whether all was looked at.
  static func search(
    _ sets: [[Int32]], weights: [Int], bound: Int, work: inout Int
  ) -> (family: [[Int32]]?, isExact: Bool) {
    guard sets.count <= setLimit, work > 0 else { return (nil, false) }
    // Elements that are in the same sets are taken together: a best family need not part them.
    var signature: [Int32: UInt32] = [:]
    for (index, set) in sets.enumerated() {
      for element in set { signature[element, default: 0] |= 1 << UInt32(index) }
    }
    var classOf: [UInt32: Int] = [:]
    var classes: [[Int32]] = []
    for (element, mask) in signature.sorted(by: { $0.key < $1.key }) {
      if let known = classOf[mask] {
        classes[known].append(element)
      } else {
        guard classes.count < elementLimit else { return (nil, false) }
        classOf[mask] = classes.count
        classes.append([element])
      }
    }
    var search = NearestFamily(bound: bound, work: work)
    search.prepare(sets, weights, classes)
    search.run()
    work = search.work
    let family = search.best.map { best in
      Set(best).filter { $0 != 0 }.sorted().map { mask in
        classes.indices.filter { mask >> UInt32($0) & 1 == 1 }.flatMap { classes[$0] }.sorted()
      }
    }
    return (family, search.work > 0)
  }

  private init(bound: Int, work: Int) {
    bestCost = bound
    self.work = work
  }

  private mutating func prepare(_ sets: [[Int32]], _ weights: [Int], _ classes: [[Int32]]) {
    sizes = classes.map(\.count)
    let masks: [UInt32] = sets.map { set in
      let elements = Set(set)
      return classes.indices.reduce(0) { elements.contains(classes[$1][0]) ? $0 | 1 << UInt32($1) : $0 }
    }
    let weightOf = { [sizes] (mask: UInt32) in
      sizes.indices.reduce(0) { mask >> UInt32($1) & 1 == 1 ? $0 + sizes[$1] : $0 }
    }
    let totals = (0..<UInt32(1) << UInt32(classes.count)).map(weightOf)
    for (mask, weight) in zip(masks, weights) {
      let size = totals[Int(mask)]
      // One element is always as near as the size less one; what is farther is never taken.
      var candidates: [(mask: UInt32, distance: Int)] = [(0, size - 1)]
      for other in 1..<UInt32(totals.count) {
        let distance = totals[Int(mask ^ other)]
        if distance < size - 1 { candidates.append((other, distance)) }
      }
      candidates.sort { ($0.distance, $0.mask) < ($1.distance, $1.mask) }
      wanted.append(Wanted(mask: mask, weight: weight, size: size, candidates: candidates))
    }
    // What costs most when it is missed is chosen first.
    wanted.sort { ($0.weight * $0.size, $0.mask) > ($1.weight * $1.size, $1.mask) }
  }

  /// Walks through the choices without recursion: for each set, the position of the candidate that is tried.
  private mutating func run() {
    var position = [0]
    var cost = [0]
    while let tried = position.last, work > 0 {
      let depth = position.count - 1
      if depth == wanted.count {
        // Only what is better comes so far.
        bestCost = cost[depth]
        best = chosen
        position.removeLast()
        cost.removeLast()
        chosen.removeLast()
        continue
      }
      let set = wanted[depth]
      var next = tried
      while next < set.candidates.count, !fits(set.candidates[next].mask) { next += 1 }
      let isWorthIt =
        next < set.candidates.count
        && cost[depth] + set.weight * set.candidates[next].distance + rest(after: depth) < bestCost
      guard isWorthIt else {
        position.removeLast()
        cost.removeLast()
        if !chosen.isEmpty { chosen.removeLast() }
        continue
      }
      position[depth] = next + 1
      chosen.append(set.candidates[next].mask)
      cost.append(cost[depth] + set.weight * set.candidates[next].distance)
      position.append(0)
    }
  }

  private mutating func fits(_ mask: UInt32) -> Bool {
    work -= chosen.count + 1
    for other in chosen {
      let common = mask & other
      if common != 0, common != mask, common != other { return false }
    }
    return true
  }

  /// What the sets that come after cost at least, each by itself beside the chosen ones.
  private mutating func rest(after depth: Int) -> Int {
    var sum = 0
    for index in wanted.indices.dropFirst(depth + 1) {
      for candidate in wanted[index].candidates where fits(candidate.mask) {
        sum += wanted[index].weight * candidate.distance
        break
      }
    }
    return sum
  }
}
