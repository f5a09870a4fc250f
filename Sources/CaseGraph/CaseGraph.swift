/// The cases of a project and the indices between them, compiled once and then asked for every user
/// (semantics, section 4).
///
/// Cases are dense integers, `0..<caseCount`. Which of them a user owns (`owner_id` is among the user's owner ids)
/// is said with each question. Deleted cases are the caller's to leave out.
public struct CaseGraph: Sendable {
  /// The number of cases.
  public let caseCount: Int
  /// Parents and hosts.
  let upwards: Adjacency
  /// Children and extensions.
  let downwards: Adjacency
  /// Whether any case is its own ancestor. Almost no project has such a case, so most questions need not look.
  let hasCycle: Bool
  private var facts: [Facts]

  /// What holds for a case whoever asks.
  private struct Facts: OptionSet, Sendable {
    let rawValue: UInt8
    static let closed = Facts(rawValue: 1)
    /// In the server's sense.
    static let available = Facts(rawValue: 2)
    /// No index touches it.
    static let alone = Facts(rawValue: 4)
    /// It has an extension index to a case that it has no child index to.
    static let deviceExtension = Facts(rawValue: 8)
  }

  /// Compiles a graph in time and memory linear in its size.
  ///
  /// - Parameters:
  ///   - caseCount: how many cases there are.
  ///   - closed: whether each case is closed; a case beyond the end of the array is open.
  ///   - indices: in any order. Repetitions count once, and an index from or to a case out of range is skipped as
  ///     HQ skips one to a deleted case.
  public init(caseCount: Int, closed: [Bool], indices: [CaseIndex]) {
    let caseCount = Int(Int32(clamping: max(0, caseCount)))
    let upwards = Adjacency(upwardsOf: caseCount, indices)
    let downwards = Adjacency(reversing: upwards)
    var facts = [Facts](repeating: [], count: caseCount)
    var firstAvailable: [Int32] = []
    for c in 0..<Int32(caseCount) {
      if Int(c) < closed.count, closed[Int(c)] { facts[Int(c)].insert(.closed) }
      if upwards.isEmpty(c), downwards.isEmpty(c) { facts[Int(c)].insert(.alone) }
      var all: Relationships = []
      for i in upwards.range(of: c) {
        all.formUnion(upwards.edges[i].relationships)
        if upwards.edges[i].relationships == .extension { facts[Int(c)].insert(.deviceExtension) }
      }
      // One child index, to whatever case, and the case is no extension: so the server reads it.
      if !facts[Int(c)].contains(.closed), all != .extension {
        facts[Int(c)].insert(.available)
        firstAvailable.append(c)
      }
    }
    Self.spreadAvailability(from: firstAvailable, downwards, &facts)
    self.caseCount = caseCount
    self.upwards = upwards
    self.downwards = downwards
    self.facts = facts
    hasCycle = Self.hasCycle(upwards, downwards)
  }

  /// An open extension of an available case is available. Extensions in a ring, with no way in, are not.
  private static func spreadAvailability(
    from first: [Int32], _ downwards: Adjacency, _ facts: inout [Facts]
  ) {
    var reached = first
    while let host = reached.popLast() {
      for i in downwards.range(of: host) where downwards.edges[i].relationships.contains(.extension) {
        let c = Int(downwards.edges[i].other)
        if facts[c].isDisjoint(with: [.closed, .available]) {
          facts[c].insert(.available)
          reached.append(Int32(c))
        }
      }
    }
  }

  func contains(_ c: Int32) -> Bool { c >= 0 && Int(c) < caseCount }

  func isOpen(_ c: Int32) -> Bool { !facts[Int(c)].contains(.closed) }

  /// Open and not an extension, or an open extension of an available case: the server's rule.
  func isAvailable(_ c: Int32) -> Bool { facts[Int(c)].contains(.available) }

  func isAlone(_ c: Int32) -> Bool { facts[Int(c)].contains(.alone) }

  /// The device's idea of an extension: a case can be one although it is a child of another case.
  func hasExtensionEdgeOnDevice(_ c: Int32) -> Bool { facts[Int(c)].contains(.deviceExtension) }
}
