import Diagnostics

/// What a patch changes in a project: its own entries, one by one, but for those that say what was so before.
public struct ProjectChanges: Sendable {
  /// In the order of the patch.
  public internal(set) var entries: [ProjectChange] = []
  /// Whether there are more of them than anybody reads.
  public internal(set) var isCut = false
}

/// One entry of the configuration that a patch changes.
public struct ProjectChange: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    /// It was not there.
    case adds
    /// It had another value.
    case changes
    /// It is gone.
    case removes
    /// It says something of a row of a table, whatever was there.
    case sets
  }

  public var kind: Kind
  /// The keys that lead to it: `groups`, `village-1`, `case_sharing`.
  public var keys: [String]
  /// The value before, as YAML in one line; nil if there was none, or it stands in a table. Long values are cut.
  public var before: String?
  /// The value from now on; nil if it is removed.
  public var after: String?
  /// Of two lists: what is only in the new one, and what was only in the old one.
  public var added: [String] = []
  public var removed: [String] = []
  /// Where the patch says so.
  public var span: SourceSpan

  /// The keys as one text: `groups.village-1.case_sharing`; a key that has a point itself stands in quotes.
  public var path: String { keys.map { $0.contains(".") || $0.isEmpty ? "\"\($0)\"" : $0 }.joined(separator: ".") }

  /// What happens to it, in one line: `true → false`, or what comes and goes of a long list.
  public var detail: String {
    guard let before else { return after ?? "" }
    guard let after else { return "was \(before)" }
    if added.isEmpty && removed.isEmpty || before.count + after.count <= 80 { return "\(before) → \(after)" }
    func list(_ sign: String, _ names: [String]) -> String? {
      if names.isEmpty { return nil }
      return "\(sign) " + names.prefix(10).joined(separator: ", ") + (names.count > 10 ? ", …" : "")
    }
    return [list("+", added), list("-", removed)].compactMap(\.self).joined(separator: "; ")
  }
}
