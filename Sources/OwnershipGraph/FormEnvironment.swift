import ProjectModel
import XPath
import YAMLSource

/// What an expression in a form sees on the device of a user (semantics 2, 3.7).
struct FormEnvironment: XPathEnvironment {
  let graph: OwnershipGraph
  let user: UserID
  let form: Form
  /// Whether the answer is for this user alone, rather than for all users of the class.
  let isPersonal: Bool
  /// The declared cases on the user's device; nil where no expression reads cases.
  let device: Set<CaseID>?
  let casesByID: [String: CaseID]
  private let rows: Rows
  /// How many calculated questions have been followed to get here.
  private let depth: Int

  /// The table's rows, made when the first is read.
  private final class Rows {
    private let table: UserGroupsTable
    private lazy var all = table.rows()

    init(_ table: UserGroupsTable) { self.table = table }

    var count: Int { table.count }
    var distinct: [Owner] { table.distinctRows() }
    subscript(index: Int) -> Owner { count == 1 ? table[0] : all[index] }
  }

  init(
    _ graph: OwnershipGraph, _ user: UserID, _ form: Form, isPersonal: Bool, device: Set<CaseID>?,
    casesByID: [String: CaseID]
  ) {
    (self.graph, self.user, self.form, self.isPersonal) = (graph, user, form, isPersonal)
    (self.device, self.casesByID) = (device, casesByID)
    rows = Rows(graph.groupsTable(of: user))
    depth = 0
  }

  private init(following question: FormEnvironment) {
    (graph, user, form, isPersonal) = (question.graph, question.user, question.form, question.isPersonal)
    (device, casesByID, rows) = (question.device, question.casesByID, question.rows)
    depth = question.depth + 1
  }

  private var project: Project { graph.project }

  /// The id of an owner as the engine sees it: the declared one, or one that is known only by reference.
  func id(_ owner: Owner) -> XPathText {
    let declared = project.declaredID(of: owner)
    return declared == .empty ? .id(owner.rawValue) : XPathText(project.text(declared))
  }

  /// The owner of a row, counted from 0.
  func row(_ index: Int) -> Owner { rows[index] }

  func source(ofInstance id: String) -> String? { form.source(ofInstance: id, in: project) }

  var groupCount: Int { rows.count }

  /// The owners of all rows, in order, each once.
  var distinctRows: [Owner] { rows.distinct }

  func thing(withID text: String) -> UInt32? { graph.owner(meantBy: text)?.rawValue }

  func groupID(at index: Int) -> XPathText { id(rows[index]) }

  func groupName(at index: Int) -> XPathText { XPathText(graph.groupName(of: rows[index])) }

  func session(_ path: [String]) -> XPathLookup {
    switch path {
    case ["context", "userid"]: .value(id(Owner(user)))
    case ["context", "username"]: .value(XPathText(project.text(project.users[user].key)))
    case ["data", "case_id"]: .unknown("which case is selected")
    default:
      path.count == 3 && path[0] == "user" && path[1] == "data"
        ? userData(path[2]) : .unknown("`\(path.joined(separator: "/"))` of the session")
    }
  }

  /// A field of the user data: those that HQ fills in from the assigned locations (semantics 1.4), and declared ones.
  /// Another one may be defined for the project without being declared here, and would be empty then: unknown.
  func userData(_ key: String) -> XPathLookup {
    let hasLocations = !project.users[user].isWebUser || project.features.webUserLocations
    let assigned =
      hasLocations ? project.assignments[user.index].filter { !$0.isRepetition }.map { Owner($0.target) } : []
    if key == "commcare_location_id", let primary = assigned.first { return .value(id(primary)) }
    if key == "commcare_location_ids", !assigned.isEmpty {
      var text = XPathText()
      for (i, location) in assigned.enumerated() {
        if i > 0 { text.append(.literal(" ")) }
        text.append(contentsOf: id(location))
      }
      return .value(text)
    }
    if key == "commcare_project" { return .value(XPathText(project.text(project.name))) }
    for field in project.userData[user.index] where project.text(field.key) == key {
      // What stands for an owner is that owner's id.
      let text = project.text(field.value)
      return .value(graph.owner(meantBy: text).map { id($0) } ?? XPathText(text))
    }
    if hasLocations, project.fillsInFromLocations(key) { return project.userDataWithoutLocation(user) }
    return .unknown("the user data `\(key)` is not declared")
  }

  func caseProperty(of caseID: XPathText, _ property: String) -> XPathLookup {
    guard let text = caseID.literal else { return .unknown("which case is meant") }
    guard let id = casesByID[text] else { return .unknown("the case `\(text)` is not declared") }
    guard device?.contains(id) ?? false else { return .missing }
    let record = project.cases[id]
    switch property {
    case "@owner_id":
      switch record.owner {
      case .reference(let reference): return .value(self.id(Owner(reference)))
      case .unowned: return .value(XPathText("-"))
      case .text(let symbol): return .value(XPathText(project.text(symbol)))
      }
    case "@case_id": return .value(caseID)
    case "@case_type": return .value(XPathText(project.text(project.caseTypes[record.caseType].key)))
    case "@status": return .value(XPathText(record.isClosed ? "closed" : "open"))
    case "case_name": return .value(XPathText(project.text(record.name)))
    default:
      for field in project.caseProperties[id.index] where project.text(field.key) == property {
        return .value(XPathText(project.text(field.value)))
      }
      return .unknown("the property `\(property)` of `\(text)` is not declared")
    }
  }

  func question(_ path: String) -> XPathLookup {
    guard let question = form.questions.first(where: { project.text($0.key) == path }) else {
      return .unknown("the question `\(path)` is not declared")
    }
    guard let calculate = question.calculate, depth < 16 else { return .unknown("the answer to `\(path)`") }
    switch calculate.evaluate(in: FormEnvironment(following: self)) {
    case .unknown(let reason): return .unknown(reason)
    case .failure(.noSuchNode): return .missing
    case .failure: return .unknown("the calculation of `\(path)` fails")
    case let outcome: return outcome.savedText.map { .value($0) } ?? .unknown("the calculation of `\(path)`")
    }
  }
}

extension Project {
  /// Whether HQ fills a field of the user data in from the assigned locations (semantics 1.4).
  public func fillsInFromLocations(_ key: String) -> Bool {
    key == "commcare_location_id" || key == "commcare_location_ids"
  }

  /// What such a field holds for a user without any location: a mobile worker has no such field, a web user an empty
  /// one (semantics 1.4).
  public func userDataWithoutLocation(_ user: UserID) -> XPathLookup {
    users[user].isWebUser ? .value(XPathText()) : .missing
  }
}

extension Form {
  /// The URI of an instance: as a question of the form declares it, else HQ's own of that id.
  public func source(ofInstance id: String, in project: Project) -> String? {
    for question in questions {
      if let lookup = question.lookup, lookup.instanceID != .empty, project.text(lookup.instanceID) == id {
        return project.text(lookup.instanceURI)
      }
    }
    return XPathInstance.hqSource(ofInstance: id)
  }
}
