import OwnershipGraph
import ProjectModel

/// All users who see an owner's cases or a case, never cut off.
public struct WhoSeesReport {
  private let of: String
  private let users: [String]
  private let sentInVain: [String]

  /// The answer about a target.
  public init(_ graph: OwnershipGraph, _ target: Target) {
    of = target.name(in: graph.project)
    let viewers = Viewers(graph)
    func names(_ users: [UserID]) -> [String] { Words.sorted(users.map { graph.project.text(graph.project.users[$0].key) }) }
    switch target {
    case .owner(let owner):
      users = names(viewers.users(of: owner))
      sentInVain = []
    case .declaredCase(let id):
      var sight = CaseSight(graph)
      let result = viewers.users(of: id, &sight)
      users = names(result.see)
      sentInVain = names(result.sentInVain)
    }
  }

  /// The contract's object.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("of", of)
      json.field("users", users)
      json.field("sent_but_not_kept", sentInVain)
    }
    return json.bytes
  }

  /// The same for people.
  public func text() -> [UInt8] {
    var table = TextTable()
    let verb = users.count == 1 ? "sees" : "see"
    table.row(0, users.isEmpty ? "nobody sees \(of)" : "\(Words.counted(users.count, "user")) \(verb) \(of)")
    for user in users { table.row(2, user) }
    if !sentInVain.isEmpty {
      table.row(0, "sent to, but not kept by the device of")
      for user in sentInVain { table.row(2, user) }
    }
    return table.bytes
  }
}

/// What a question is about.
public enum Target: Sendable {
  case owner(Owner)
  case declaredCase(CaseID)

  /// `case:NAME`, or the owner's name.
  public func name(in project: Project) -> String {
    switch self {
    case .owner(let owner): project.name(of: owner)
    case .declaredCase(let id): "case:" + project.text(project.cases[id].key)
    }
  }
}
