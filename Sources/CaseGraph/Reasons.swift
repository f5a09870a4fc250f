/// Why the server sends a case: one of possibly several reasons.
public enum Reason: Hashable, Sendable {
  /// It is owned and available.
  case owned
  /// A child of it is sent.
  case parentOf(Int32)
  /// An extension of it is sent.
  case hostOf(Int32)
  /// It is an open extension of a case that is sent.
  case extensionOf(Int32)

  /// The case that pulls this one; nil if it is sent for its own sake.
  public var puller: Int32? {
    switch self {
    case .owned: nil
    case .parentOf(let c), .hostOf(let c), .extensionOf(let c): c
    }
  }
}

/// One reason for which one case is sent.
public struct SentReason: Hashable, Sendable {
  /// The case that is sent.
  public var sent: Int32
  public var reason: Reason
  /// How many indices lie between the case and the nearest case that is owned and available, by way of this reason;
  /// 0 for ``Reason/owned``.
  public var steps: Int
}

extension CaseGraph {
  /// Every reason for every case that a fresh restore sends (semantics, section 4).
  ///
  /// Of a case's reasons the first is the shortest. Following it from puller to puller ends at an owned case after
  /// ``SentReason/steps`` steps, also where cases pull each other in a ring.
  ///
  /// - Returns: ordered by the case's own distance from an owned case, the case, the reason's steps and the puller;
  ///   one entry per case and pulling index (a child and extension of the same case counts as its child).
  public func reasons(owned: [Int32], scratch: inout Scratch) -> [SentReason] {
    let alone = ascending(markLive(owned: owned, scratch: &scratch))
    measureDistances(owned: owned, scratch: &scratch)
    var reasons = alone.map { SentReason(sent: $0, reason: .owned, steps: 0) }
    for c in scratch.reached { appendReasons(for: c, to: &reasons, scratch) }
    func distance(_ c: Int32) -> Int32 { isAlone(c) ? 0 : scratch.distances[Int(c)] }
    return reasons.sorted { a, b in
      (distance(a.sent), a.sent, a.steps, a.reason.puller ?? -1)
        < (distance(b.sent), b.sent, b.steps, b.reason.puller ?? -1)
    }
  }

  /// The reasons for which a fresh restore sends one case, shortest first; empty if it is not sent.
  public func reasons(for c: Int32, owned: [Int32], scratch: inout Scratch) -> [SentReason] {
    guard contains(c) else { return [] }
    if isAlone(c) {
      return isOpen(c) && owned.contains(c) ? [SentReason(sent: c, reason: .owned, steps: 0)] : []
    }
    _ = markLive(owned: owned, scratch: &scratch)
    guard scratch.has(.live, c) else { return [] }
    measureDistances(owned: owned, scratch: &scratch)
    var reasons: [SentReason] = []
    appendReasons(for: c, to: &reasons, scratch)
    return reasons.sorted { ($0.steps, $0.reason.puller ?? -1) < ($1.steps, $1.reason.puller ?? -1) }
  }

  /// After ``markLive(owned:scratch:)``: the number of indices between each live case and the nearest owned and
  /// available one. The queue holds the cases in this order, so the first to pull a case is a nearest one.
  private func measureDistances(owned: [Int32], scratch: inout Scratch) {
    if scratch.distances.count != caseCount { scratch.distances = [Int32](repeating: 0, count: caseCount) }
    for c in scratch.reached { scratch.distances[Int(c)] = .max }
    for c in owned where contains(c) && isAvailable(c) {
      scratch.distances[Int(c)] = 0
      _ = scratch.insert(.owned, c)
    }
    for c in scratch.reached {
      let further = scratch.distances[Int(c)] + 1
      forEachPulled(by: c) { other in
        if scratch.distances[Int(other)] > further { scratch.distances[Int(other)] = further }
      }
    }
  }

  private func forEachPulled(by c: Int32, _ body: (Int32) -> Void) {
    for i in upwards.range(of: c) { body(upwards.edges[i].other) }
    for i in downwards.range(of: c) {
      let edge = downwards.edges[i]
      if edge.relationships.contains(.extension), isOpen(edge.other) { body(edge.other) }
    }
  }

  private func appendReasons(for c: Int32, to reasons: inout [SentReason], _ scratch: Scratch) {
    func append(_ reason: Reason, by puller: Int32) {
      reasons.append(SentReason(sent: c, reason: reason, steps: Int(scratch.distances[Int(puller)]) + 1))
    }
    if scratch.has(.owned, c) { reasons.append(SentReason(sent: c, reason: .owned, steps: 0)) }
    for i in downwards.range(of: c) {
      let edge = downwards.edges[i]
      guard edge.other != c, scratch.has(.live, edge.other) else { continue }
      append(edge.relationships.contains(.child) ? .parentOf(edge.other) : .hostOf(edge.other), by: edge.other)
    }
    guard isOpen(c) else { return }
    for i in upwards.range(of: c) {
      let edge = upwards.edges[i]
      guard edge.other != c, edge.relationships.contains(.extension) else { continue }
      // All cases above a live one are live.
      append(.extensionOf(edge.other), by: edge.other)
    }
  }
}
