// Section 4: which cases are sent, and which of them stay on the device.

/// Cases, the ones that the user owns, the closed ones, and their indices.
public struct SlowCaseGraph: Sendable {
  /// From the child or the extension to its parent or host.
  public struct Index: Hashable, Sendable {
    public var from: String
    public var to: String

    public init(from: String, to: String) {
      self.from = from
      self.to = to
    }
  }

  public var cases: Set<String>
  public var owned: Set<String>
  public var closed: Set<String>
  public var childIndices: Set<Index>
  public var extensionIndices: Set<Index>

  public init(
    cases: Set<String>, owned: Set<String>, closed: Set<String>,
    childIndices: Set<Index>, extensionIndices: Set<Index>
  ) {
    self.cases = cases
    self.owned = owned
    self.closed = closed
    self.childIndices = childIndices
    self.extensionIndices = extensionIndices
  }

  /// Repeats a step that only adds until it adds nothing.
  private func repeated(_ start: Set<String>, _ step: (Set<String>) -> Set<String>) -> Set<String> {
    var result = start
    while true {
      let next = result.union(step(result))
      if next == result { return result }
      result = next
    }
  }

  // MARK: What a fresh restore sends

  /// Live: owned and available, and what live cases pull.
  public var sent: Set<String> {
    repeated(available.intersection(owned)) { live in
      let parentsAndHosts = childIndices.union(extensionIndices).filter { live.contains($0.from) }.map(\.to)
      let openExtensions = extensionIndices.filter { live.contains($0.to) && isOpen($0.from) }.map(\.from)
      // Indices to missing cases are skipped.
      return Set(parentsAndHosts + openExtensions).intersection(cases)
    }
  }

  /// Open and not an extension, or an open extension of an available case.
  private var available: Set<String> {
    let start = cases.filter { isOpen($0) && !isExtension($0) }
    return repeated(start) { available in
      let openExtensions = extensionIndices.filter { available.contains($0.to) && isOpen($0.from) }.map(\.from)
      return Set(openExtensions).intersection(cases)
    }
  }

  /// An extension index and no child index.
  private func isExtension(_ name: String) -> Bool {
    extensionIndices.contains { $0.from == name } && !childIndices.contains { $0.from == name }
  }

  private func isOpen(_ name: String) -> Bool {
    !closed.contains(name)
  }

  // MARK: What the device keeps

  /// What is left of `sent` after the device's purge.
  public var onDevice: Set<String> {
    // Between two cases only one edge counts: a child index beats an extension index.
    let device = SlowCaseGraph(
      cases: sent, owned: owned, closed: closed,
      childIndices: childIndices.filter { sent.contains($0.from) },
      extensionIndices: extensionIndices.subtracting(childIndices).filter { sent.contains($0.from) }
    )
    return device.hasCycle ? device.cases : device.alive.subtracting(device.hangingBelowMissing)
  }

  /// What is left on a device that holds these cases of the graph.
  func kept(of present: Set<String>) -> Set<String> {
    let device = SlowCaseGraph(
      cases: present, owned: owned, closed: closed,
      childIndices: childIndices.filter { present.contains($0.from) },
      extensionIndices: extensionIndices.subtracting(childIndices).filter { present.contains($0.from) }
    )
    return device.hasCycle ? device.cases : device.alive.subtracting(device.hangingBelowMissing)
  }

  /// Steps 1 to 3 of the purge, on the cases of the device.
  private var alive: Set<String> {
    let all = cases
    // 1. Relevant: owned and open; upwards without end; then all extensions downwards.
    let ownedAndOpen = cases.filter { owned.contains($0) && isOpen($0) }
    let relevant = extensionsDownwards(from: upwards(from: ownedAndOpen), in: all)
    // 2. Available: open, relevant, without any extension edge; then open extensions downwards.
    let withoutExtensionEdge = relevant.filter { name in
      isOpen(name) && !extensionIndices.contains { $0.from == name }
    }
    let open = all.subtracting(closed)
    let available = extensionsDownwards(from: withoutExtensionEdge, in: open)
    // 3. Alive: owned, relevant and available; then exactly two rounds of everything upwards, open extensions downwards.
    var alive = available.intersection(relevant).intersection(owned)
    for _ in 1...2 {
      alive = extensionsDownwards(from: upwards(from: alive), in: open)
    }
    return alive
  }

  /// The cases and all their parents and hosts.
  private func upwards(from start: Set<String>) -> Set<String> {
    repeated(start) { found in
      Set(childIndices.union(extensionIndices).filter { found.contains($0.from) }.map(\.to)).intersection(cases)
    }
  }

  /// The cases and all their extensions, as far as `allowed` reaches.
  private func extensionsDownwards(from start: Set<String>, in allowed: Set<String>) -> Set<String> {
    repeated(start) { found in
      Set(extensionIndices.filter { found.contains($0.to) }.map(\.from)).intersection(allowed)
    }
  }

  /// The cases whose parent or host is missing, and everything that hangs below them.
  private var hangingBelowMissing: Set<String> {
    let indices = childIndices.union(extensionIndices)
    let orphans = Set(indices.filter { !cases.contains($0.to) }.map(\.from))
    return repeated(orphans) { found in Set(indices.filter { found.contains($0.to) }.map(\.from)) }
  }

  /// Whether some case is above itself.
  private var hasCycle: Bool {
    let indices = childIndices.union(extensionIndices)
    return cases.contains { name in
      upwards(from: Set(indices.filter { $0.from == name }.map(\.to)).intersection(cases)).contains(name)
    }
  }
}
