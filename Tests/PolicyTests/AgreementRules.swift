@testable import SlowEvaluator

/// A rule for random projects, and what it must find, asked of each user and form, or user, owner and type, alone.
struct AgreementRule<Fact: Sendable>: Sendable {
  let code: String
  /// The keys of the rule that decide what it finds.
  let keys: String
  /// Whether the fact is a finding; nil if the rule's expressions have no value for it.
  let holds: @Sendable (RandomCase, Fact) -> Bool?
  /// The finding's subject.
  let subject: @Sendable (RandomCase, Fact) -> String

  func yaml(forEach kind: String) -> String {
    """
      rule-\(code.lowercased()):
        code: \(code)
        summary: x
        message: "{which}"
        for_each: \(kind)
    \(keys.split(separator: "\n").map { "    " + $0 }.joined(separator: "\n"))

    """
  }
}

extension AgreementRule<RandomCase.TriedForm> {
  static func rule(
    _ code: String, _ keys: String, subject: @escaping @Sendable (RandomCase, Fact) -> String = { "form:\($1.place)" },
    _ holds: @escaping @Sendable (RandomCase, Fact) -> Bool?
  ) -> Self {
    AgreementRule(code: code, keys: keys, holds: holds, subject: subject)
  }

  static let all: [Self] = [
    // What a whole cell has in common.
    rule("ATT01", "where: attempt.outcome == 'stops'\ngroup_by: attempt.reason", subject: reason) {
      $1.attempt.outcome == .stops
    },
    rule("ATT02", "require: attempt.outcome != 'fails'\ngroup_by: attempt.reason", subject: reason) {
      $1.attempt.outcome == .fails
    },
    rule("ATT03", "where: attempt.unknown != ''") { $1.attempt.cases.contains(where: \.owners.unknown) },
    rule("ATT04", "where: attempt.group_count > 1\ngroup_by: attempt.group_count", subject: count) {
      $0.slow.groupCount(of: $1.user) > 1
    },
    // The form alone.
    rule("ATT05", "where: attempt.form.carries_check && attempt.form.menu.type == 'basic'") {
      $0.slow.carriesCheck(app: $1.app, menu: $1.menu, form: $1.form) && $1.menu.hasPrefix("basic")
    },
    // What users of one bucket have in common, and mixtures.
    rule("ATT06", "where: attempt.outcome == 'opens' && attempt.user.role == 'nurse'") {
      $1.attempt.outcome == .opens && $0.role($1.user) == "nurse"
    },
    rule("ATT07", "where: attempt.outcome == 'stops' || attempt.user.is_web_user") {
      $1.attempt.outcome == .stops || $0.slow.webUser($1.user) != nil
    },
    rule("ATT08", "require: attempt.outcome == 'opens'\ngroup_by: attempt.user.role",
      subject: { "form:\($1.place)/\($0.role($1.user))" }) { $1.attempt.outcome != .opens },
    rule("ATT09", "where: size(attempt.user.groups) == 0 || attempt.form.carries_check") {
      $0.groups($1.user).isEmpty || $0.slow.carriesCheck(app: $1.app, menu: $1.menu, form: $1.form)
    },
    rule("ATT10", "where: size(attempt.outside_owners) > 0") {
      !$1.owners.isSubset(of: $0.owners($1.user))
    },
    // What is a user's own.
    rule("ATT11", "where: attempt.user.name.startsWith('m') && attempt.outcome == 'stops'") {
      $1.user.hasPrefix("m") && $1.attempt.outcome == .stops
    },
    rule("ATT12", "where: attempt.outcome != 'opens'\nrequire: attempt.user.name in ['david', 'joy']") {
      $1.attempt.outcome != .opens && !["david", "joy"].contains($1.user)
    },
    rule("ATT13", "where: attempt.outcome == 'opens'\nat: attempt.user", subject: { "user:\($1.user)" }) {
      $1.attempt.outcome == .opens
    },
    rule("ATT14", "where: attempt.owners.exists(o, o.name == 'user:maria')") { $1.owners.contains("user:maria") },
    rule("ATT15", "where: attempt.owners.exists(o, o.name == 'user:' + attempt.user.name)") {
      $1.owners.contains("user:\($1.user)")
    },
    rule("ATT16", "where: attempt.user in attempt.owners\ngroup_by: attempt.user", subject: { "form:\($1.place)/user:\($1.user)" }) {
      $1.owners.contains("user:\($1.user)")
    },
    // A condition without a value: what is false elsewhere wins, otherwise it is no finding.
    rule("ATT17", "where: attempt.user.groups[0].name != '' && attempt.outcome == 'stops'") {
      $1.attempt.outcome != .stops ? false : $0.groups($1.user).isEmpty ? nil : true
    },
    rule("ATT18", "where: attempt.form.openings[0].is_main\nrequire: attempt.outcome == 'opens'") {
      if $1.attempt.outcome == .opens { return false }
      return $0.firstOpening($1).map(\.indices.isEmpty)
    },
  ]

  private static let reason: @Sendable (RandomCase, Fact) -> String = { "form:\($1.place)/\($1.attempt.reason ?? "")" }
  private static let count: @Sendable (RandomCase, Fact) -> String = {
    "form:\($1.place)/\($0.slow.groupCount(of: $1.user))"
  }
}

extension AgreementRule<RandomCase.SeenOwner> {
  static func rule(
    _ code: String, _ keys: String,
    subject: @escaping @Sendable (RandomCase, Fact) -> String = { "\($1.owner)/case_type:\($1.caseType)" },
    _ holds: @escaping @Sendable (RandomCase, Fact) -> Bool?
  ) -> Self {
    AgreementRule(code: code, keys: keys, holds: holds, subject: subject)
  }

  static let all: [Self] = [
    rule("SIG01", "where: sight.case_type == 'patient'\nrequire: sight.user.role == 'nurse'") {
      $1.caseType == "patient" && $0.role($1.user) != "nurse"
    },
    rule("SIG02", "where: sight.owner.kind == 'location' && sight.because == 'viewing'") { random, sight in
      guard let place = random.slow.name(in: sight.owner, kind: "location") else { return false }
      return !random.slow.assignedLocations(of: sight.user).contains(place)
    },
    // Owner and case type in one condition: neither decides alone.
    rule("SIG03", "where: sight.case_type == 'patient' || sight.owner.kind == 'user'") {
      $1.caseType == "patient" || $1.owner.hasPrefix("user:")
    },
    rule("SIG04", "where: sight.owner.kind != 'user' && sight.user.name.startsWith('m')") {
      !$1.owner.hasPrefix("user:") && $1.user.hasPrefix("m")
    },
    rule("SIG05", "require: sight.owner in sight.user.groups") {
      !Set($0.groups($1.user).map { "group:\($0)" }).contains($1.owner)
    },
    rule("SIG06", "where: sight.user.role != 'nurse'\ngroup_by: sight.user.role",
      subject: { "\($1.owner)/\($0.role($1.user))" }) { $0.role($1.user) != "nurse" },
    rule("SIG07", "where: sight.owner.kind == 'group'\nat: sight.user",
      subject: { "user:\($1.user)/case_type:\($1.caseType)" }) { $1.owner.hasPrefix("group:") },
    rule("SIG08", "where: sight.user.groups[0].name != '' && sight.owner.kind == 'user'") {
      !$1.owner.hasPrefix("user:") ? false : $0.groups($1.user).isEmpty ? nil : true
    },
    rule("SIG09", "where: sight.owner.viewers == 1 && sight.case_type != 'visit'") {
      $0.viewers[$1.owner]?.count == 1 && $1.caseType != "visit"
    },
  ]
}
