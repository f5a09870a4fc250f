extension CaseGraph {
  /// Whether any case of the whole graph is its own ancestor: peel off the cases without parents and hosts until
  /// none is left, or only such as wait for each other.
  static func hasCycle(_ upwards: Adjacency, _ downwards: Adjacency) -> Bool {
    var waitingFor = (0..<Int32(upwards.caseCount)).map { upwards.range(of: $0).count }
    var free = (0..<Int32(upwards.caseCount)).filter { waitingFor[Int($0)] == 0 }
    var peeled = 0
    while let c = free.popLast() {
      peeled += 1
      for i in downwards.range(of: c) {
        let below = downwards.edges[i].other
        waitingFor[Int(below)] -= 1
        if waitingFor[Int(below)] == 0 { free.append(below) }
      }
    }
    return peeled < upwards.caseCount
  }

  /// Whether a case among the present ones is its own ancestor by way of present cases only. An index of a case to
  /// itself is a cycle.
  func hasCycle(among present: [Int32], scratch: inout Scratch) -> Bool {
    hasCycle && !findCycle(among: present, scratch: &scratch).isEmpty
  }

  /// A cycle among the cases on a device, which stops the device's purge: each case is followed by one of its parents or
  /// hosts, the last one by the first. Empty if there is none.
  ///
  /// - Parameter present: the cases on the device, in any order; numbers that are no case are skipped.
  public func cycle(among present: [Int32], scratch: inout Scratch) -> [Int32] {
    guard hasCycle else { return [] }
    scratch.begin(caseCount: caseCount)
    let present = present.filter { contains($0) && scratch.insert(.present, $0) }
    return findCycle(among: present, scratch: &scratch)
  }

  /// - Parameter present: cases that are marked as present.
  private func findCycle(among present: [Int32], scratch: inout Scratch) -> [Int32] {
    // A path of unfinished cases, each with the edge to try next; on the heap, for chains may be long.
    var path: [(c: Int32, next: Int)] = []
    for start in present where scratch.insert(.searched, start) {
      _ = scratch.insert(.onPath, start)
      path.append((start, upwards.range(of: start).lowerBound))
      while let (c, next) = path.last {
        if next == upwards.range(of: c).upperBound {
          scratch.remove(.onPath, c)
          path.removeLast()
          continue
        }
        path[path.count - 1].next += 1
        let above = upwards.edges[next].other
        guard scratch.has(.present, above) else { continue }
        if scratch.has(.onPath, above) {
          return Array(path.map(\.c).drop { $0 != above })
        }
        if scratch.insert(.searched, above) {
          _ = scratch.insert(.onPath, above)
          path.append((above, upwards.range(of: above).lowerBound))
        }
      }
    }
    return []
  }
}
