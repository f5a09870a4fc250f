/// A host that does not make its extension available.
public struct UnavailableHost: Hashable, Sendable {
  public var host: Int32
  /// Whether the host is closed; otherwise it is itself an extension without an available host.
  public var isClosed: Bool

  public init(host: Int32, isClosed: Bool) {
    self.host = host
    self.isClosed = isClosed
  }
}

/// Why a fresh restore does not send a case.
public enum NotSent: Hashable, Sendable {
  /// Somebody else owns it, and no case that is sent pulls it.
  case notOwned
  /// It is owned but closed, and no case that is sent pulls it.
  case closed
  /// It is owned and open but an extension, and none of its hosts is available.
  case noAvailableHost([UnavailableHost])
}

/// Which step of the device's purge removed a case.
public enum Purged: Hashable, Sendable {
  /// One of its parents or hosts, the named one, is not on the device.
  case missing(parentOrHost: Int32)
  /// The named parent or host was removed because of a case above it that is not on the device.
  case belowMissing(parentOrHost: Int32)
  /// Step 1: neither owned and open, nor above such a case, nor an extension of one of these.
  case notRelevant
  /// Step 2: owned and open, but an extension of these hosts, none of which the device counts as available. A child
  /// index to *another* case, which satisfies the server, does not help here.
  case notAvailable([UnavailableHost])
  /// Step 3: not owned, or closed, and no case that stays pulls it within the purge's two rounds.
  case notAlive
}

extension CaseGraph {
  /// Why a fresh restore does not send a case; nil if it sends it (or there is no such case).
  public func whyNotSent(_ c: Int32, owned: [Int32], scratch: inout Scratch) -> NotSent? {
    guard contains(c) else { return nil }
    _ = markLive(owned: owned, scratch: &scratch)
    if scratch.has(.live, c) { return nil }
    guard owned.contains(c) else { return .notOwned }
    guard isOpen(c) else { return .closed }
    if isAvailable(c) { return nil }
    return .noAvailableHost(unavailableHosts(of: c))
  }

  /// The hosts that keep an open extension from being available to the server, ascending; empty for any other case.
  /// Of a host that is itself an open extension the same can be asked, and so on upwards; mind that a ring of
  /// extensions is unavailable as a whole.
  public func unavailableHosts(of c: Int32) -> [UnavailableHost] {
    guard contains(c), isOpen(c), !isAvailable(c) else { return [] }
    return upwards.range(of: c).map { i in
      let host = upwards.edges[i].other
      return UnavailableHost(host: host, isClosed: !isOpen(host))
    }
  }

  /// Which step of the device's purge removed a case; nil if it stays (or was not there).
  ///
  /// - Parameters: as for ``kept(present:owned:scratch:)``.
  public func whyPurged(_ c: Int32, present: [Int32], owned: [Int32], scratch: inout Scratch) -> Purged? {
    guard contains(c), present.contains(c), markKept(present: present, owned: owned, scratch: &scratch) != nil else {
      return nil
    }
    if isAlone(c) {
      return scratch.has(.owned, c) && isOpen(c) ? nil : .notRelevant
    }
    if scratch.has(.alive, c) { return nil }
    if !scratch.has(.present, c) { return whyRemoved(c, present: Set(present), scratch) }
    guard scratch.has(.relevant, c) else { return .notRelevant }
    guard scratch.has(.owned, c), isOpen(c) else { return .notAlive }
    let hosts = upwards.range(of: c).map { upwards.edges[$0] }.filter { $0.relationships == .extension }
    return .notAvailable(hosts.map { UnavailableHost(host: $0.other, isClosed: !isOpen($0.other)) })
  }

  private func whyRemoved(_ c: Int32, present: Set<Int32>, _ scratch: Scratch) -> Purged? {
    let above = upwards.range(of: c).map { upwards.edges[$0].other }
    if let missing = above.first(where: { !present.contains($0) }) { return .missing(parentOrHost: missing) }
    return above.first { !scratch.has(.present, $0) }.map { .belowMissing(parentOrHost: $0) }
  }
}
