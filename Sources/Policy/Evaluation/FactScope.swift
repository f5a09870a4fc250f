import RuleLanguage

/// How much of an attempt or a sight an expression reads: what reads little is judged once for many.
enum FactScope: Int, Comparable {
  /// Of an attempt: its form alone. Of a sight: its case type alone.
  case place
  /// Of an attempt: what users of a cell have in common. Of a sight: its owner alone.
  case cell
  /// What users with the same memberships, role and apps have in common.
  case bucket
  /// What is a user's own.
  case user

  static func < (a: FactScope, b: FactScope) -> Bool { a.rawValue < b.rawValue }

  init(of expression: RuleExpression, _ kind: FactKind) {
    self = expression.reads.map { FactScope(of: $0.fields, kind) }.max() ?? .place
  }

  private init(of path: [String], _ kind: FactKind) {
    guard let field = path.first else {
      self = .user
      return
    }
    switch (kind, field) {
    case (_, "user"): self = path.count > 1 && Self.sharedByBucket.contains(path[1]) ? .bucket : .user
    case (.attempt, "form"), (.sight, "case_type"): self = .place
    // The user who submits the form can be among them, and that is somebody else for each.
    case (.attempt, "owners"): self = .user
    case (.attempt, _): self = Self.sharedByCell.contains(field) ? .cell : .bucket
    case (.sight, "owner"): self = .cell
    case (.sight, _): self = .bucket
    default: self = .place
    }
  }

  /// Fields of an attempt that are the same for all users of a cell.
  private static let sharedByCell: Set<String> = [
    "outcome", "reason", "cause", "expression", "carries_check", "group_count", "unknown", "asks_owner",
  ]

  /// Fields of a user that are the same for all users of a bucket.
  private static let sharedByBucket: Set<String> = [
    "role", "active", "is_web_user", "apps", "groups", "sharing_groups", "locations", "owning_locations",
    "viewed_count", "group_count", "counted_twice", "archived_locations", "userless_locations",
  ]
}
