extension PlainProject {
  /// The project configuration. The style (flow or block, plain or quoted, nested or flat locations, the order of the
  /// sections) follows from `styleSeed`; what it says does not.
  public var yaml: String {
    var dice = SplitMix64(seed: styleSeed)
    let nested = dice.chance(50)
    var sections: [(String, YAMLNode)] = []
    let switches = map([
      ("restore_location_restriction", features.restoreLocationRestriction.map { .bool($0) }),
      ("extension_sync", features.extensionSync.map { .bool($0) }),
      ("web_user_locations", features.webUserLocations.map { .bool($0) }),
    ])
    if !switches.isEmpty { sections.append(("features", .map(switches))) }
    sections.append(("case_types", .map(caseTypes.map { ($0, .map([("label", .text($0))])) })))
    sections.append(("apps", .map(apps.map { ($0.key, $0.yaml) })))
    sections.append(("groups", .map(groups.map { ($0.key, $0.yaml) })))
    let places = nested ? nestedLocations : locations.map { ($0.siteCode, $0.yaml(withParent: true, children: [])) }
    if !levels.isEmpty {
      let organization: [(String, YAMLNode)] = [
        ("levels", .map(levels.map { ($0.key, $0.yaml) })), ("locations", .map(places)),
      ]
      sections.append(("organization", .map(organization)))
    }
    sections.append(("mobile_workers", .map(mobileWorkers.map { ($0.name, $0.yaml) })))
    sections.append(("web_users", .map(webUsers.map { ($0.name, $0.yaml) })))
    sections.append(("supervisors", .map(supervisors.map { ($0.user, .map([("over", texts($0.over))])) })))
    sections.append(("cases", .map(cases.map { ($0.name, $0.yaml) })))
    let present = sections.filter { section in
      if case .map(let entries) = section.1 { return !entries.isEmpty }
      return true
    }
    let head: [(String, YAMLNode)] = [("caseload", .number(1)), ("project", .text(name))]
    var writer = YAMLText(dice: dice)
    return writer.document(head + writer.dice.shuffled(present))
  }

  /// The roots, each with its children below it. Parents stand before their children in `locations`.
  private var nestedLocations: [(String, YAMLNode)] {
    var children: [String: [(String, YAMLNode)]] = [:]
    var roots: [(String, YAMLNode)] = []
    for location in locations.reversed() {
      let node = location.yaml(withParent: false, children: children[location.siteCode] ?? [])
      if let parent = location.parent {
        children[parent, default: []].insert((location.siteCode, node), at: 0)
      } else {
        roots.insert((location.siteCode, node), at: 0)
      }
    }
    return roots
  }
}

// MARK: - People, places and cases

extension PlainProject.Group {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("id", text(id)), ("name", text(name)), ("case_sharing", bool(caseSharing)), ("members", textsIfAny(members)),
      ]))
  }
}

extension PlainProject.Level {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("parent", text(parent)), ("shares_cases", bool(sharesCases)), ("view_descendants", bool(viewDescendants)),
        ("expand_view_child_data_to", text(expandViewChildDataTo)),
      ]))
  }
}

extension PlainProject.Location {
  fileprivate func yaml(withParent: Bool, children: [(String, YAMLNode)]) -> YAMLNode {
    .map(
      map([
        ("level", .text(level)), ("name", text(name)), ("parent", withParent ? text(parent) : nil),
        ("archived", bool(archived)), ("id", text(id)), ("children", mapIfAny(children)),
      ]))
  }
}

extension PlainProject.MobileWorker {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("id", text(id)), ("role", text(role)), ("active", bool(active)), ("apps", apps.map { texts($0) }), ("groups", textsIfAny(groups)),
        ("locations", textsIfAny(locations)), ("user_data", mapIfAny(userData.map { ($0.key, .text($0.value)) })),
      ]))
  }
}

extension PlainProject.WebUser {
  fileprivate var yaml: YAMLNode {
    .map(map([("id", text(id)), ("apps", apps.map { texts($0) }), ("locations", textsIfAny(locations))]))
  }
}

extension PlainProject.Case {
  fileprivate var yaml: YAMLNode {
    let links = indices.map { index in
      YAMLNode.map([("to", .text(index.to)), ("relationship", .text(index.relationship))])
    }
    return .map(
      map([
        ("case_type", .text(caseType)), ("owner", .text(owner)), ("closed", bool(closed)), ("index", oneOrList(links)),
        ("created_by", text(createdBy)),
      ]))
  }
}
