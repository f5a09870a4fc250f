import SlowEvaluator
import Testing

@Suite("section 4 asked of a project: who sees what")
struct SightTests {
  /// david and maria in village 1, joy in none; a parent owned by joy, a child of it owned by the village.
  private func project() -> PlainProject {
    var project = PlainProject(name: "test")
    project.mobileWorkers = ["david", "maria", "joy"].map { PlainProject.MobileWorker($0) }
    var group = PlainProject.Group("village-1")
    group.caseSharing = true
    group.members = ["david", "maria"]
    project.groups = [group]
    let mother = PlainProject.Case("monica", caseType: "patient", owner: "user:joy")
    var referral = PlainProject.Case("ref-1", caseType: "referral", owner: "group:village-1")
    referral.indices = [PlainProject.CaseIndex(to: "monica", relationship: "child")]
    var old = PlainProject.Case("old", caseType: "patient", owner: "group:village-1")
    old.closed = true
    project.cases = [mother, referral, old]
    var menu = PlainProject.Menu("patients")
    menu.caseType = "patient"
    var app = PlainProject.App("worker")
    app.menus = [menu]
    project.apps = [app]
    return project
  }

  @Test("an owned child pulls its parent, a parent never its children, a closed case alone is not sent")
  func pulls() {
    let slow = SlowEvaluator(project())
    #expect(slow.sent("david") == ["monica", "ref-1"])
    #expect(slow.onDevice("david") == ["monica", "ref-1"])
    #expect(slow.onDevice("joy") == ["monica"])
    #expect(slow.whoSees("case:monica") == ["user:david", "user:joy", "user:maria"])
    #expect(slow.whoSees("case:ref-1") == ["user:david", "user:maria"])
    #expect(slow.whoSees("case:old") == [])
    #expect(slow.whoSees("group:village-1") == ["user:david", "user:maria"])
    #expect(slow.whoSees("user:joy") == ["user:joy"])
    #expect(slow.whoSees("unowned") == [])
  }

  @Test("a list shows the open cases of its type, whoever owns them")
  func lists() {
    var project = project()
    #expect(SlowEvaluator(project).listed("david") == ["worker/patients": ["monica"]])
    project.cases[0].closed = true
    #expect(SlowEvaluator(project).onDevice("david") == ["monica", "ref-1"])
    #expect(SlowEvaluator(project).listed("david") == [:])
  }

  @Test("1.11: who cannot log in sees nothing")
  func inactive() {
    var project = project()
    project.mobileWorkers[0].active = false
    #expect(SlowEvaluator(project).whoSees("case:ref-1") == ["user:maria"])
    #expect(SlowEvaluator(project).sent("david") == [])
    #expect(SlowEvaluator(project).onDevice("david") == [])
    #expect(SlowEvaluator(project).listed("david") == [:])
  }

  @Test("the device drops a child of one case that is an extension of a closed other; the server sends it")
  func disagreement() {
    var project = project()
    project.cases[1].indices.append(PlainProject.CaseIndex(to: "old", relationship: "extension"))
    #expect(SlowEvaluator(project).sent("david") == ["monica", "old", "ref-1"])
    #expect(SlowEvaluator(project).onDevice("david") == [])
  }
}
