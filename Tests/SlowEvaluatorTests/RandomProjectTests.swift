import SlowEvaluator
import Testing

@Suite("random projects")
struct RandomProjectTests {
  @Test("the same seed gives the same project and the same text")
  func deterministic() {
    for seed in UInt64(0)..<50 {
      #expect(RandomProjects.project(seed: seed) == RandomProjects.project(seed: seed))
      #expect(RandomProjects.project(seed: seed).yaml == RandomProjects.project(seed: seed).yaml)
    }
    #expect(RandomProjects.project(seed: 1) != RandomProjects.project(seed: 2))
  }

  @Test("the style does not change the project")
  func style() {
    var project = RandomProjects.project(seed: 7)
    let first = project.yaml
    project.styleSeed += 1
    #expect(project.yaml != first)
  }

  /// What some hundred projects must bring about, so that comparing two evaluators on them means something.
  @Test("every outcome, reason and kind of owner comes about")
  func coverage() {
    var seen: [String: Int] = [:]
    for seed in UInt64(0)..<300 {
      let project = RandomProjects.project(seed: seed)
      let slow = SlowEvaluator(project)
      for user in slow.userNames {
        let table = slow.groupTable(of: user).map(\.owner)
        if Set(table).count < table.count { seen["double count", default: 0] += 1 }
        if slow.sent(user) != slow.onDevice(user) { seen["purged", default: 0] += 1 }
        if !slow.listed(user).isEmpty { seen["listed", default: 0] += 1 }
        for app in project.apps {
          for menu in app.menus {
            for form in menu.forms {
              let attempt = slow.attempt(user: user, app: app.key, menu: menu.key, form: form.key)
              seen[attempt?.reason ?? attempt?.outcome.rawValue ?? "none", default: 0] += 1
              for owners in attempt?.cases.map(\.owners) ?? [] {
                if owners.unknown { seen["unknown", default: 0] += 1 }
                if owners.mayBeEmpty { seen["may be empty", default: 0] += 1 }
                if owners.severalIDs { seen["several ids", default: 0] += 1 }
                if owners.possible.count > 1 { seen["several owners", default: 0] += 1 }
                for owner in owners.possible {
                  seen[String(owner.prefix { $0 != ":" }), default: 0] += 1
                }
              }
            }
          }
        }
      }
    }
    for fact in [
      "double count", "purged", "listed", "none", "opens", "no_group", "several_groups", "several_nodes",
      "no_such_node", "unsupported_function", "unknown", "may be empty", "several ids", "several owners", "user",
      "group", "location", "text", "unowned",
    ] {
      #expect(seen[fact, default: 0] >= 20, "\(fact): \(seen)")
    }
  }
}
