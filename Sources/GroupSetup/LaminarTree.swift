/// A family of sets any two of which are nested or disjoint, as a tree; built from any sets, it says which do not fit.
struct LaminarTree {
  /// A set of at least two elements that is in the family.
  struct Node {
    /// The index of the set among those given, and after these ``extraSets``.
    let set: Int
    let parent: Int?
    let depth: Int
    let size: Int
  }

  /// The nodes, each after its parent.
  private(set) var nodes: [Node] = []
  /// By element: the smallest node that holds it, or -1.
  private(set) var innermost: [Int]
  /// By set: its node, or -1.
  private(set) var nodeOf: [Int]
  /// Sets that fit nowhere: the set, and one that it overlaps without either holding the other.
  var misfits: [(set: Int, other: Int)] = []
  var misfitWeight = 0

  /// Sets that were not given and are in the family, since it is nearer to those that were.
  var extraSets: [[Int32]] = []
  /// Whether no family is nearer, as far as was proved.
  var isNearest = true

  init(sets: [[Int32]], weights: [Int], order: [Int], excluded: [Int: Int], elementCount: Int) {
    innermost = [Int](repeating: -1, count: elementCount)
    nodeOf = [Int](repeating: -1, count: sets.count)
    for set in order {
      if let example = excluded[set] {
        misfits.append((set, example))
        misfitWeight += weights[set]
        continue
      }
      // All larger sets are placed: this one fits if one place holds all of it. Otherwise the deepest node that holds
      // a part of it lacks another part, and is not smaller.
      var deepest = -1
      var fits = true
      let first = innermost[Int(sets[set][0])]
      for element in sets[set] {
        let node = innermost[Int(element)]
        if node != first { fits = false }
        if node >= 0, deepest < 0 || nodes[node].depth > nodes[deepest].depth { deepest = node }
      }
      guard fits else {
        misfits.append((set, nodes[deepest].set))
        misfitWeight += weights[set]
        continue
      }
      nodeOf[set] = nodes.count
      let parent = first < 0 ? nil : first
      for element in sets[set] { innermost[Int(element)] = nodes.count }
      nodes.append(
        Node(set: set, parent: parent, depth: parent.map { nodes[$0].depth + 1 } ?? 0, size: sets[set].count))
    }
  }

  /// How many of some elements each node holds, for the nodes that hold any.
  private func counts(_ elements: [Int32]) -> [Int: Int] {
    var counts: [Int: Int] = [:]
    for element in elements {
      var current = innermost[Int(element)]
      while current >= 0 {
        counts[current, default: 0] += 1
        current = nodes[current].parent ?? -1
      }
    }
    return counts
  }

  /// A place in the tree: a node, or an element by itself.
  enum Place: Hashable {
    case node(Int)
    case element(Int32)
  }

  /// The one place whose elements differ least from a set; of equal ones, that with the fewest that the set lacks.
  func nearest(to set: [Int32]) -> Place {
    var best = Place.element(set[0])
    var bestScore = (set.count - 1, 0, Int.max)
    for (node, count) in counts(set) {
      let score = (set.count + nodes[node].size - 2 * count, nodes[node].size - count, node)
      if score < bestScore { (best, bestScore) = (.node(node), score) }
    }
    return best
  }

  /// How many elements the nearest place has more or less than a set.
  func distance(from set: [Int32]) -> Int {
    var best = set.count - 1
    for (node, count) in counts(set) { best = min(best, set.count + nodes[node].size - 2 * count) }
    return best
  }

  /// The fewest places that together hold exactly a set.
  func cover(_ set: [Int32]) -> [Place] {
    let counts = counts(set)
    var places: [Place] = []
    var taken: Set<Int> = []
    for element in set {
      var whole: Int?
      var current = innermost[Int(element)]
      while current >= 0 {
        if counts[current] == nodes[current].size { whole = current }
        current = nodes[current].parent ?? -1
      }
      guard let whole else {
        places.append(.element(element))
        continue
      }
      if taken.insert(whole).inserted { places.append(.node(whole)) }
    }
    return places
  }
}
