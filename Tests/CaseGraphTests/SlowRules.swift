import CaseGraph

/// The rules of section 4, read sentence by sentence and evaluated over sets until nothing changes: slow, and meant
/// to be checked by eye. It shares no code with the graph.
struct SlowRules {
  var all: Set<Int32>
  var open: Set<Int32>
  var owned: Set<Int32>
  var indices: Set<CaseIndex>

  init(_ sample: Sample) {
    all = Set((0..<Int32(sample.caseCount)))
    open = all.filter { !sample.closed[Int($0)] }
    owned = Set(sample.owned).intersection(all)
    let all = all
    indices = Set(sample.indices.filter { all.contains($0.from) && all.contains($0.to) })
  }

  /// Applies a growing rule until it adds nothing.
  private func closure(_ start: Set<Int32>, _ grow: (Set<Int32>) -> Set<Int32>) -> Set<Int32> {
    var set = start
    while true {
      let larger = set.union(grow(set))
      if larger == set { return set }
      set = larger
    }
  }

  // MARK: The server

  /// A case is an extension if it has an extension index and no child index.
  var extensions: Set<Int32> {
    all.filter { c in
      indices.contains { $0.from == c && $0.relationship == .extension }
        && !indices.contains { $0.from == c && $0.relationship == .child }
    }
  }

  /// Open and not an extension, or an open extension of an available case.
  var available: Set<Int32> {
    closure(open.subtracting(extensions)) { available in
      Set(indices.filter { $0.relationship == .extension && available.contains($0.to) }.map(\.from)).intersection(open)
    }
  }

  var sent: Set<Int32> {
    closure(owned.intersection(available)) { live in
      let above = indices.filter { live.contains($0.from) }.map(\.to)
      let extensions = indices.filter { $0.relationship == .extension && live.contains($0.to) }.map(\.from)
      return Set(above).union(open.intersection(extensions))
    }
  }

  // MARK: The device

  /// Between two cases only one edge counts; a child index beats an extension index.
  private var effective: Set<CaseIndex> {
    indices.filter { index in
      index.relationship == .child || !indices.contains(CaseIndex(from: index.from, to: index.to, .child))
    }
  }

  private func hasCycle(_ present: Set<Int32>) -> Bool {
    present.contains { c in
      let direct = Set(effective.filter { $0.from == c && present.contains($0.to) }.map(\.to))
      return closure(direct) { above in
        Set(effective.filter { above.contains($0.from) && present.contains($0.to) }.map(\.to))
      }.contains(c)
    }
  }

  func kept(present given: Set<Int32>) -> Set<Int32> {
    let given = given.intersection(all)
    if hasCycle(given) { return given }
    let missing = closure(all.subtracting(given)) { missing in
      Set(effective.filter { missing.contains($0.to) }.map(\.from))
    }
    let present = given.subtracting(missing)
    let edges = effective.filter { present.contains($0.from) && present.contains($0.to) }
    func upwards(_ start: Set<Int32>) -> Set<Int32> {
      closure(start) { set in Set(edges.filter { set.contains($0.from) }.map(\.to)) }
    }
    func extensions(_ start: Set<Int32>, onlyOpen: Bool) -> Set<Int32> {
      closure(start) { set in
        let found = Set(edges.filter { $0.relationship == .extension && set.contains($0.to) }.map(\.from))
        return onlyOpen ? found.intersection(open) : found
      }
    }
    let relevant = extensions(upwards(present.intersection(owned).intersection(open)), onlyOpen: false)
    let withoutExtensionEdge = relevant.intersection(open).filter { c in
      !edges.contains { $0.from == c && $0.relationship == .extension }
    }
    let available = extensions(withoutExtensionEdge, onlyOpen: true)
    var alive = owned.intersection(relevant).intersection(available)
    for _ in 1...2 { alive = extensions(upwards(alive), onlyOpen: true) }
    return alive
  }
}
