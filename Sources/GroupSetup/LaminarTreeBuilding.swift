extension LaminarTree {
  /// Builds the tree that is nearest to the sets: what differs is counted by elements and weights.
  ///
  /// Where sets overlap, finding it is a hard problem: it is searched where few of them do, see ``NearestFamily``;
  /// elsewhere it is a tree that leaves few sets out, and ``isNearest`` is false.
  ///
  /// - Parameters:
  ///   - sets: different sets of elements below `elementCount`.
  ///   - weights: how many workers have each set.
  static func build(sets: [[Int32]], weights: [Int], elementCount: Int) -> LaminarTree {
    let tree = leavingFewOut(sets, weights, elementCount)
    if tree.misfits.isEmpty { return tree }
    var extra: [[Int32]] = []
    var taken: [Int] = []
    var isNearest = true
    var work = NearestFamily.budget
    var indexOf: [[Int32]: Int] = [:]
    for index in sets.indices { indexOf[sets[index]] = index }
    for component in components(sets, elementCount) {
      let cost = component.reduce(0) { $0 + weights[$1] * tree.distance(from: sets[$1]) }
      let kept = component.filter { tree.nodeOf[$0] >= 0 }
      guard cost > 0 else {
        taken += kept
        continue
      }
      let (family, isExact) = NearestFamily.search(
        component.map { sets[$0] }, weights: component.map { weights[$0] }, bound: cost, work: &work)
      if !isExact { isNearest = false }
      guard let family else {
        taken += kept
        continue
      }
      for set in family {
        if let index = indexOf[set] {
          taken.append(index)
        } else {
          taken.append(sets.count + extra.count)
          extra.append(set)
        }
      }
    }
    let all = sets + extra
    var result = LaminarTree(
      sets: all, weights: weights, order: sorted(taken, all), excluded: [:], elementCount: elementCount)
    result.extraSets = extra
    result.isNearest = isNearest
    result.noteMisfits(
      sets, weights, known: Dictionary(tree.misfits.map { ($0.set, $0.other) }) { first, _ in first })
    return result
  }

  /// Large sets go first; equal ones by their elements.
  private static func sorted(_ indices: [Int], _ sets: [[Int32]]) -> [Int] {
    indices.sorted { a, b in
      sets[a].count != sets[b].count ? sets[a].count > sets[b].count : sets[a].lexicographicallyPrecedes(sets[b])
    }
  }

  /// Large sets go first; one that stands in the way of more workers than it has is left out, and the rest is tried
  /// again.
  private static func leavingFewOut(_ sets: [[Int32]], _ weights: [Int], _ elementCount: Int) -> LaminarTree {
    let order = sorted(sets.indices.filter { sets[$0].count > 1 }, sets)
    var excluded: [Int: Int] = [:]
    var best: LaminarTree?
    for _ in 0..<8 {
      let tree = LaminarTree(sets: sets, weights: weights, order: order, excluded: excluded, elementCount: elementCount)
      if tree.misfitWeight < best?.misfitWeight ?? Int.max { best = tree }
      var against: [Int: (weight: Int, example: Int)] = [:]
      for (set, other) in tree.misfits where excluded[set] == nil {
        against[other] = ((against[other]?.weight ?? 0) + weights[set], against[other]?.example ?? set)
      }
      let worse = against.filter { $0.value.weight > weights[$0.key] }
      if worse.isEmpty { break }
      for (set, reason) in worse { excluded[set] = reason.example }
    }
    return best ?? LaminarTree(sets: sets, weights: weights, order: order, excluded: [:], elementCount: elementCount)
  }

  /// The sets that are not in the family, each with one that it overlaps, of those in the family if there is one.
  ///
  /// - Parameter known: what each is known to overlap.
  private mutating func noteMisfits(_ sets: [[Int32]], _ weights: [Int], known: [Int: Int]) {
    var holders: [Int32: [Int]] = [:]
    for index in sets.indices where sets[index].count > 1 {
      for element in sets[index] { holders[element, default: []].append(index) }
    }
    for index in sets.indices where sets[index].count > 1 && nodeOf[index] < 0 {
      misfitWeight += weights[index]
      if let other = known[index], nodeOf[other] >= 0 {
        misfits.append((index, other))
        continue
      }
      let set = Set(sets[index])
      var other: Int?
      for element in sets[index] {
        for candidate in holders[element] ?? [] where candidate != index {
          if let other, nodeOf[other] >= 0 || nodeOf[candidate] < 0 { continue }
          let common = sets[candidate].count { set.contains($0) }
          if common < sets[candidate].count, common < set.count { other = candidate }
        }
        if let other, nodeOf[other] >= 0 { break }
      }
      if let other { misfits.append((index, other)) }
    }
  }

  /// Sets of several elements that hang together by common elements.
  private static func components(_ sets: [[Int32]], _ elementCount: Int) -> [[Int]] {
    var root = Array(0..<elementCount)
    func find(_ element: Int) -> Int {
      var current = element
      while root[current] != current {
        root[current] = root[root[current]]
        current = root[current]
      }
      return current
    }
    for set in sets where set.count > 1 {
      for element in set.dropFirst() { root[find(Int(element))] = find(Int(set[0])) }
    }
    var members: [Int: [Int]] = [:]
    for index in sets.indices where sets[index].count > 1 {
      members[find(Int(sets[index][0])), default: []].append(index)
    }
    return members.sorted { $0.value[0] < $1.value[0] }.map(\.value)
  }
}
