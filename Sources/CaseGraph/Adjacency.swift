/// One direction of the indices between cases: the neighbours of every case side by side in one array
/// ("compressed sparse rows"), because a set or an array per case costs ten to a hundred times as much.
struct Adjacency: Sendable {
  /// A neighbour, and everything that the indices between the two cases say.
  struct Edge: Sendable {
    var other: Int32
    var relationships: Relationships
  }

  /// `edges[starts[c]..<starts[c + 1]]` belong to case `c`.
  private(set) var starts: [Int]
  private(set) var edges: [Edge]

  /// The neighbours upwards: parents and hosts, ascending, each once. Indices out of `0..<caseCount` are left out.
  init(upwardsOf caseCount: Int, _ indices: [CaseIndex]) {
    let all = 0..<Int32(clamping: caseCount)
    let valid = indices.filter { all.contains($0.from) && all.contains($0.to) }
    self.init(caseCount: caseCount, edgeCount: valid.count) { i in
      (valid[i].from, Edge(other: valid[i].to, relationships: Relationships(valid[i].relationship)))
    }
    mergeRepeated()
  }

  /// The same edges the other way round; what is ascending and without repetition stays so.
  init(reversing upwards: Adjacency) {
    var owners: [Int32] = []
    owners.reserveCapacity(upwards.edges.count)
    for c in 0..<upwards.caseCount {
      for _ in upwards.range(of: Int32(c)) { owners.append(Int32(c)) }
    }
    self.init(caseCount: upwards.caseCount, edgeCount: upwards.edges.count) { i in
      (upwards.edges[i].other, Edge(other: owners[i], relationships: upwards.edges[i].relationships))
    }
  }

  /// A counting sort by the case that an edge belongs to; edges of one case keep their order.
  private init(caseCount: Int, edgeCount: Int, edge: (Int) -> (of: Int32, Edge)) {
    starts = [Int](repeating: 0, count: caseCount + 1)
    edges = [Edge](repeating: Edge(other: 0, relationships: []), count: edgeCount)
    for i in 0..<edgeCount { starts[Int(edge(i).of) + 1] += 1 }
    for c in 0..<caseCount { starts[c + 1] += starts[c] }
    var next = starts
    for i in 0..<edgeCount {
      let (c, e) = edge(i)
      edges[next[Int(c)]] = e
      next[Int(c)] += 1
    }
  }

  var caseCount: Int { starts.count - 1 }

  /// Where the edges of a case are in ``edges``.
  func range(of c: Int32) -> Range<Int> { starts[Int(c)]..<starts[Int(c) + 1] }

  func isEmpty(_ c: Int32) -> Bool { range(of: c).isEmpty }

  /// Joins several indices between the same two cases to one edge, and sorts the edges of each case.
  private mutating func mergeRepeated() {
    var kept = 0
    for c in 0..<caseCount {
      let old = starts[c]..<starts[c + 1]
      starts[c] = kept
      if old.count > 1 { edges[old].sort { $0.other < $1.other } }
      for i in old {
        if kept > starts[c], edges[kept - 1].other == edges[i].other {
          edges[kept - 1].relationships.formUnion(edges[i].relationships)
        } else {
          edges[kept] = edges[i]
          kept += 1
        }
      }
    }
    starts[caseCount] = kept
    edges.removeLast(edges.count - kept)
  }
}
