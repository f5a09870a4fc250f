import CaseGraph

/// The part of the server's cases that can matter to one user: the cases asked for, all that is above them and the
/// extensions below. A sync costs this much, and not the whole server.
struct Neighbourhood {
  /// The cases, ascending; their places here are their numbers in the graph.
  let members: [Int32]
  let graph: CaseGraph
  var scratch: CaseGraph.Scratch

  /// - Parameter marks: working memory: zeros, as many as there are cases; zeros again afterwards.
  init(of seeds: [Int32], in server: Server, marks: inout [Int32]) {
    while marks.count < server.cases.count { marks.append(0) }
    var members: [Int32] = []
    members.reserveCapacity(seeds.count)
    for c in seeds where marks[Int(c)] == 0 && server.isThere(c) {
      marks[Int(c)] = 1
      members.append(c)
    }
    var next = 0
    while next < members.count {
      let c = members[next]
      next += 1
      for link in server.cases[Int(c)].links where marks[Int(link.target)] == 0 && server.isThere(link.target) {
        marks[Int(link.target)] = 1
        members.append(link.target)
      }
      for other in server.referrers[Int(c)] where marks[Int(other)] == 0 && server.isThere(other) {
        guard server.isExtension(other, of: c) else { continue }
        marks[Int(other)] = 1
        members.append(other)
      }
    }
    members.sort()
    for (i, c) in members.enumerated() { marks[Int(c)] = Int32(i) + 1 }
    var indices: [CaseIndex] = []
    var closed: [Bool] = []
    closed.reserveCapacity(members.count)
    for (i, c) in members.enumerated() {
      closed.append(!server.cases[Int(c)].isOpen)
      for link in server.cases[Int(c)].links where marks[Int(link.target)] > 0 {
        indices.append(CaseIndex(from: Int32(i), to: marks[Int(link.target)] - 1, link.relationship))
      }
    }
    for c in members { marks[Int(c)] = 0 }
    self.members = members
    graph = CaseGraph(caseCount: members.count, closed: closed, indices: indices)
    scratch = graph.makeScratch()
  }

  /// The numbers in the graph of those of some cases that are members.
  func local(_ cases: [Int32]) -> [Int32] { cases.compactMap(local) }

  func local(_ number: Int32) -> Int32? {
    var low = 0
    var high = members.count
    while low < high {
      let middle = (low + high) / 2
      if members[middle] < number { low = middle + 1 } else { high = middle }
    }
    return low < members.count && members[low] == number ? Int32(low) : nil
  }

  func global(_ locals: [Int32]) -> [Int32] { locals.map { members[Int($0)] } }
}
