import ProjectModel
import XPath

/// A device's copy of the user-groups table (semantics 2): as old as the last sync.
final class DeviceTable: Sendable {
  struct Row: Sendable {
    /// The number of the group or location.
    let owner: Int32
    let id: XPathText
    let name: String
  }

  let rows: [Row]
  let owners: [Int32]
  let ownerSet: Set<Int32>

  init(_ rows: [Row]) {
    self.rows = rows
    owners = rows.map(\.owner)
    ownerSet = Set(owners)
  }
}

/// A user's device.
struct Device: Sendable {
  /// The number of the user.
  let user: Int32
  let isWebApps: Bool
  var isOnline = true
  /// The project's version of the last sync; nil before the first one.
  var version: ProjectVersion?
  /// The server's revision at the last sync.
  var revision: Int32 = 0
  /// The number of the step of the last sync.
  var lastSync = 0
  var table = DeviceTable([])
  var cases: [Int32: CaseRecord] = [:]
  /// Unsent forms, oldest first.
  var queue: [SubmittedForm] = []
  /// Where the last sync's two rules differed, ascending: what the server sent and the device dropped, and what the
  /// server does not send any more and the device kept all the same (semantics 4).
  var dropped: [Int32] = []
  var leftOver: [Int32] = []
  /// A cycle that stopped the purge of the last sync, each case followed by its parent or host; empty if there was none.
  var cycle: [Int32] = []
  /// By form: what happens when it is opened, as far as that can be told without answers.
  var outcomes: [String: FormOutcome] = [:]

  var hasSynced: Bool { version != nil }
}
