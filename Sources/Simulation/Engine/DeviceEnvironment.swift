import OwnershipGraph
import ProjectModel
import XPath

/// The names that the steps of a simulation share.
struct SharedNames: Sendable {
  var owners = OwnerTable()
  var types = NameTable()
  var cases = NameTable()
  /// The ids of declared cases; of a case that a form opens the id is not known.
  var caseIDs: [Int32: String] = [:]
  var casesByID: [String: Int32] = [:]

  /// Ids that are known only by reference have numbers: those of owners, and above them those of cases.
  private static let firstCase: UInt32 = 1 << 31

  func caseID(_ number: Int32) -> XPathText {
    caseIDs[number].map { XPathText($0) } ?? .id(Self.firstCase | UInt32(number))
  }

  func caseNumber(withID id: XPathText) -> Int32? {
    if let number = id.soleID { return number >= Self.firstCase ? Int32(number & ~Self.firstCase) : nil }
    return id.literal.flatMap { casesByID[$0] }
  }

  /// An owner's id in a version: the declared one, or one that is known only by reference.
  func ownerID(_ number: Int32, in version: ProjectVersion) -> XPathText {
    if owners.kind(number) == .unowned { return XPathText("-") }
    let declared = version.owner(number).map { version.project.declaredIDText(of: $0) } ?? ""
    return declared.isEmpty ? .id(UInt32(number)) : XPathText(declared)
  }

  /// A text with ids as people read it.
  func shown(_ text: XPathText) -> String {
    var result = ""
    for piece in text.pieces {
      switch piece {
      case .literal(let literal): result += literal
      case .id(let number):
        result += number >= Self.firstCase ? "case:" + cases[Int32(number & ~Self.firstCase)] : owners[Int32(number)]
      }
    }
    return result
  }
}

/// A form that is open on a device: what expressions in it can look at (semantics 2, 3.7).
struct OpenForm: Sendable {
  let version: ProjectVersion
  let form: FormID
  /// The user's number in the version, and in the owner table.
  let user: UserID
  let device: Device
  let names: SharedNames
  var selected: Int32?
  /// By question: what is saved.
  var answers: [String: XPathText] = [:]
  /// Whether the answers are all there are: a question that is not among them is left out.
  var isAnswered = false

  var record: Form { version.project.forms[form] }
}

/// The environment of an open form's expressions.
struct DeviceEnvironment: XPathEnvironment {
  let open: OpenForm
  let record: Form
  /// How many calculated questions have been followed to get here.
  private let depth: Int

  init(_ open: OpenForm) {
    self.open = open
    record = open.record
    depth = 0
  }

  private init(following other: DeviceEnvironment) {
    open = other.open
    record = other.record
    depth = other.depth + 1
  }

  private var project: Project { open.version.project }

  func source(ofInstance id: String) -> String? { record.source(ofInstance: id, in: project) }

  var groupCount: Int { open.device.table.rows.count }

  func groupID(at index: Int) -> XPathText { open.device.table.rows[index].id }

  func groupName(at index: Int) -> XPathText { XPathText(open.device.table.rows[index].name) }

  func thing(withID text: String) -> UInt32? {
    open.version.graph.owner(meantBy: text).map { UInt32(open.version.number($0)) }
      ?? open.names.casesByID[text].map { UInt32($0) | 1 << 31 }
  }

  func session(_ path: [String]) -> XPathLookup {
    switch path {
    case ["context", "userid"]: .value(open.names.ownerID(open.device.user, in: open.version))
    case ["context", "username"]: .value(XPathText(project.text(project.users[open.user].key)))
    case ["data", "case_id"]:
      if let selected = open.selected {
        .value(open.names.caseID(selected))
      } else if record.requiresCase {
        .unknown("which case is selected")
      } else {
        .missing
      }
    default:
      path.count == 3 && path[0] == "user" && path[1] == "data"
        ? userData(path[2]) : .unknown("`\(path.joined(separator: "/"))` of the session")
    }
  }

  /// A field of the user data, as it came with the last sync (semantics 1.4).
  func userData(_ key: String) -> XPathLookup {
    let hasLocations = !project.users[open.user].isWebUser || project.features.webUserLocations
    let assigned = hasLocations ? project.assignments[open.user.index].filter { !$0.isRepetition }.map(\.target) : []
    let ids = assigned.map { open.names.ownerID(open.version.locations[$0.index], in: open.version) }
    if key == "commcare_location_id", let primary = ids.first { return .value(primary) }
    if key == "commcare_location_ids", !ids.isEmpty { return .value(Self.joined(ids)) }
    if key == "commcare_project" { return .value(XPathText(project.text(project.name))) }
    for field in project.userData[open.user.index] where project.text(field.key) == key {
      // What stands for an owner is that owner's id.
      let text = project.text(field.value)
      let owner = open.version.graph.owner(meantBy: text)
      return .value(owner.map { open.names.ownerID(open.version.number($0), in: open.version) } ?? XPathText(text))
    }
    if hasLocations, project.fillsInFromLocations(key) { return project.userDataWithoutLocation(open.user) }
    return .unknown("the user data `\(key)` is not declared")
  }

  /// Ids as they are saved together: separated by spaces.
  static func joined(_ texts: [XPathText]) -> XPathText {
    var all = XPathText()
    for (i, text) in texts.enumerated() {
      if i > 0 { all.append(.literal(" ")) }
      all.append(contentsOf: text)
    }
    return all
  }

  func caseProperty(of caseID: XPathText, _ property: String) -> XPathLookup {
    guard let number = open.names.caseNumber(withID: caseID) else {
      return caseID.literal == nil ? .unknown("which case is meant") : .missing
    }
    guard let record = open.device.cases[number] else { return .missing }
    switch property {
    case "@owner_id":
      if open.names.owners.kind(record.owner) == .unknown { return .unknown(open.names.owners[record.owner]) }
      if open.names.owners.kind(record.owner) == .text {
        return .value(XPathText(String(open.names.owners[record.owner].dropFirst().dropLast())))
      }
      return .value(open.names.ownerID(record.owner, in: open.version))
    case "@case_id": return .value(caseID)
    case "@case_type": return .value(XPathText(open.names.types[record.type]))
    case "@status": return .value(XPathText(record.isOpen ? "open" : "closed"))
    case "index/parent", "index/host":
      let wanted = property == "index/parent" ? "child" : "extension"
      let link = record.links.first { $0.relationship.rawValue == wanted }
      return link.map { .value(open.names.caseID($0.target)) } ?? .missing
    default:
      return record.properties[property].map { .value(XPathText($0)) }
        ?? .unknown("no step says what `\(property)` of `\(open.names.cases[number])` is")
    }
  }

  func question(_ path: String) -> XPathLookup {
    if let answer = open.answers[path] { return .value(answer) }
    guard let question = record.questions.first(where: { project.text($0.key) == path }) else {
      return .unknown("the question `\(path)` is not declared")
    }
    guard let calculate = question.calculate else {
      // A question that is left out has the empty text; a hidden value has one that nobody knows.
      return open.isAnswered && question.type != .hiddenValue
        ? .value(XPathText()) : .unknown("the answer to `\(path)`")
    }
    guard depth < 16 else { return .unknown("the answer to `\(path)`") }
    switch calculate.evaluate(in: DeviceEnvironment(following: self)) {
    case .unknown(let reason): return .unknown(reason)
    case .failure(.noSuchNode): return .missing
    case .failure: return .unknown("the calculation of `\(path)` fails")
    case let outcome: return outcome.savedText.map { .value($0) } ?? .unknown("the calculation of `\(path)`")
    }
  }
}
