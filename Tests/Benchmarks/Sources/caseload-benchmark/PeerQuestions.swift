import OwnershipGraph
import ProjectModel

/// What the peers are asked; the raw value is the name that their scripts know.
enum PeerQuestion: String, CaseIterable {
  /// The usernames, read from the YAML.
  case load
  /// Everything up to the first question.
  case compile
  /// Workers with a group count other than one, and the count.
  case groupCounts = "group-counts"
  /// All users who see the cases of some locations.
  case whoSees = "who-sees"
  /// All owner ids of some users.
  case owners
  /// Whether some users see the cases of some owners.
  case pairs
  /// Of every user the cases that are sent: how many, and the sum of their numbers.
  case audit
}

/// The questions on one project, and Caseload's answers as lines of numbers.
struct PeerQuestions {
  let graph: OwnershipGraph
  let users: [UserID]
  let locations: [LocationID]
  let pairs: [(user: UserID, owner: Owner)]

  init(_ subject: Subject) {
    graph = subject.graph
    users = subject.someUsers(300)
    locations = subject.someLocations(300)
    let locations = subject.someLocations(30)
    pairs = subject.someUsers(30).flatMap { user in locations.map { (user, Owner($0)) } }
  }

  /// The answer in lines, made of what `ask` gives.
  func answer(_ question: PeerQuestion) -> [String] {
    let project = graph.project
    switch question {
    case .load: return project.users.filter { !$0.isWebUser }.map { project.text($0.key) }.sorted()
    case .compile: return []
    case .groupCounts:
      return project.users.ids.filter { graph.groupCount(of: $0) != 1 }.map { "\($0.raw) \(graph.groupCount(of: $0))" }
    case .whoSees:
      let viewers = Viewers(graph)
      return locations.map { location in
        (["\(location.raw)"] + viewers.users(of: Owner(location)).map { "\($0.raw)" }).joined(separator: " ")
      }
    case .owners:
      return users.map { user in
        let owners = Set(graph.ownerIDs(of: user)).sorted().map { "\($0.rawValue)" }
        return (["\(user.raw)"] + owners).joined(separator: " ")
      }
    case .pairs: return pairs.map { "\($0.raw) \($1.rawValue) \(graph.owns($0, $1) ? 1 : 0)" }
    case .audit:
      var sight = CaseSight(graph)
      return project.users.ids.compactMap { user in
        let sent = sight.sight(of: user).sent
        return sent.isEmpty ? nil : "\(user.raw) \(sent.count) \(sent.reduce(0) { $0 + $1.index })"
      }
    }
  }
}
