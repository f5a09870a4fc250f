import XPath

/// A user's surroundings, written down as tables.
struct TestEnvironment: XPathEnvironment {
  var groups: [(id: XPathText, name: XPathText)] = []
  var session: [String: XPathLookup] = [:]
  var cases: [XPathText: [String: XPathText]] = [:]
  var questions: [String: XPathLookup] = [:]
  var sources: [String: String] = [:]

  var groupCount: Int { groups.count }
  func source(ofInstance id: String) -> String? { sources[id] ?? XPathInstance.hqSource(ofInstance: id) }
  func groupID(at index: Int) -> XPathText { groups[index].id }
  func groupName(at index: Int) -> XPathText { groups[index].name }
  func session(_ path: [String]) -> XPathLookup { session[path.joined(separator: "/")] ?? .missing }
  func question(_ path: String) -> XPathLookup { questions[path] ?? .missing }
  func caseProperty(of caseID: XPathText, _ property: String) -> XPathLookup {
    guard let properties = cases[caseID] else { return .missing }
    if property == "@case_id" { return .value(caseID) }
    return properties[property].map { .value($0) } ?? .missing
  }

  /// The first groups of the conformance file, for user `u1`.
  static func village(_ count: Int) -> TestEnvironment {
    let groups = [("g1", "Village 1"), ("g2", "Village 2"), ("g3", "North/Hope Clinic-Cases")]
    var environment = TestEnvironment()
    environment.groups = groups.prefix(count).map { (XPathText($0.0), XPathText($0.1)) }
    environment.session = [
      "context/userid": .value(XPathText("u1")),
      "context/username": .value(XPathText("asha")),
      "user/data/commcare_location_id": .value(XPathText("g2")),
      "user/data/commcare_location_ids": .value(XPathText("g2 g3")),
      "data/case_id": .value(XPathText("c1")),
    ]
    environment.cases = [
      XPathText("p1"): ["@owner_id": XPathText("u1")],
      XPathText("c1"): [
        "@owner_id": XPathText("g3"), "@case_type": XPathText("child"), "index/parent": XPathText("p1"),
        "case_name": XPathText("Asha"),
      ],
    ]
    environment.questions = [
      "village": .value(XPathText("g2")), "place/village": .value(XPathText("g1")),
      "many": .value(XPathText("g1 g2")), "empty": .value(XPathText()), "age": .value(XPathText("7")),
    ]
    return environment
  }

  func evaluate(_ text: String) -> String {
    do {
      return try XPathExpression.parse(text).evaluate(in: self).summary
    } catch {
      return "syntax error at \(error.offset): \(error.message)"
    }
  }
}

extension XPathOutcome {
  /// One line, in which an id known only by its number is written as `<3>`.
  var summary: String {
    switch self {
    case .text(let text): return "'\(text.summary)'"
    case .number(let number): return "\(number)"
    case .boolean(let value): return "\(value)"
    case .failure(.noSuchNode): return "no such node"
    case .failure(.severalNodes): return "several nodes"
    case .failure(.unsupportedFunction): return "unsupported function"
    case .failure(.other): return "failure"
    case .unknown: return "unknown"
    }
  }
}

extension XPathText {
  var summary: String {
    pieces.map { piece in
      switch piece {
      case .literal(let text): text
      case .id(let number): "<\(number)>"
      }
    }.joined()
  }
}
