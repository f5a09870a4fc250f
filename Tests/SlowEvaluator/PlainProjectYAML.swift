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

/// The entries that have a value.
private func map(_ entries: [(String, YAMLNode?)]) -> [(String, YAMLNode)] {
  entries.compactMap { key, value in value.map { (key, $0) } }
}

private func texts(_ items: [String]) -> YAMLNode {
  .list(items.map { .text($0) })
}

/// A list that is not written if it is empty.
private func textsIfAny(_ items: [String]) -> YAMLNode? {
  items.isEmpty ? nil : texts(items)
}

/// A map that is not written if it is empty.
private func mapIfAny(_ entries: [(String, YAMLNode)]) -> YAMLNode? {
  entries.isEmpty ? nil : .map(entries)
}

private func text(_ text: String?) -> YAMLNode? {
  text.map { .text($0) }
}

private func bool(_ value: Bool?) -> YAMLNode? {
  value.map { .bool($0) }
}

/// One item alone or a list.
private func oneOrList(_ items: [YAMLNode]) -> YAMLNode? {
  items.count > 1 ? .list(items) : items.first
}

// MARK: - People and places

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
        ("id", text(id)), ("active", bool(active)), ("apps", apps.map { texts($0) }), ("groups", textsIfAny(groups)),
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

// MARK: - Apps

extension PlainProject.App {
  fileprivate var yaml: YAMLNode {
    .map(map([("case_sharing", bool(caseSharing)), ("menus", mapIfAny(menus.map { ($0.key, $0.yaml) }))]))
  }
}

extension PlainProject.Menu {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("type", text(type)), ("case_type", text(caseType)), ("case_types", textsIfAny(caseTypes)),
        ("forms", mapIfAny(forms.map { ($0.key, $0.yaml) })),
      ]))
  }
}

extension PlainProject.Form {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("source", text(source)), ("requires_case", bool(requiresCase)),
        ("questions", mapIfAny(questions.map { ($0.key, $0.yaml) })), ("opens", oneOrList(opens.map(\.yaml))),
        ("updates", updates?.yaml), ("closes", bool(closes)),
      ]))
  }
}

extension PlainProject.Open {
  fileprivate var yaml: YAMLNode {
    let others: [(String, YAMLNode)] = otherProperties.map { ($0, .map([("question", .text("note"))])) }
    let properties = others + map([("owner_id", ownerID?.yaml)])
    let entries = map([
      ("index", oneOrList(indices.map(\.yaml))), ("properties", mapIfAny(properties)), ("when", text(when)),
      ("repeat", bool(repeats)),
    ])
    // An action that only names a case type may be written as that name.
    if entries.isEmpty { return .text(caseType) }
    return .map([("case_type", .text(caseType))] + entries)
  }
}

extension PlainProject.FormIndex {
  fileprivate var yaml: YAMLNode {
    switch relationship {
    case .child: return .map([("to", .text(to)), ("relationship", .text("child"))])
    case .extension: return .map([("to", .text(to)), ("relationship", .text("extension"))])
    case .question(let key):
      return .map([("to", .text(to)), ("relationship", .map([("question", .text(key))]))])
    }
  }
}

extension PlainProject.Updates {
  fileprivate var yaml: YAMLNode {
    let owner = ownerID.map { YAMLNode.map([("owner_id", $0.yaml)]) }
    return .map(map([("properties", owner ?? texts(properties)), ("when", text(when))]))
  }
}

extension PlainProject.Question {
  fileprivate var yaml: YAMLNode {
    .map(map([("type", .text(type)), ("required", bool(required)), ("lookup_table", lookup?.yaml)]))
  }
}

extension PlainProject.Lookup {
  fileprivate var yaml: YAMLNode {
    .map([
      ("query", .text("instance('\(instance)')/\(path)")),
      ("instance", .map([("id", .text(instance)), ("uri", .text(uri))])),
      ("value", .text(value)), ("label", .text("name")),
    ])
  }
}

extension PlainProject.OwnerValue {
  fileprivate var yaml: YAMLNode {
    switch self {
    case .currentUser: return .text("current_user")
    case .unowned: return .text("unowned")
    case .named(let owner): return .text(owner)
    case .question(let key): return .map([("question", .text(key))])
    case .userData(let key): return .map([("user_data", .text(key))])
    case .sameAsSelectedCase: return .map([("same_as", .text("selected_case"))])
    case .xpath(let pattern): return .map([("xpath", .text(pattern.text))])
    }
  }
}
