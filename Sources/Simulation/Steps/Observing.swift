import ProjectModel

extension SimulationState {
  /// Does something with a device, and notes what has changed on it.
  mutating func observed(
    _ device: Int, _ result: inout StepResult, _ body: (inout SimulationState, inout StepResult) -> Void
  ) {
    let before = devices[device]
    body(&self, &result)
    note(before, device, &result)
  }

  /// Adds the changes of a device to a step's result.
  private mutating func note(_ before: Device, _ device: Int, _ result: inout StepResult) {
    let after = devices[device]
    var change = DeviceChange(user: names.owners.bareName(after.user))
    var appears: [Int32] = []
    var stays: [Int32] = []
    var changes: [Int32] = []
    for (c, record) in after.cases {
      guard let old = before.cases[c] else {
        appears.append(c)
        continue
      }
      if !old.looksLike(record) { changes.append(c) }
      // Said once, when it begins: the user owned it before, and does not now.
      if !isOwned(record, on: after), isOwned(old, on: before) || before.version == nil { stays.append(c) }
    }
    // Where server and device differ is said once as well.
    let known = Set(before.dropped + before.leftOver)
    let dropped = after.dropped.filter { !known.contains($0) && before.cases[$0] == nil }
    let leftOver = Set(after.leftOver.filter { !known.contains($0) })
    stays += leftOver.subtracting(stays).filter { before.cases[$0] != nil }
    if !after.cycle.isEmpty, before.cycle.isEmpty { result.notes.append(cycleText(after)) }
    let disappears = before.cases.keys.filter { after.cases[$0] == nil }
    change.appears = notes(appears, after) { arrival($0, after) }
    change.disappears = notes(Array(disappears), after) { departure($0, before, after) }
    change.drops = notes(dropped, after) { dropping($0, after) }
    change.stays = notes(stays, after, explaining: { stayingSteps($0, after) }) { staying($0, after) }
    func changeSteps(_ c: Int32) -> [ExplainedStep] {
      guard let old = before.cases[c], let new = after.cases[c] else { return [] }
      return self.changeSteps(c, old, new)
    }
    change.changes = notes(changes, after, explaining: changeSteps) { difference($0, before, after) }
    if before.table.owners != after.table.owners {
      let (old, new) = (Set(before.table.owners), Set(after.table.owners))
      let added = after.table.owners.filter { !old.contains($0) }.map { names.owners[$0] }
      let removed = before.table.owners.filter { !new.contains($0) }.map { names.owners[$0] }
      if !added.isEmpty || !removed.isEmpty { change.groups = (added, removed) }
    }
    if before.table !== after.table {
      let old = Dictionary(before.table.rows.map { ($0.owner, $0.name) }, uniquingKeysWith: { first, _ in first })
      var seen: Set<Int32> = []
      for row in after.table.rows where seen.insert(row.owner).inserted {
        guard let name = old[row.owner], name != row.name else { continue }
        change.renamedGroups.append(RenamedGroup(group: names.owners[row.owner], name: row.name))
      }
    }
    if before.version !== after.version || before.table !== after.table { change.forms = formChanges(device, since: before) }
    guard !change.isEmpty else { return }
    if options.contents == .changed { change.content = content(of: device) }
    merge(change, into: &result)
  }

  /// One change for each user: what happens to a device twice in a step is joined.
  func merge(_ change: DeviceChange, into result: inout StepResult) {
    guard let found = result.devices.firstIndex(where: { $0.user == change.user }) else {
      result.devices.append(change)
      return
    }
    result.devices[found].appears += change.appears
    result.devices[found].disappears += change.disappears
    result.devices[found].drops += change.drops
    result.devices[found].stays += change.stays
    result.devices[found].changes += change.changes
    result.devices[found].forms += change.forms
    result.devices[found].renamedGroups += change.renamedGroups
    if let groups = change.groups {
      let old = result.devices[found].groups ?? ([], [])
      result.devices[found].groups = (old.added + groups.added, old.removed + groups.removed)
    }
    result.devices[found].content = change.content ?? result.devices[found].content
  }

  /// Lines that are explained by why the case is there or is not.
  func notes(_ cases: [Int32], _ device: Device, _ reason: (Int32) -> String) -> [CaseNote] {
    notes(cases, device, explaining: { explanation($0, device.user) }, reason)
  }

  /// - Parameter explaining: the way that explains a line.
  func notes(
    _ cases: [Int32], _ device: Device, explaining: (Int32) -> [ExplainedStep], _ reason: (Int32) -> String
  ) -> [CaseNote] {
    let sorted = cases.sorted { names.cases[$0].utf8.lexicographicallyPrecedes(names.cases[$1].utf8) }
    return sorted.enumerated().map { index, c in
      // Each explanation is a walk through the cases around: nobody reads a thousand of them.
      let isExplained = options.explains && index < 1_000
      guard isExplained else { return CaseNote(names.cases[c], reason(c)) }
      return CaseNote(names.cases[c], reason(c), explanation: explaining(c))
    }
  }

  /// Whether a device's user owns a case, by the table of the device.
  func isOwned(_ record: CaseRecord, on device: Device) -> Bool {
    record.owner == device.user || device.table.ownerSet.contains(record.owner)
  }

