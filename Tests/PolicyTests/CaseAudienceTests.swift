import OwnershipGraph
import ProjectModel
import SlowEvaluator
import Testing

@testable import Policy

/// Nobody is told to see none of an extension's cases who would see one: tried on the declared cases that can be its
/// host, with the slow evaluator.
@Suite struct CaseAudienceTests {
  /// Random people, places and cases, and two small apps: one registers and makes unowned extensions, one lists them.
  private static func project(_ seed: UInt64) -> PlainProject {
    var plain = RandomProjects.project(seed: seed, namesakes: false)
    var register = PlainProject.Form("register")
    var opened = PlainProject.Open("patient")
    // Sometimes all hosts are one team's.
    if seed % 3 == 0, let group = plain.groups.first { opened.ownerID = .named("group:\(group.key)") }
    register.opens = [opened]
    var plan = PlainProject.Form("plan")
    plan.requiresCase = true
    var visit = PlainProject.Open("visit")
    visit.indices = [.init(to: "selected_case", .extension)]
    plan.opens = [visit]
    var patients = PlainProject.Menu("patients")
    patients.type = "advanced"
    patients.caseType = "patient"
    patients.forms = [register, plan]
    var visits = PlainProject.Menu("visits")
    visits.caseType = "visit"
    plain.apps = [PlainProject.App("makes"), PlainProject.App("lists")]
    plain.apps[0].caseSharing = true
    plain.apps[0].menus = [patients]
    plain.apps[1].menus = [visits]
    for i in plain.mobileWorkers.indices { plain.mobileWorkers[i].apps = [(Int(seed) + i) % 2 == 0 ? "makes" : "lists"] }
    for i in plain.webUsers.indices { plain.webUsers[i].apps = nil }
    for type in ["patient", "visit", "task"] where !plain.caseTypes.contains(type) { plain.caseTypes.append(type) }
    // Cases of other types would bring what they are below; some projects keep them.
    if seed % 2 == 0 {
      for i in plain.cases.indices {
        plain.cases[i].caseType = "patient"
        plain.cases[i].indices = []
      }
    }
    return plain
  }

  @Test func `those who see none see none`() throws {
    var tried = 0
    for seed in UInt64(0)..<250 {
      let plain = Self.project(seed)
      let loaded = ProjectLoader.load(text: Array(plain.yaml.utf8), shownAs: "random.yaml")
      let project = try #require(loaded.project, "seed \(seed) \(loaded.diagnostics.map(\.message))")
      let facts = Facts(OwnershipGraph(project))
      let slow = SlowEvaluator(plain)
      func names(_ users: [UserID]) -> Set<String> { Set(users.map { "user:" + project.text(project.users[$0].key) }) }
      for opening in facts.openings.indices where FactView(facts).isUnownedExtension(opening) {
        let unseen = names(facts.audience.unseenBy(opening))
        if unseen.isEmpty { continue }
        let makers = names(facts.audience.makers(facts.openings[opening].form))
        for host in plain.cases where host.caseType == "patient" && host.closed != true {
          guard !makers.isDisjoint(with: slow.whoSees("case:\(host.name)")) else { continue }
          var more = plain
          var new = PlainProject.Case("new-visit", caseType: "visit", owner: "unowned")
          new.indices = [.init(to: host.name, relationship: "extension")]
          more.cases.append(new)
          let see = Set(SlowEvaluator(more).whoSees("case:new-visit"))
          #expect(see.isDisjoint(with: unseen), "seed \(seed), host \(host.name)")
          tried += 1
        }
      }
    }
    #expect(tried > 40)
  }

  @Test func `extensions of stranded hosts reach nobody with a list`() throws {
    var tried = 0
    for seed in UInt64(0)..<250 {
      let plain = Self.project(seed)
      let project = try #require(ProjectLoader.load(text: Array(plain.yaml.utf8), shownAs: "random.yaml").project)
      let facts = Facts(OwnershipGraph(project))
      for opening in facts.openings.indices where FactView(facts).isUnownedExtension(opening) {
        let type = facts.openings[opening].action(project).caseType
        let listers = Set(facts.audience.listers(type).map { "user:" + project.text(project.users[$0].key) })
        let stranded = Set(facts.audience.strandedOwners(opening).map { project.name(of: $0) })
        for host in plain.cases where host.caseType == "patient" && host.closed != true && stranded.contains(host.owner) {
          var more = plain
          var new = PlainProject.Case("new-visit", caseType: "visit", owner: "unowned")
          new.indices = [.init(to: host.name, relationship: "extension")]
          more.cases.append(new)
          #expect(listers.isDisjoint(with: SlowEvaluator(more).whoSees("case:new-visit")), "seed \(seed), host \(host.name)")
          tried += 1
        }
      }
    }
    #expect(tried > 10)
  }

  @Test func `a type that is listed for none of those it reaches`() throws {
    var tried = 0
    for seed in UInt64(0)..<250 {
      let plain = Self.project(seed)
      let project = try #require(ProjectLoader.load(text: Array(plain.yaml.utf8), shownAs: "random.yaml").project)
      let facts = Facts(OwnershipGraph(project))
      let slow = SlowEvaluator(plain)
      for type in project.caseTypes.ids where !facts.audience.isListedForViewers(type) {
        let listers = Set(facts.audience.listers(type).map { "user:" + project.text(project.users[$0].key) })
        for entry in plain.cases where entry.caseType == project.text(project.caseTypes[type].key) {
          #expect(listers.isDisjoint(with: slow.whoSees("case:\(entry.name)")), "seed \(seed), \(entry.name)")
        }
        tried += 1
      }
    }
    #expect(tried > 10)
  }
}
