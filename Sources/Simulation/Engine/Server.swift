import CaseGraph

/// The cases of the server, with what is needed to find an owner's open cases and a case's referrers at once.
struct Server: Sendable {
  /// By number; those whose form has not arrived are absent.
  private(set) var cases: [CaseRecord] = []
  /// By case: the cases that refer to it.
  private(set) var referrers: [[Int32]] = []
  /// By owner: the open cases, in no order.
  private var openByOwner: [[Int32]] = []
  /// Owners that have had an open case, in the order of the first.
  private(set) var usedOwners: [Int32] = []
  private var isUsed: [Bool] = []
  /// How many forms have been received and administrator's deletions made.
  private(set) var revision: Int32 = 0
  /// Open cases whose owner cannot be known.
  private(set) var uncertain: Set<Int32> = []

  /// Makes room for a case that a device has opened.
  mutating func reserve(_ number: Int32) {
    while cases.count <= Int(number) {
      cases.append(CaseRecord())
      referrers.append([])
    }
  }

  func isThere(_ number: Int32) -> Bool { cases[Int(number)].isThere }

  func openCases(of owner: Int32) -> [Int32] { Int(owner) < openByOwner.count ? openByOwner[Int(owner)] : [] }

  // MARK: Changes

  /// Puts a case onto the server.
  mutating func open(_ number: Int32, _ record: CaseRecord, owners: OwnerTable) {
    reserve(number)
    cases[Int(number)] = record
    for link in record.links { referrers[Int(link.target)].append(number) }
    if record.isOpen { enlist(number, owners) }
  }

  private mutating func enlist(_ number: Int32, _ owners: OwnerTable) {
    let owner = Int(cases[Int(number)].owner)
    while openByOwner.count <= owner {
      openByOwner.append([])
      isUsed.append(false)
    }
    if !isUsed[owner] {
      isUsed[owner] = true
      usedOwners.append(Int32(owner))
    }
    cases[Int(number)].slot = Int32(openByOwner[owner].count)
    openByOwner[owner].append(number)
    if owners.kind(Int32(owner)) == .unknown { uncertain.insert(number) }
  }

  private mutating func strike(_ number: Int32) {
    let owner = Int(cases[Int(number)].owner)
    let slot = Int(cases[Int(number)].slot)
    guard slot >= 0, let last = openByOwner[owner].popLast() else { return }
    if last != number {
      openByOwner[owner][slot] = last
      cases[Int(last)].slot = Int32(slot)
    }
    cases[Int(number)].slot = -1
    uncertain.remove(number)
  }

  mutating func beginForm() { revision += 1 }

  mutating func touch(_ number: Int32, by user: Int32) { cases[Int(number)].touch(by: user, at: revision) }

  mutating func setOwner(_ number: Int32, _ owner: Int32, owners: OwnerTable) {
    guard cases[Int(number)].owner != owner else { return }
    let isOpen = cases[Int(number)].isOpen
    if isOpen { strike(number) }
    cases[Int(number)].owner = owner
    if isOpen { enlist(number, owners) }
  }

  mutating func save(_ number: Int32, _ properties: [String: String]) {
    for (name, value) in properties { cases[Int(number)].properties[name] = value }
  }

  /// Nothing reopens a case (semantics 5).
  mutating func close(_ number: Int32) {
    guard cases[Int(number)].isOpen else { return }
    strike(number)
    cases[Int(number)].status = .closed
  }

  mutating func delete(_ number: Int32) {
    if cases[Int(number)].isOpen { strike(number) }
    cases[Int(number)].status = .deleted
  }

  /// The open extensions of a case, of their open extensions, and so on (semantics 5, `extension_sync`).
  func openExtensionChain(of number: Int32) -> [Int32] {
    var seen: Set<Int32> = [number]
    var found: [Int32] = []
    var waiting = [number]
    while let host = waiting.popLast() {
      for c in referrers[Int(host)] where cases[Int(c)].isOpen && isExtension(c, of: host) && seen.insert(c).inserted {
        found.append(c)
        waiting.append(c)
      }
    }
    return found.sorted()
  }

  func isExtension(_ number: Int32, of host: Int32) -> Bool {
    cases[Int(number)].links.contains { $0.target == host && $0.relationship == .extension }
  }
}
