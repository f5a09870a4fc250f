/// A case as the server has it.
public struct CaseContent: Hashable, Sendable {
  public var name: String
  /// Whether the server has it: its form has arrived, and it is not deleted.
  public var exists: Bool
  public var isDeleted: Bool
  public var isClosed: Bool
  public var caseType: String
  /// `group:NAME`, `location:SITE_CODE`, `user:NAME` or `unowned`; an id that nobody has in backticks; `unknown: …` with
  /// the reason.
  public var owner: String
  public var openedBy: String?
  public var modifiedBy: String?
  public var properties: [String: String]
  /// Its parents and hosts, as `child of NAME` and `extension of NAME`.
  public var indices: [String]
}

extension SimulationState {
  /// The cases as the server has them, in the order of their making; those that have not arrived as well.
  public var caseContents: [CaseContent] { server.cases.indices.map { caseContent(Int32($0)) } }

  /// A case as the server has it; nil for an unknown name.
  public func caseContent(named name: String) -> CaseContent? { names.cases.existing(name).map { caseContent($0) } }

  private func caseContent(_ c: Int32) -> CaseContent {
    let record = server.cases[Int(c)]
    return CaseContent(
      name: names.cases[c], exists: record.isThere, isDeleted: record.status == .deleted,
      isClosed: record.status == .closed, caseType: record.status == .absent ? "" : names.types[record.type],
      owner: record.status == .absent ? "" : names.owners[record.owner],
      openedBy: record.openedBy < 0 ? nil : names.owners.bareName(record.openedBy),
      modifiedBy: record.modifiedBy < 0 ? nil : names.owners.bareName(record.modifiedBy), properties: record.properties,
      indices: record.links.map { "\($0.relationship.rawValue) of \(names.cases[$0.target])" })
  }

  /// What a user's next sync would send and purge, by case names; nil for somebody who has no device or cannot log in.
  public func nextSync(of user: String) -> (sends: [String], purges: [String])? {
    guard let id = version.user(named: user), project.users[id].isActive,
      let device = deviceOfUser[version.users[id.index]]
    else { return nil }
    let next = nextSync(device, id)
    return (next.sent.map { names.cases[$0] }.sortedByBytes(), next.purged.map { names.cases[$0] }.sortedByBytes())
  }
}
