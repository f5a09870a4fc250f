import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactLanguage {
  static let levelFields: [FactField] = [
    FactField("name", .string, "the level's code") { v, i in .word(v.project.levels[i].key) },
    FactField("shares_cases", .bool, "Owns Cases") { v, i in .bool(v.project.levels[i].sharesCases) },
    FactField("view_descendants", .bool, "View Child Data") { v, i in .bool(v.project.levels[i].viewDescendants) },
    FactField("has_cap", .bool, "whether View Child Data to Level is set") { v, i in
      .bool(v.project.levels[i].expandViewChildDataTo != nil)
    },
    FactField("has_users", .bool, "Has Users") { v, i in .bool(v.project.levels[i].hasUsers) },
    FactField("parent", .nullable(object(.level)), "the level above, or null") { v, i in
      v.project.levels[i].parent.map { .ref(.level, $0.index) } ?? .null
    },
    FactField("owning_below", .bool, "whether any level below owns cases") { v, i in
      .bool(
        v.project.levels.contains { level in
          guard level.sharesCases else { return false }
          var above = level.parent
          while let here = above {
            if here.index == i { return true }
            above = v.project.levels[here].parent
          }
          return false
        })
    },
    FactField("locations", .int, "how many locations have the level") { v, i in
      .number(v.facts.usage.locationsOfLevel[i])
    },
    FactField("users", .int, "how many users are assigned to its locations") { v, i in
      .number(v.facts.usage.usersOfLevel[i])
    },
    project,
  ]

  static let locationFields: [FactField] = [
    FactField("name", .string, "the site code") { v, i in .word(v.project.locations[i].key) },
    FactField("title", .string, "the name") { v, i in .word(v.project.locations[i].name) },
    FactField("level", object(.level), "its level") { v, i in .ref(.level, v.project.locations[i].level.index) },
    FactField("parent", .nullable(object(.location)), "the location above, or null") { v, i in
      v.project.locations[i].parent.map { .location($0) } ?? .null
    },
    FactField("archived", .bool, "whether it is archived, by itself or through one above") { v, i in
      .bool(v.graph.tree.isArchived(LocationID(i)))
    },
    FactField("owns_cases", .bool, "whether its level owns cases") { v, i in
      .bool(v.project.levels[v.project.locations[i].level].sharesCases)
    },
    FactField("users", list(.user), "the users assigned to it") { v, i in
      .list(v.facts.usage.users(ofLocation: i).map { .user($0) })
    },
    FactField("user_count", .int, "how many users are assigned to it") { v, i in
      .number(v.facts.usage.users(ofLocation: i).count)
    },
    FactField("active_users", list(.user), "the users assigned to it who can log in") { v, i in
      .list(v.facts.usage.users(ofLocation: i).filter { v.project.users[$0].isActive }.map { .user($0) })
    },
    FactField("active_workers", .int, "how many active mobile workers are assigned to it") { v, i in
      .number(
        v.facts.usage.users(ofLocation: i).count { v.project.users[$0].isActive && !v.project.users[$0].isWebUser })
    },
    FactField("owned_cases", .int, "how many declared cases it owns") { v, i in
      .number(v.facts.usage.caseCount(Owner(LocationID(i))))
    },
    FactField("open_cases", .int, "how many of them are open") { v, i in
      .number(v.facts.usage.openCaseCount(Owner(LocationID(i))))
    },
    FactField(
      "used_by", list(.form), "the forms that name it as an owner: a fixed one, or a choice of the owner question"
    ) { v, i in
      .list(v.facts.usage.forms(Owner(LocationID(i))).map { .form($0) })
    },
    FactField("used", .bool, "whether a form names it as an owner, or it owns an open case") { v, i in
      .bool(v.facts.usage.isUsed(Owner(LocationID(i))))
    },
    FactField(
      "viewers", .int, "how many active users have it among their owner ids, by assignment or by viewing from above"
    ) { v, i in
      .number(v.facts.locationViewers.count(LocationID(i)))
    },
    FactField(
      "archived_at", object(.location),
      "where it was archived: the nearest location at or above it that is archived by itself; itself if none is"
    ) { v, i in
      var here: LocationID? = LocationID(i)
      while let location = here {
        if v.project.locations[location].isArchived { return .location(location) }
        here = v.project.locations[location].parent
      }
      return .location(LocationID(i))
    },
    project,
  ]
}
