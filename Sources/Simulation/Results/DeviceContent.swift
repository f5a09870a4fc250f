/// What a device holds.
public struct DeviceContent: Hashable, Sendable {
  public var user: String
  /// Whether it has ever synced.
  public var hasSynced: Bool
  public var isOnline: Bool
  public var isWebApps: Bool
  /// The cases, by name.
  public var cases: [String]
  /// Those of them that are closed on the device, by name.
  public var closed: [String]
  /// By menu (`APP/MENU`), in the order of the apps: the cases in its list, by name; empty lists left out.
  public var listed: [MenuList]
  /// The rows of the user-groups table: `group:NAME` or `location:SITE_CODE`.
  public var groups: [String]
  /// Unsent forms, oldest first.
  public var unsent: [String]
}

/// The list of a menu.
public struct MenuList: Hashable, Sendable {
  /// `APP/MENU`.
  public var menu: String
  public var cases: [String]
  /// Whether the menu has a filter of its own, which is not evaluated: some of these may be missing.
  public var isFiltered: Bool
}
