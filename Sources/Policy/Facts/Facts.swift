import OwnershipGraph
import ProjectModel
import RuleLanguage
import YAMLSource

/// The facts of a compiled project, found out when a rule asks for them.
public final class Facts {
  let graph: OwnershipGraph
  lazy var viewers = Viewers(graph)
  /// Not lazy: a lazy value is copied to be changed, and what this one remembers is large.
  var judge: AttemptJudge
  lazy var sights = CaseSights(graph, viewers)
  /// By owner: how many active users see its cases, once asked.
  private var viewerCounts: [Owner: Int] = [:]
  /// By owner: the apps of those who see its cases, once asked.
  var viewerApps: [Owner: [AppID]] = [:]
  lazy var buckets = UserBuckets(graph)
  lazy var attempts = AttemptCells(graph, buckets, &judge)
  lazy var possibleOwners = PossibleOwners(self)
  lazy var openings = Opening.all(graph)
  lazy var questions = QuestionFact.all(graph.project)
  lazy var relations = CaseRelations(self)
  lazy var usage = OwnerUsage(graph)
  lazy var apps = AppUsage(graph, openings, questions)
  lazy var locationViewers = LocationViewers(graph)
  lazy var restores = RestoreSizes(graph)
  /// By case type: how many declared cases have it.
  lazy var casesOfType = project.cases.reduce(into: [Int](repeating: 0, count: project.caseTypes.count)) {
    $0[$1.caseType.index] += 1
  }
  lazy var audience = CaseAudience(self)
  lazy var userDataKeys = UserDataKeys(graph.project)
  lazy var similar = SimilarNames(graph.project)

  /// Read in place: a project is a large value.
  var project: Project { _read { yield graph.project } }

  public init(_ graph: OwnershipGraph) {
    self.graph = graph
    judge = AttemptJudge(graph)
  }

  /// How many active users have an owner among their owner ids.
  func viewerCount(_ owner: Owner) -> Int {
    if case .location(let location) = owner.reference { return locationViewers.count(location) }
    if let count = viewerCounts[owner] { return count }
    let count = viewers.users(of: owner).count
    viewerCounts[owner] = count
    return count
  }
}

/// The facts as a rule sees them at one moment: with the fact that is judged. One is made for a run, and changed from
/// fact to fact.
final class FactView: FactProvider {
  let facts: Facts
  /// The fact that is judged: the variable with its kind's name.
  var fact = Value.null
  /// In messages: who or what the finding stands for, and how many they are.
  var which = ""
  var count = 1
  /// What the rule that is judged may still spend.
  var steps = Int.max
  /// The user that an attempt or sight is judged for.
  var user: UserID?
  /// What is the same of an attempt for all users of a cell.
  var cell = AttemptCell.Key(form: FormID(0), outcome: .opens, groupCount: 0, cause: "", unknown: "")

  /// The getters of all fields, kind after kind, and where each kind's begin: flat, because they are called millions of
  /// times.
  private let getters: [Getter]
  private let firstGetter: [Int]

  /// Wrapped: a bare function in an array is called through another one.
  private struct Getter {
    let get: FactField.Getter
  }

  init(_ facts: Facts) {
    self.facts = facts
    var getters: [Getter] = []
    var firstGetter: [Int] = []
    for fields in FactLanguage.fields {
      firstGetter.append(getters.count)
      for field in fields { getters.append(Getter(get: field.get)) }
    }
    self.getters = getters
    self.firstGetter = firstGetter
  }

  /// Read in place: a project is a large value.
  var project: Project { _read { yield facts.graph.project } }
  var graph: OwnershipGraph { facts.graph }

  func variable(_ index: Int) -> Value {
    switch index {
    case 0: fact
    case 1: .text(which)
    default: .int(Int64(count))
    }
  }

  func field(_ slot: Int, of object: ObjectRef) -> Value {
    getters[firstGetter[Int(object.type)] + slot].get(self, Int(object.index))
  }

  func element(_ index: Int, of list: HostList) -> Value { .null }

  func isSame(_ a: ObjectRef, _ b: ObjectRef) -> Bool {
    if a.type == b.type { return a.index == b.index }
    return owner(a) != nil && owner(a) == owner(b)
  }

  private func owner(_ object: ObjectRef) -> Owner? {
    switch FactKind(rawValue: object.type) {
    case .owner: Owner(rawValue: UInt32(object.index))
    case .user: Owner(UserID(Int(object.index)))
    case .group: Owner(GroupID(Int(object.index)))
    case .location: Owner(LocationID(Int(object.index)))
    default: nil
    }
  }

  func withText(of symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    project.strings.withBytes(of: Symbol(symbol), body)
  }

  func name(of object: ObjectRef) -> String {
    let index = Int(object.index)
    switch FactKind(rawValue: object.type) {
    case .project: return project.text(project.name)
    case .app: return project.text(project.apps[index].key)
    case .menu: return project.path(of: MenuID(index))
    case .form: return project.path(of: FormID(index))
    case .opening: return project.path(of: facts.openings[index].form)
    case .question: return project.text(facts.questions[index].question(project).key)
    case .case_type: return project.text(project.caseTypes[index].key)
    case .user: return project.text(project.users[index].key)
    case .group: return project.name(of: Owner(GroupID(index)))
    case .level: return project.text(project.levels[index].key)
    case .location: return project.name(of: Owner(LocationID(index)))
    case .owner: return project.name(of: Owner(rawValue: UInt32(index)))
    case .attempt: return project.path(of: FormID(index))
    case .sight:
      let sight = SightNumber(index)
      let type = project.text(project.caseTypes[sight.caseType].key)
      let name = user.map { project.text(project.users[$0].key) } ?? "a user"
      return "\(name) sees \(type) of \(project.name(of: sight.owner))"
    case .case: return "case:" + project.text(project.cases[index].key)
    case nil: return ""
    }
  }
}

// Values, short.
extension Value {
  static func ref(_ kind: FactKind, _ index: Int) -> Value {
    .object(ObjectRef(type: kind.rawValue, index: UInt64(index)))
  }
  static func ref(_ owner: Owner) -> Value { ref(.owner, Int(owner.rawValue)) }
  static func user(_ id: UserID) -> Value { ref(.user, id.index) }
  static func group(_ id: GroupID) -> Value { ref(.group, id.index) }
  static func location(_ id: LocationID) -> Value { ref(.location, id.index) }
  static func form(_ id: FormID) -> Value { ref(.form, id.index) }
  static func word(_ symbol: Symbol) -> Value { .symbol(symbol.index) }
  static func number(_ value: Int) -> Value { .int(Int64(value)) }
}
