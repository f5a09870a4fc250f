// Sections 2, 4 and 5, over time: a server, devices and an administrator, in dictionaries and sets of strings.

/// The slow reference of the simulator. It has no numbers, no indices and no versions: a device keeps the whole project
/// of its last sync.
public struct SlowSimulator: Sendable {
  /// A case on the server, or a device's copy.
  public struct Case: Equatable, Sendable {
    public var caseType: String
    public var owner: String
    public var isClosed = false
    public var isDeleted = false
    public var properties: [String: String] = [:]
    public var children: Set<String> = []
    public var extensions: Set<String> = []
    /// Whose forms changed it, and when, in forms received.
    var changes: [(user: String, form: Int)] = []

    public static func == (a: Case, b: Case) -> Bool {
      a.caseType == b.caseType && a.owner == b.owner && a.isClosed == b.isClosed && a.properties == b.properties
    }
  }

  /// A user's device.
  public struct Device: Sendable {
    public var isOnline = true
    /// The project of the last sync; nil before the first one.
    public var project: PlainProject?
    var lastSync = 0
    /// The rows of the user-groups table, and the apps whose lists can be looked at, both of the last sync.
    public var groups: [String] = []
    var apps: [String] = []
    public var cases: [String: Case] = [:]
    public var queue: [SlowForm] = []
  }

  public var project: PlainProject
  public let webApps: Set<String>
  public var server: [String: Case] = [:]
  public var devices: [String: Device] = [:]
  /// Every name that was ever given to a case.
  public var names: Set<String> = []
  var received = 0

  public init(_ project: PlainProject, webApps: Set<String>) {
    self.project = project
    self.webApps = webApps
    for entry in project.cases {
      var record = Case(caseType: entry.caseType, owner: entry.owner)
      record.isClosed = entry.closed == true
      record.children = Set(entry.indices.filter { $0.relationship == "child" }.map(\.to))
      record.extensions = Set(entry.indices.filter { $0.relationship == "extension" }.map(\.to))
      server[entry.name] = record
      names.insert(entry.name)
    }
    self.project.cases = []
  }

  // MARK: Syncing

  func isThere(_ name: String) -> Bool { server[name].map { !$0.isDeleted } ?? false }

  /// The server's cases as one user's graph.
  private func graph(of user: String) -> SlowCaseGraph {
    let ownerIDs = Set(SlowEvaluator(project).ownerIDs(of: user))
    let there = server.filter { !$0.value.isDeleted }
    func indices(_ targets: (Case) -> Set<String>) -> Set<SlowCaseGraph.Index> {
      var result: Set<SlowCaseGraph.Index> = []
      for (name, record) in there {
        for target in targets(record) where isThere(target) { result.insert(.init(from: name, to: target)) }
      }
      return result
    }
    return SlowCaseGraph(
      cases: Set(there.keys), owned: Set(there.filter { ownerIDs.contains($0.value.owner) }.keys),
      closed: Set(there.filter { $0.value.isClosed }.keys), childIndices: indices(\.children),
      extensionIndices: indices(\.extensions))
  }

  /// What the next sync of a user would send and purge, after the unsent forms.
  public func nextSync(of user: String) -> (sends: Set<String>, purges: Set<String>) {
    var copy = self
    copy.send(from: user)
    let device = copy.devices[user] ?? Device()
    let graph = copy.graph(of: user)
    let live = graph.sent
    let known = Set(device.cases.keys.filter(copy.isThere))
    let changed = known.filter { name in
      copy.server[name]?.changes.contains { $0.user != user && $0.form > device.lastSync } ?? false
    }
    let sends = live.subtracting(device.cases.keys).union(changed)
    let kept = graph.kept(of: live.union(known))
    return (sends, Set(device.cases.keys).union(sends).subtracting(kept))
  }

  mutating func send(from user: String) {
    let queue = devices[user]?.queue ?? []
    devices[user]?.queue = []
    for form in queue { receive(form) }
  }

  mutating func sync(_ user: String) {
    if devices[user] == nil { devices[user] = Device() }
    send(from: user)
    let graph = graph(of: user)
    let known = (devices[user]?.cases ?? [:]).keys.filter(isThere)
    let kept = graph.kept(of: graph.sent.union(known))
    devices[user]?.cases = server.filter { kept.contains($0.key) }
    devices[user]?.project = project
    devices[user]?.groups = SlowEvaluator(project).groupTable(of: user).map(\.owner)
    devices[user]?.apps = SlowEvaluator(project).appsLookedAt(by: user)
    devices[user]?.lastSync = received
  }

  // MARK: The server

  /// Forms are applied in the order in which they are received.
  private mutating func receive(_ form: SlowForm) {
    received += 1
    // An index to a missing or deleted case fails the form, and so does a case that is not there.
    var known = Set(server.keys.filter(isThere))
    for action in form.actions {
      if action.opens != nil {
        guard action.children.union(action.extensions).isSubset(of: known) else { return }
        known.insert(action.name)
      } else if !known.contains(action.name) {
        return
      }
    }
    for action in form.actions {
      var record = server[action.name] ?? Case(caseType: action.opens ?? "", owner: form.user)
      let wasOpen = !record.isClosed
      action.apply(to: &record, by: form.user)
      record.changes.append((form.user, received))
      server[action.name] = record
      if action.closes, wasOpen, project.features.extensionSync == true {
        closeExtensions(of: action.name, by: form.user)
      }
    }
  }

  private mutating func closeExtensions(of host: String, by user: String) {
    var hosts = [host]
    while let host = hosts.popLast() {
      for (name, record) in server where record.extensions.contains(host) && !record.isClosed && !record.isDeleted {
        server[name]?.isClosed = true
        server[name]?.changes.append((user, received))
        hosts.append(name)
      }
    }
  }

  // MARK: What a device shows

  /// `APP/MENU` to the open cases on the device of the menu's case types.
  public func lists(of user: String) -> [String: Set<String>] {
    guard let device = devices[user], let project = device.project else { return [:] }
    var lists: [String: Set<String>] = [:]
    for app in project.apps where device.apps.contains(app.key) {
      for menu in app.menus {
        let types = menu.caseTypes + [menu.caseType].compactMap { $0 }
        let shown = device.cases.filter { types.contains($0.value.caseType) && !$0.value.isClosed }
        if !shown.isEmpty { lists["\(app.key)/\(menu.key)"] = Set(shown.keys) }
      }
    }
    return lists
  }
}

/// A form as it is sent.
public struct SlowForm: Sendable {
  /// What it says about one case.
  public struct Action: Sendable {
    var name: String
    /// The case type, if it opens the case.
    var opens: String?
    var owner: String?
    var properties: [String: String] = [:]
    var children: Set<String> = []
    var extensions: Set<String> = []
    var closes = false

    /// Nothing reopens a case.
    func apply(to record: inout SlowSimulator.Case, by user: String) {
      if let opens {
        record.caseType = opens
        record.owner = owner ?? user
        record.children = children
        record.extensions = extensions
      }
      if let owner { record.owner = owner }
      for (key, value) in properties { record.properties[key] = value }
      if closes { record.isClosed = true }
    }
  }

  public var path: String
  var user: String
  var actions: [Action]
}
