// Sections 3.6 to 3.8: the owners that a value of `owner_id` can mean for one user.

/// The owners that a value gives, or why the form fails.
enum OwnersOrFailure {
  case owners(SlowOwners)
  case fails(reason: String)

  static func known(_ owner: String) -> OwnersOrFailure { .owners(SlowOwners(possible: [owner])) }
  static let unknown = OwnersOrFailure.owners(SlowOwners(unknown: true))
  static let empty = OwnersOrFailure.owners(SlowOwners(mayBeEmpty: true))
}

extension SlowEvaluator {
  func owners(of value: PlainProject.OwnerValue, user: String, form: PlainProject.Form) -> OwnersOrFailure {
    switch value {
    case .currentUser: return .known("user:\(user)")
    case .unowned: return .known("unowned")
    case .named(let owner): return .known(owner)
    case .sameAsSelectedCase: return .unknown
    case .question(let key): return owners(ofQuestion: key, user: user, form: form)
    case .userData(let key): return owners(ofUserData: key, user: user)
    case .xpath(let pattern): return owners(ofXPath: pattern, user: user)
    }
  }

  /// A question over the user-groups table gives every group of it; any other is unknown.
  private func owners(ofQuestion key: String, user: String, form: PlainProject.Form) -> OwnersOrFailure {
    guard let question = form.questions.first(where: { $0.key == key }) else { return .unknown }
    var owners = SlowOwners()
    owners.mayBeEmpty = question.required != true
    owners.severalIDs = question.type == "checkbox"  // Section 3.8.
    guard let lookup = question.lookup, lookup.uri == "jr://fixture/user-groups" else {
      owners.unknown = true
      return .owners(owners)
    }
    let table = groupTable(of: user)
    // Section 3.7: with no group at all every path into the table fails.
    if table.isEmpty { return .fails(reason: "no_such_node") }
    // Section 3.9: a name is nobody's id.
    let answers = lookup.value == "@id" ? table.map(\.owner) : table.map { "text:\($0.name)" }
    owners.possible = Set(answers).sorted()
    // Whoever has one choice cannot tick two.
    if owners.possible.count < 2 { owners.severalIDs = false }
    return .owners(owners)
  }

  /// The location is the first assigned one (section 1.4); any other key is what the worker's user data says.
  private func owners(ofUserData key: String, user: String) -> OwnersOrFailure {
    if key == "commcare_location_id" || key == "commcare_location_ids" {
      let assigned = assignedLocations(of: user).map { "location:\($0)" }
      if let primary = assigned.first { return key == "commcare_location_id" ? .known(primary) : joined(assigned) }
      // Without a location a mobile worker has no such field, and a web user an empty one.
      if mobileWorker(user) != nil { return .fails(reason: "no_such_node") }
      return project.features.webUserLocations == false ? .unknown : .empty
    }
    guard let entry = mobileWorker(user)?.userData.first(where: { $0.key == key }) else { return .unknown }
    return standIn(entry.value).map { .known($0) } ?? owners(ofText: entry.value)
  }

  /// A text means the user, group or location that has it as its id; `-` means nobody; any other is nobody's id.
  func owners(ofText text: String) -> OwnersOrFailure {
    if text.isEmpty { return .empty }
    if text == "-" { return .known("unowned") }
    if let worker = project.mobileWorkers.first(where: { $0.id == text }) { return .known("user:\(worker.name)") }
    if let webUser = project.webUsers.first(where: { $0.id == text }) { return .known("user:\(webUser.name)") }
    if let group = project.groups.first(where: { $0.id == text }) { return .known("group:\(group.key)") }
    if let place = project.locations.first(where: { $0.id == text }) { return .known("location:\(place.siteCode)") }
    return .known("text:\(text)")
  }

  /// What a text stands for that is no declared id: the key of something without one, or `kind:name`.
  private func standIn(_ text: String) -> String? {
    if case .owners(let declared) = owners(ofText: text), declared.possible.first?.hasPrefix("text:") != true { return nil }
    if let group = project.groups.first(where: { $0.key == text && $0.id == nil }) { return "group:\(group.key)" }
    if let place = project.locations.first(where: { $0.siteCode == text && $0.id == nil }) { return "location:\(place.siteCode)" }
    if let worker = project.mobileWorkers.first(where: { $0.name == text && $0.id == nil }) { return "user:\(worker.name)" }
    if let webUser = project.webUsers.first(where: { $0.name == text && $0.id == nil }) { return "user:\(webUser.name)" }
    if let key = name(in: text, kind: "group"), group(key) != nil { return text }
    if let code = name(in: text, kind: "location"), location(code) != nil { return text }
    if let user = name(in: text, kind: "user"), userNames.contains(user) { return text }
    return nil
  }

  /// Section 3.7, and the real engine's answers in `owner-expressions.json`.
  private func owners(ofXPath pattern: PlainProject.XPathPattern, user: String) -> OwnersOrFailure {
    let table = groupTable(of: user)
    switch pattern {
    // What does not read the table.
    case .sessionUser: return .known("user:\(user)")
    case .userDataLocation: return owners(ofUserData: "commcare_location_id", user: user)
    case .dash: return .known("unowned")
    case .anotherLookupTable: return .unknown
    // What only counts, and reads under the guard of the count.
    case .onlyGroupIfOne: return table.count == 1 ? .known(table[0].owner) : .empty
    // What reads the table: with no group at all every path fails.
    case _ where table.isEmpty: return .fails(reason: "no_such_node")
    case .everyGroup: return oneNode(of: table.map(\.owner))
    case .firstGroup: return .known(table[0].owner)
    case .secondGroup: return table.count >= 2 ? .known(table[1].owner) : .empty
    case .lastGroup: return .fails(reason: "unsupported_function")
    case .groupNamed(let name): return oneNode(of: table.filter { $0.name == name }.map(\.owner))
    case .groupWithID(let id): return ownersOfGroup(withID: id, in: table.map(\.owner))
    case .joinedGroups: return joined(table.map(\.owner))
    }
  }

  /// No node is an empty text, one node its value, several an error.
  private func oneNode(of owners: [String]) -> OwnersOrFailure {
    if owners.isEmpty { return .empty }
    return owners.count == 1 ? .known(owners[0]) : .fails(reason: "several_nodes")
  }

  /// The group that the id is known to be of, if it is in the table. An id that nothing is known to have could be that of
  /// a group whose id is not declared: unknown.
  private func ownersOfGroup(withID id: String, in owners: [String]) -> OwnersOrFailure {
    if let owner = standIn(id) { return oneNode(of: owners.filter { $0 == owner }) }
    if case .owners(let meant) = self.owners(ofText: id), let owner = meant.possible.first, !owner.hasPrefix("text:") {
      return oneNode(of: owners.filter { $0 == owner })
    }
    if owners.contains(where: { declaredID(of: $0) == nil }) { return .unknown }
    return .empty
  }

  /// One id is that owner; several ids in one text are an owner that nobody has. An id that is not declared is called
  /// by whose it is.
  private func joined(_ owners: [String]) -> OwnersOrFailure {
    if owners.count == 1 { return .known(owners[0]) }
    let ids = owners.map { declaredID(of: $0) ?? $0 }
    return .owners(SlowOwners(possible: ["text:" + ids.joined(separator: " ")], severalIDs: true))
  }

  /// The HQ id of a group or location, if the configuration says it.
  func declaredID(of owner: String) -> String? {
    if let key = name(in: owner, kind: "group") { return group(key)?.id }
    if let siteCode = name(in: owner, kind: "location") { return location(siteCode)?.id }
    return nil
  }
}
