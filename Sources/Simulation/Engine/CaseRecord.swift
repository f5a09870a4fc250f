import CaseGraph

/// A case as the server has it, or as a device's copy has it.
struct CaseRecord: Sendable {
  enum Status: UInt8, Sendable {
    /// The form that opens it has not arrived, or has failed.
    case absent
    case open, closed, deleted
  }

  /// A reference to a parent or host.
  struct Link: Hashable, Sendable {
    var target: Int32
    var relationship: Relationship
  }

  var status = Status.absent
  /// The numbers of the case type, the owner and the users.
  var type: Int32 = 0
  var owner: Int32 = OwnerTable.unowned
  var openedBy: Int32 = -1
  var modifiedBy: Int32 = -1
  /// When it was changed last, in forms received; and when last by somebody else than `modifiedBy`.
  var revision: Int32 = 0
  var otherRevision: Int32 = 0
  /// Where it stands in its owner's list of open cases.
  var slot: Int32 = -1
  var properties: [String: String] = [:]
  /// Never changes after the case is opened: no form of the language adds an index to an older case.
  var links: [Link] = []

  var isOpen: Bool { status == .open }
  var isThere: Bool { status == .open || status == .closed }

  /// When somebody else than a user changed it last (what an incremental sync looks at).
  func revision(byOthersThan user: Int32) -> Int32 { modifiedBy == user ? otherRevision : revision }

  mutating func touch(by user: Int32, at revision: Int32) {
    if modifiedBy != user { otherRevision = self.revision }
    modifiedBy = user
    self.revision = revision
  }

  /// Whether two copies look the same to a user.
  func looksLike(_ other: CaseRecord) -> Bool {
    status == other.status && owner == other.owner && properties == other.properties
  }
}

/// A form as it is sent: what it says about cases, with every value worked out on the device.
struct SubmittedForm: Sendable {
  /// What it says about one case, in the order of the form's actions.
  struct Block: Sendable {
    var number: Int32
    /// The case type, if the form opens the case.
    var opens: Int32?
    /// The new owner; nil where none is saved. An empty owner id is the submitting user's.
    var owner: Int32?
    var properties: [String: String] = [:]
    var links: [CaseRecord.Link] = []
    var closes = false
  }

  var user: Int32
  var path: String
  var blocks: [Block]
  /// The number of its ``FormMark``.
  var mark: Int32
}
