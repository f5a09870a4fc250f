import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactView {
  func owner(_ i: Int) -> Owner { Owner(rawValue: UInt32(i)) }
}

extension FactLanguage {
  static let ownerFields: [FactField] = [
    FactField("name", .string, "`user:NAME`, `group:NAME` or `location:SITE_CODE`") { v, i in
      .text(v.project.name(of: v.owner(i)))
    },
    FactField("kind", .string, "`user`, `group` or `location`", words: FactWords.ownerKind) { v, i in
      switch v.owner(i).reference {
      case .user: .text("user")
      case .group: .text("group")
      case .location: .text("location")
      }
    },
    FactField("user", .nullable(object(.user)), "the user, or null") { v, i in
      if case .user(let id) = v.owner(i).reference { .user(id) } else { .null }
    },
    FactField("group", .nullable(object(.group)), "the group, or null") { v, i in
      if case .group(let id) = v.owner(i).reference { .group(id) } else { .null }
    },
    FactField("location", .nullable(object(.location)), "the location, or null") { v, i in
      if case .location(let id) = v.owner(i).reference { .location(id) } else { .null }
    },
    FactField(
      "can_own", .bool,
      "whether cases can reach anybody through it: a user, a sharing group, a location of a level that owns cases"
    ) { v, i in
      .bool(v.canOwn(v.owner(i)))
    },
    FactField("archived", .bool, "whether it is an archived location") { v, i in
      if case .location(let id) = v.owner(i).reference { .bool(v.graph.tree.isArchived(id)) } else { .bool(false) }
    },
    FactField("viewers", .int, "how many active users have it among their owner ids") { v, i in
      .number(v.facts.viewerCount(v.owner(i)))
    },
    FactField("cases", .int, "how many declared cases it owns") { v, i in .number(v.facts.usage.caseCount(v.owner(i)))
    },
    FactField("open_cases", .int, "how many of them are open") { v, i in
      .number(v.facts.usage.openCaseCount(v.owner(i)))
    },
    FactField(
      "used_by", list(.form), "the forms that name it as an owner: a fixed one, or a choice of the owner question"
    ) { v, i in
      .list(v.facts.usage.forms(v.owner(i)).map { .form($0) })
    },
    FactField("used", .bool, "whether a form names it as an owner, or it owns an open case") { v, i in
      .bool(v.facts.usage.isUsed(v.owner(i)))
    },
    FactField("apps", list(.app), "the apps whose lists the active users may look at who have it among their owner ids")
    { v, i in
      .list(v.facts.appsOfViewers(v.owner(i)).map { .ref(.app, $0.index) })
    },
    project,
  ]
}

extension Facts {
  /// The apps that those who see an owner may look at, ascending.
  func appsOfViewers(_ owner: Owner) -> [AppID] {
    if let known = viewerApps[owner] { return known }
    var apps: Set<AppID> = []
    for user in viewers.users(of: owner) where apps.count < project.apps.count {
      apps.formUnion(graph.listingApps(of: user))
    }
    let result = apps.sorted()
    viewerApps[owner] = result
    return result
  }
}
