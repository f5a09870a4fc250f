import SlowEvaluator
import Testing

@Suite("sections 1 and 2: owner ids and the user-groups table")
struct OwnerIDTests {
  /// district (views) > clinic (owns, views) > village (owns), with one location of each and two more villages.
  private func organization() -> PlainProject {
    var project = PlainProject(name: "test")
    var district = PlainProject.Level("district")
    district.viewDescendants = true
    var clinic = PlainProject.Level("clinic")
    clinic.parent = "district"
    clinic.sharesCases = true
    clinic.viewDescendants = true
    var village = PlainProject.Level("village")
    village.parent = "clinic"
    village.sharesCases = true
    project.levels = [district, clinic, village]
    project.locations = [
      place("north", "district", name: "North"), place("hope", "clinic", name: "Hope Clinic", parent: "north"),
      place("v3", "village", name: "Village 3", parent: "hope"), place("v1", "village", name: "A", parent: "hope"),
      place("hope-2", "clinic", name: "Hope", parent: "north"), place("v2", "village", name: "Z", parent: "hope-2"),
    ]
    return project
  }

  private func place(_ code: String, _ level: String, name: String?, parent: String? = nil) -> PlainProject.Location {
    var location = PlainProject.Location(code, level: level)
    location.name = name
    location.parent = parent
    return location
  }

  private func owners(
    _ locations: [String], _ change: (inout PlainProject) -> Void = { _ in }
  ) -> [String] {
    var project = organization()
    var worker = PlainProject.MobileWorker("ana")
    worker.locations = locations
    project.mobileWorkers = [worker]
    change(&project)
    return SlowEvaluator(project).ownerIDs(of: "ana")
  }

  private func archive(_ code: String, in project: inout PlainProject) {
    for position in project.locations.indices where project.locations[position].siteCode == code {
      project.locations[position].archived = true
    }
  }

