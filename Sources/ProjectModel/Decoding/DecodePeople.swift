import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// The groups; their members are linked when the users are known.
  func decodeGroups() {
    for part in sections[.groups] ?? [] {
      let doc = part.document
      forEachEntryOrTable(doc, part.value, .group, tables: true, readTable: { $0.readGroupTable($1) }) {
        decoder, key, value in
        decoder.decodeGroup(doc, key, value)
      }
    }
    forEachAddedEntry(.groups, .group) { $0.decodeGroup($1, $2, $3) }
  }

  func decodeGroup(_ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef) {
    let symbol = doc.symbol(key)
    var group = Group(key: symbol, name: symbol, span: doc.span(key))
    var members: [(Symbol, SourceSpan)] = []
    forEachKey(vocabulary.group, doc, node, owner: group.span, ownerName: "the group", name: symbol) {
      decoder, key, _, value in
      switch key {
      case .name: group.name = doc.symbol(value)
      case .id:
        group.id = doc.symbol(value)
        decoder.declareID(group.id, doc.span(value))
      case .caseSharing:
        group.caseSharing = doc.boolean(value) ?? false
        group.caseSharingSpan = doc.span(value)
      case .reporting: group.reporting = doc.boolean(value) ?? true
      case .members:
        decoder.forEachText("members", .text, doc, value) { _, element in
          members.append((doc.symbol(element), doc.span(element)))
        }
      case .data: decoder.checkData(doc, value)
      }
    }
    guard let id = add(group) else { return }
    checkRepetitions(members)
    for (name, span) in members { pendingMembers.append(PendingName(source: id, name: name, span: span)) }
  }

  func add(_ group: Group) -> GroupID? {
    let id = GroupID(project.groups.count)
    if let first = project.names.groups.declare(group.key, id) {
      reportDeclaredTwice(.group, group.key, group.span, first: project.groups[first].span)
      return nil
    }
    project.groups.append(group)
    return id
  }

  /// Mobile workers, then web users, so that their numbers are in that order.
  func decodeUsers() {
    for part in sections[.mobileWorkers] ?? [] {
      let doc = part.document
      forEachEntryOrTable(doc, part.value, .user, tables: true, readTable: { $0.readWorkerTable($1) }) {
        decoder, key, value in
        decoder.decodeWorker(doc, key, value)
      }
    }
    forEachAddedEntry(.mobileWorkers, .user) { $0.decodeWorker($1, $2, $3) }
    for part in sections[.webUsers] ?? [] {
      let doc = part.document
      forEachNamed(doc, part.value, .user) { decoder, key, value in decoder.decodeWebUser(doc, key, value) }
    }
  }

  func decodeWorker(_ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef) {
    decodeUser(doc, key, node, isWebUser: false, vocabulary.worker, ownerName: "the worker") { $0 }
  }

  private func decodeWebUser(_ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef) {
    decodeUser(doc, key, node, isWebUser: true, vocabulary.webUser, ownerName: "the web user", \.workerKey)
  }

  /// A mobile worker or web user, whose keys mean the same.
  private func decodeUser<Key: LanguageKey>(
    _ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef, isWebUser: Bool, _ keys: KeyTable<Key>,
    ownerName: StaticString, _ workerKey: (Key) -> WorkerKey
  ) {
    let symbol = doc.symbol(key)
    var user = User(key: symbol, name: symbol, isWebUser: isWebUser, opensEveryApp: true, span: doc.span(key))
    var facts = UserFacts(id: UserID(project.users.count))
    forEachKey(keys, doc, node, owner: user.span, ownerName: ownerName) { decoder, key, _, value in
      switch workerKey(key) {
      case .name: user.name = doc.symbol(value)
      case .id: user.id = decoder.userID(doc, value)
      case .role: user.role = doc.symbol(value)
      case .active: user.isActive = doc.boolean(value) ?? true
      case .apps:
        // Nothing after the colon is no list at all: the default holds.
        user.opensEveryApp = doc.isNull(value)
        decoder.decodeApps(doc, value, &facts)
      case .groups: decoder.decodeGroupNames(doc, value, &facts)
      case .locations: decoder.decodeLocationNames(doc, value, &facts)
      case .userData: decoder.decodeUserData(doc, value, &facts)
      }
    }
    add(user, facts)
  }

  /// What is collected of a user before the name is known to be free.
  struct UserFacts {
    let id: UserID
    var apps = NamedList<App>()
    var groups = NamedList<Group>()
    var locations = NamedList<Location>()
    var data: [DataField] = []
  }

  func add(_ user: User, _ facts: UserFacts) {
    if let first = project.names.users.declare(user.key, facts.id) {
      reportDeclaredTwice(.user, user.key, user.span, first: project.users[first].span)
      return
    }
    project.users.append(user)
    let source = facts.id.raw
    for app in facts.apps.items { appEdges.append((source, app.target)) }
    for (target, span) in facts.groups.items {
      membershipEdges.append((source, Membership(target: target, span: span, origin: .own)))
    }
    for (target, span) in facts.locations.items {
      assignmentEdges.append((source, Membership(target: target, span: span, origin: .own)))
    }
    for field in facts.data { userDataEdges.append((source, field)) }
  }

  private func userID(_ doc: YAMLDocument, _ value: YAMLNodeRef) -> Symbol {
    declareID(doc.symbol(value), doc.span(value))
    return doc.symbol(value)
  }

  private func decodeApps(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ facts: inout UserFacts) {
    forEachText("apps", .text, doc, node) { decoder, element in
      guard let app = decoder.app(doc.symbol(element), doc.span(element)) else { return }
      decoder.add(app, doc.symbol(element), doc.span(element), to: &facts.apps)
    }
  }

  private func decodeGroupNames(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ facts: inout UserFacts) {
    forEachText("groups", .text, doc, node) { decoder, element in
      guard let group = decoder.group(doc.symbol(element), doc.span(element)) else { return }
      decoder.add(group, doc.symbol(element), doc.span(element), to: &facts.groups)
    }
  }

  private func decodeLocationNames(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ facts: inout UserFacts) {
    forEachText("locations", .text, doc, node) { decoder, element in
      guard let location = decoder.location(doc.symbol(element), doc.span(element)) else { return }
      decoder.add(location, doc.symbol(element), doc.span(element), to: &facts.locations)
    }
  }

  /// Adds what a list names; a second mention is reported.
  func add<Entity>(
    _ target: EntityID<Entity>, _ name: Symbol, _ span: SourceSpan, to list: inout NamedList<Entity>
  ) {
    if let first = list.add(target, span) { report(.listedTwice(shown(name), span, first: first)) }
  }

  private func decodeUserData(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ facts: inout UserFacts) {
    facts.data = decodeData(doc, node)
  }

  /// Custom data: names with texts, numbers or booleans.
  func decodeData(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> [DataField] {
    var fields: [DataField] = []
    doc.forEachEntry(of: node) { key, value in
      guard expect(.either([.text, .boolean]), shown(doc.symbol(key)), doc, value) else { return }
      fields.append(DataField(key: doc.symbol(key), value: doc.symbol(value), span: doc.span(value)))
    }
    return fields
  }

  private func checkData(_ doc: YAMLDocument, _ node: YAMLNodeRef) { _ = decodeData(doc, node) }

  private func checkRepetitions(_ names: [(Symbol, SourceSpan)]) {
    var first: [Symbol: SourceSpan] = [:]
    for (name, span) in names {
      if let earlier = first[name] {
        report(.listedTwice(shown(name), span, first: earlier))
      } else {
        first[name] = span
      }
    }
  }

  /// The `supervisors` section: memberships and assignments of their own origin.
  func decodeSupervisors() {
    linkMembers()
    var first: [Symbol: SourceSpan] = [:]
    for part in sections[.supervisors] ?? [] {
      let doc = part.document
      forEachNamed(doc, part.value, .user) { decoder, key, value in
        let symbol = doc.symbol(key)
        let span = doc.span(key)
        if let earlier = first[symbol] { decoder.reportDeclaredTwice(.user, symbol, span, first: earlier) }
        first[symbol] = span
        let user = decoder.user(symbol, span)
        decoder.forEachKey(
          decoder.vocabulary.supervisor, doc, value, owner: span, ownerName: "the supervisor", name: symbol
        ) {
          decoder, _, _, value in
          var seen: [(Symbol, SourceSpan)] = []
          decoder.forEachText("over", .text, doc, value) { decoder, element in
            seen.append((doc.symbol(element), doc.span(element)))
            decoder.supervise(user, doc.symbol(element), doc.span(element))
          }
          decoder.checkRepetitions(seen)
        }
      }
    }
  }

  private func supervise(_ user: UserID?, _ symbol: Symbol, _ span: SourceSpan) {
    guard let reference = ownerReference(symbol, span, words: []) else { return }
    switch reference {
    case .user:
      report(
        .meaningless(
          shown(symbol), span, because: "a supervisor is over groups and locations",
          help: "name the group or location instead"))
    case .group(let group):
      if let user { membershipEdges.append((user.raw, Membership(target: group, span: span, origin: .supervisor))) }
    case .location(let location):
      if let user { assignmentEdges.append((user.raw, Membership(target: location, span: span, origin: .supervisor))) }
    }
  }

  private func linkMembers() {
    for member in pendingMembers {
      guard let user = user(member.name, member.span) else { continue }
      membershipEdges.append((user.raw, Membership(target: member.source, span: member.span, origin: .members)))
    }
    pendingMembers = []
  }

  /// Builds the lists by user, and marks what is said twice.
  func linkUsers() {
    let count = project.users.count
    project.memberships = Links(sourceCount: count, edges: Self.markingRepetitions(membershipEdges, users: count))
    project.assignments = Links(sourceCount: count, edges: Self.markingRepetitions(assignmentEdges, users: count))
    project.userApps = Links(sourceCount: count, edges: appEdges)
    project.userData = Links(sourceCount: count, edges: userDataEdges)
    (membershipEdges, assignmentEdges, appEdges, userDataEdges) = ([], [], [], [])
  }

  private static func markingRepetitions<Target>(
    _ edges: [(source: Int32, element: Membership<Target>)], users: Int
  ) -> [(source: Int32, element: Membership<Target>)] {
    // Within one list of a user repetitions are errors already; only another origin can repeat.
    guard edges.contains(where: { $0.element.origin != .own }) else { return edges }
    var result = edges
    var seen: Set<UInt64> = []
    seen.reserveCapacity(edges.count)
    for i in result.indices {
      let key =
        UInt64(UInt32(bitPattern: result[i].source)) << 32 | UInt64(UInt32(bitPattern: result[i].element.target.raw))
      result[i].element.isRepetition = !seen.insert(key).inserted
    }
    return result
  }
}
