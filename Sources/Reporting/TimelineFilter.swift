import Simulation

/// What of a scenario's timeline is shown.
public struct TimelineFilter: Hashable, Sendable {
  /// Only what happens to this user's device, and what the user does.
  public var user: String?
  /// Only what happens to this case.
  public var caseName: String?

  public init(user: String? = nil, caseName: String? = nil) {
    self.user = user
    self.caseName = caseName
  }

  var isEmpty: Bool { user == nil && caseName == nil }

  func includes(user other: String) -> Bool { user == nil || user == other }

  func includes(case other: String) -> Bool { caseName == nil || caseName == other }

  /// The part of a device's change that is asked for; nil if there is none.
  func apply(to change: DeviceChange) -> DeviceChange? {
    guard includes(user: change.user) else { return nil }
    guard let caseName else { return change }
    var change = change
    change.appears.removeAll { $0.name != caseName }
    change.disappears.removeAll { $0.name != caseName }
    change.drops.removeAll { $0.name != caseName }
    change.stays.removeAll { $0.name != caseName }
    change.changes.removeAll { $0.name != caseName }
    change.groups = nil
    change.renamedGroups = []
    change.forms = []
    return change.isEmpty ? nil : change
  }

  /// Whether an event is about the case, and the user, that are asked for.
  func includes(_ event: ServerEvent) -> Bool {
    switch event.kind {
    case .received, .failed: caseName == nil && (user == nil || event.user == user)
    case .opened, .updated, .closed, .owner, .deleted, .reassigned:
      includes(case: event.name) && (user == nil || event.user == user)
    }
  }
}