  @Test("1.2: the assigned location counts only through its own level; descendants by path, name by name")
  func viewing() {
    // Element by element `Hope` stands before `Hope Clinic`; so its village does too.
    #expect(
      owners(["north"]) == [
        "user:ana", "location:hope-2", "location:v2", "location:hope", "location:v1", "location:v3",
      ])
    #expect(owners(["v3"]) == ["user:ana", "location:v3"])
    #expect(owners(["hope"]) == ["user:ana", "location:hope", "location:v1", "location:v3"])
  }

  @Test("1.3: a viewing parent and one of its owning descendants: the descendant counts twice")
  func doubleCount() {
    #expect(owners(["hope-2", "v2"]) == ["user:ana", "location:hope-2", "location:v2", "location:v2"])
    // A level that only views, with a single owning descendant: the count is 2.
    let project: (inout PlainProject) -> Void = { project in
      project.levels[1].sharesCases = nil
      project.levels[1].viewDescendants = nil
    }
    #expect(owners(["north", "v2"], project).filter { $0 == "location:v2" }.count == 2)
  }

  @Test("1.2: a descendant under two assigned viewing ancestors comes once")
  func viewedTwice() {
    #expect(
      owners(["hope-2", "north"]) == [
        "user:ana", "location:hope-2", "location:hope-2", "location:v2", "location:hope", "location:v1", "location:v3",
      ])
  }

  @Test("1.2: equal paths by site code")
  func namesakes() {
    let same: (inout PlainProject) -> Void = { project in
      project.locations[2].name = "Same"
      project.locations[3].name = "Same"
    }
    #expect(owners(["hope"], same) == ["user:ana", "location:hope", "location:v1", "location:v3"])
  }

  @Test("1.5: archived descendants do not count, a directly assigned one does")
  func archived() {
    #expect(owners(["hope"]) { archive("v1", in: &$0) } == ["user:ana", "location:hope", "location:v3"])
    #expect(owners(["v1"]) { archive("v1", in: &$0) } == ["user:ana", "location:v1"])
    // Archiving archives the descendants.
    #expect(owners(["north"]) { archive("hope", in: &$0) } == ["user:ana", "location:hope-2", "location:v2"])
    #expect(owners(["hope"]) { archive("north", in: &$0) } == ["user:ana", "location:hope"])
  }

  @Test("1.6: the cap does nothing without the switch")
  func capWithoutSwitch() {
    let capped = owners(["north"]) { $0.levels[0].expandViewChildDataTo = "clinic" }
    #expect(capped == owners(["north"]))
  }

  @Test("1.6: with the switch the cap counts, and the most permissive one for every branch")
  func capWithSwitch() {
    let on: (inout PlainProject) -> Void = { project in
      project.features.restoreLocationRestriction = true
      project.levels[0].expandViewChildDataTo = "clinic"
    }
    #expect(owners(["north"], on) == ["user:ana", "location:hope-2", "location:hope"])
    // `hope` has no cap: no cap for `north` either. It is assigned, and viewed from `north`: twice (1.3).
    let both = [
      "user:ana", "location:hope", "location:hope-2", "location:v2", "location:hope", "location:v1", "location:v3",
    ]
    #expect(owners(["north", "hope"], on) == both)
    // With a cap on both, the deeper one counts for both.
    #expect(
      owners(["hope", "north"]) { project in
        on(&project)
        project.levels[1].expandViewChildDataTo = "village"
      } == both)
  }

  @Test("1.6: with the switch an archived viewing location views nothing, and is itself as before")
  func switchAndArchived() {
    let on: (inout PlainProject) -> Void = { $0.features.restoreLocationRestriction = true }
    #expect(owners(["hope-2", "v2"], on) == ["user:ana", "location:hope-2", "location:v2", "location:v2"])
    let archivedHope: (inout PlainProject) -> Void = { project in
      on(&project)
      archive("hope", in: &project)
    }
    #expect(owners(["hope"], archivedHope) == ["user:ana", "location:hope"])
    #expect(owners(["v1"], archivedHope) == ["user:ana", "location:v1"])
    #expect(owners(["north"], archivedHope) == ["user:ana", "location:hope-2", "location:v2"])
  }

  @Test("1.8 and 2: names in the table, locations before groups")
  func table() {
    var project = organization()
    var worker = PlainProject.MobileWorker("ana")
    worker.locations = ["v3"]
    worker.groups = ["nurses", "reporting"]
    project.mobileWorkers = [worker]
    var nurses = PlainProject.Group("nurses")
    nurses.caseSharing = true
    nurses.name = "All nurses"
    var second = PlainProject.Group("second")
    second.caseSharing = true
    second.members = ["ana"]
    project.groups = [second, PlainProject.Group("reporting"), nurses]
    let table = SlowEvaluator(project).groupTable(of: "ana")
    #expect(table.map(\.owner) == ["location:v3", "group:nurses", "group:second"])
    #expect(table.map(\.name) == ["North/Hope Clinic/Village 3-Cases", "All nurses", "second"])
  }

  @Test("1.9: web users get locations unless the switch is off, and never groups")
  func webUsers() {
    var project = organization()
    var kim = PlainProject.WebUser("kim")
    kim.locations = ["v3"]
    project.webUsers = [kim]
    var group = PlainProject.Group("village-1")
    group.caseSharing = true
    group.members = ["kim"]
    project.groups = [group]
    #expect(SlowEvaluator(project).ownerIDs(of: "kim") == ["user:kim", "location:v3"])
    project.features.webUserLocations = false
    #expect(SlowEvaluator(project).ownerIDs(of: "kim") == ["user:kim"])
  }

  @Test("supervisors: groups and locations come after the own ones, each once")
  func supervisors() {
    var project = organization()
    var grace = PlainProject.MobileWorker("grace")
    grace.groups = ["b"]
    project.mobileWorkers = [grace]
    for key in ["a", "b"] {
      var group = PlainProject.Group(key)
      group.caseSharing = true
      project.groups.append(group)
    }
    project.supervisors = [PlainProject.Supervisor("grace", over: ["group:a", "location:v1", "group:b"])]
    #expect(
      SlowEvaluator(project).ownerIDs(of: "grace") == ["user:grace", "location:v1", "group:b", "group:a"])
  }
}