  private func difference(_ c: Int32, _ before: Device, _ after: Device) -> String {
    guard let old = before.cases[c], let new = after.cases[c] else { return "" }
    return difference(old, new)
  }

  func difference(_ old: CaseRecord, _ new: CaseRecord) -> String {
    var parts: [String] = []
    if old.status != new.status { parts.append(new.isOpen ? "open" : "closed") }
    if old.owner != new.owner { parts.append("owner \(names.owners[old.owner]) → \(names.owners[new.owner])") }
    let changed = new.properties.filter { old.properties[$0.key] != $0.value }
    if !changed.isEmpty { parts.append(Self.shown(changed)) }
    return parts.joined(separator: ", ")
  }

  // MARK: Forms

  /// What happens now when the user opens each form, where it is not what it was before.
  private mutating func formChanges(_ device: Int, since earlier: Device) -> [FormChange] {
    guard let version = devices[device].version, let user = version.user(devices[device].user) else { return [] }
    let before = devices[device].outcomes
    var after: [String: FormOutcome] = [:]
    var changes: [FormChange] = []
    for app in version.graph.listingApps(of: user) {
      for menu in version.project.apps[app].menus {
        for index in version.project.menus[menu].forms {
          let form = FormID(index)
          let path = version.project.path(of: form)
          let outcome = OpenForm(
            version: version, form: form, user: user, device: devices[device], names: names
          ).outcome()
          after[path] = outcome
          let old = before[path]
          let isNew = old == nil && outcome.word == "opens"
          if !isNew, old?.word != outcome.word || old?.reason != outcome.reason {
            let open = OpenForm(version: version, form: form, user: user, device: devices[device], names: names)
            var now = explained(outcome, open)
            if now.word == "opens", old?.word == "fails" { now.detail = mended(earlier, device) }
            changes.append(FormChange(form: path, before: old, after: now))
          }
        }
      }
    }
    devices[device].outcomes = after
    return changes
  }

  /// Why a form opens now whose owner expression failed before: not for want of a check.
  private func mended(_ before: Device, _ device: Int) -> String {
    let rows = devices[device].table.owners
    if before.table.owners.count == rows.count { return "the owner of its new case can be worked out now" }
    let list = rows.prefix(5).map { names.owners[$0] }.joined(separator: ", ") + (rows.count > 5 ? ", …" : "")
    return rows.count == 1
      ? "the user-groups table has one row: \(list)"
      : rows.isEmpty ? "the user-groups table is empty" : "the user-groups table has \(rows.count) rows: \(list)"
  }

  // MARK: Contents

  /// Gives every device's content, also those that have not changed.
  func addContents(_ result: inout StepResult) {
    for (index, device) in devices.enumerated() where deviceOfUser[device.user] == index {
      let user = names.owners.bareName(device.user)
      let content = content(of: index)
      if let found = result.devices.lastIndex(where: { $0.user == user }) {
        result.devices[found].content = content
      } else {
        var change = DeviceChange(user: user)
        change.content = content
        result.devices.append(change)
      }
    }
    result.devices.sort { $0.user.utf8.lexicographicallyPrecedes($1.user.utf8) }
  }

  /// What a user's device holds; nil for somebody who has no device yet.
  public func content(of user: String) -> DeviceContent? {
    guard let number = names.owners.existing("user:" + user), let device = deviceOfUser[number] else { return nil }
    return content(of: device)
  }

  func content(of index: Int) -> DeviceContent {
    let device = devices[index]
    func list(_ cases: some Sequence<Int32>) -> [String] { cases.map { names.cases[$0] }.sortedByBytes() }
    return DeviceContent(
      user: names.owners.bareName(device.user), hasSynced: device.hasSynced, isOnline: device.isOnline,
      isWebApps: device.isWebApps, cases: list(device.cases.keys),
      closed: list(device.cases.filter { !$0.value.isOpen }.keys), listed: lists(of: device),
      groups: device.table.owners.map { names.owners[$0] }, unsent: device.queue.map(\.path))
  }

  /// The menus of the apps on a device in whose lists cases appear (semantics 4).
  func lists(of device: Device) -> [MenuList] {
    guard let version = device.version, let user = version.user(device.user) else { return [] }
    var byType: [Int32: [String]] = [:]
    for (c, record) in device.cases where record.isOpen { byType[record.type, default: []].append(names.cases[c]) }
    for type in byType.keys { byType[type] = byType[type]?.sortedByBytes() }
    var result: [MenuList] = []
    for app in version.graph.listingApps(of: user) {
      for menu in version.project.apps[app].menus {
        let lists = version.menuTypes[menu].compactMap { byType[$0] }
        if lists.isEmpty { continue }
        let cases = lists.count == 1 ? lists[0] : Set(lists.joined()).sortedByBytes()
        result.append(
          MenuList(
            menu: version.project.path(of: MenuID(menu)), cases: cases,
            isFiltered: version.project.menus[menu].hasFilter))
      }
    }
    return result
  }
}

extension Server {
  /// Whether a device has had its copy of a case from a sync, rather than made it itself since.
  func isSynced(_ number: Int32, _ device: Device) -> Bool {
    cases[Int(number)].isThere && cases[Int(number)].revision <= device.revision
  }
}
