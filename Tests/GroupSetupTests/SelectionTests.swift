import GroupSetup
import OwnershipGraph
import ProjectModel
import Testing

@Suite struct SelectionTests {
  private func keys(_ change: (inout GroupsFromOrganization.Options) -> Void) throws -> Generated {
    let result = try groups(try example("organization"), change)
    #expect(result.proof.isGreen)
    return result
  }

  @Test func `a level or a branch is generated and proved by itself`() throws {
    let project = try example("organization").project
    let level = try #require(project.levels.ids.first { project.text(project.levels[$0].key) == "clinic" })
    let under = try #require(project.locations.ids.first { project.text(project.locations[$0].key) == "mercy-clinic" })
    // Amina's test, Amina, Baraka and the old record name Hope Clinic, East Village, Hill Village and the archived post
    // as their owners, which so have groups too. Hope Clinic is seen by 2 workers, East Village by 4, Mercy Clinic by 1,
    // Hill and Lake Village by 2 each.
    let clinics = try keys { $0.level = level }
    #expect(
      clinics.setup.groups.map(\.key) == ["hope-clinic", "hope-east", "mercy-clinic", "mercy-hill", "mercy-post"])
    #expect(clinics.proof.owners == 5)
    #expect(clinics.proof.pairsSeen == 2 + 4 + 1 + 2)
    #expect(clinics.setup.leftOut.count == 2)
    let branch = try keys { $0.under = under }
    #expect(branch.proof.owners == 6)
    #expect(branch.proof.pairsSeen == (1 + 2 + 2) + (2 + 4))
    #expect(branch.setup.leftOut.count == 1)
    let both = try keys {
      $0.under = under
      $0.level = level
    }
    // Only Grace sees Mercy Clinic; the others are named by cases.
    #expect(both.proof.owners == 5)
    #expect(both.proof.pairsSeen == 1 + (2 + 4 + 2))
  }

  @Test func `what web users would lose is listed, and is no difference`() throws {
    let text = villages("  ana: {locations: [v1]}", "web_users: {kim: {locations: [north]}, lee: {}}")
    let result = try groups(try compile(text)) { $0.includeEmpty = true }
    #expect(result.proof.isGreen)
    #expect(result.setup.webUserLosses.map(\.owners) == [2])
  }

  @Test func `what the section supervisors says stays in it`() throws {
    let text = villages(
      "  ana: {locations: [v2]}\n  ben: {locations: [v1]}",
      "supervisors: {ana: {over: [location:v1, location:v2]}, ben: {over: [location:north]}}")
    let result = try groups(try compile(text))
    #expect(result.proof.isGreen)
    let project = result.before.project
    let section = project.users.ids.flatMap { user in
      result.setup.supervisions[user.index].map {
        "\(project.text(project.users[user].key)) \(result.setup.name(of: $0.target)) \(project.words(for: $0.reason) ?? "")"
      }
    }
    // Ana is assigned to v2 herself, ben to v1; north views both.
    #expect(section == ["ana group:v1 over v1", "ben group:v2 over north"])
    #expect(project.users.ids.map { result.setup.memberships[$0.index].count } == [1, 1])
  }

  @Test func `reasons name who is between, and stay short in deep trees`() throws {
    let depth = 12
    let levels = (0..<depth).map {
      "    l\($0): {\($0 == 0 ? "view_descendants: true" : "parent: l\($0 - 1)\($0 == depth - 1 ? ", shares_cases: true" : "")")}"
    }
    let places = (0..<depth).map { "    p\($0): {level: l\($0)\($0 == 0 ? "" : ", parent: p\($0 - 1)")}" }
    let text =
      "caseload: 1\nproject: t\norganization:\n  levels:\n" + levels.joined(separator: "\n") + "\n  locations:\n"
      + places.joined(separator: "\n") + "\nmobile_workers: {ana: {locations: [p0]}}\n"
    let result = try groups(try compile(text))
    let entry = try #require(result.setup.supervisions[0].first)
    #expect(
      result.before.project.words(for: entry.reason) == "over p0, through p1, p2, p3, p4, p5, p6, p7, p8 and 2 more")
  }
}
