@testable import SlowEvaluator

/// Rules over the things that a project declares, and the subjects of which each must be found true.
struct AgreementThings: Sendable {
  let code: String
  let kind: String
  let condition: String
  let expected: @Sendable (RandomCase) -> [String]

  static let yaml = rules.map { rule in
    """
      thing-\(rule.code.lowercased()):
        code: \(rule.code)
        summary: x
        message: "{which}"
        for_each: \(rule.kind)
        where: "\(rule.condition)"

    """
  }.joined()

  static let rules = [
    AgreementThings(code: "USR01", kind: "user", condition: "user.group_count > 1") { random in
      random.users { random.slow.groupCount(of: $0) > 1 }
    },
    AgreementThings(code: "USR02", kind: "user", condition: "!user.active && !user.is_web_user") { random in
      random.users { !random.slow.canLogIn($0) }
    },
    AgreementThings(code: "USR03", kind: "user", condition: "size(user.groups) == 1") { random in
      random.users { random.groups($0).count == 1 }
    },
    AgreementThings(code: "USR04", kind: "user", condition: "size(user.counted_twice) > 0") { random in
      random.users { user in
        let rows = random.slow.groupTable(of: user).map(\.owner)
        return Set(rows).count < rows.count
      }
    },
    AgreementThings(code: "USR05", kind: "user", condition: "size(user.apps) == 0") { random in
      random.users { random.slow.appsOpen(to: $0).isEmpty }
    },
    AgreementThings(code: "GRP01", kind: "group", condition: "group.case_sharing && size(group.members) == 0") { random in
      random.plain.groups.filter { group in
        group.caseSharing == true && !random.slow.userNames.contains { random.groups($0).contains(group.key) }
      }.map { "group:\($0.key)" }
    },
    AgreementThings(code: "LEV01", kind: "level", condition: "level.shares_cases && !level.view_descendants") { random in
      random.plain.levels.filter { $0.sharesCases == true && $0.viewDescendants != true }.map { "level:\($0.key)" }
    },
    AgreementThings(code: "LOC01", kind: "location", condition: "location.viewers == 1") { random in
      random.plain.locations.map { "location:\($0.siteCode)" }.filter { random.viewers[$0]?.count == 1 }
    },
    AgreementThings(code: "LOC02", kind: "location", condition: "location.viewers == 0 && location.owns_cases") { random in
      random.plain.locations.filter { random.slow.level($0.level)?.sharesCases == true }
        .map { "location:\($0.siteCode)" }.filter { random.viewers[$0] == nil }
    },
    AgreementThings(code: "OWN01", kind: "owner", condition: "owner.viewers > 1 && owner.kind != 'user'") { random in
      (random.plain.groups.map { "group:\($0.key)" } + random.plain.locations.map { "location:\($0.siteCode)" })
        .filter { random.viewers[$0, default: []].count > 1 }
    },
    AgreementThings(code: "OWN02", kind: "owner", condition: "owner.open_cases > 0") { random in
      Set(random.plain.cases.filter { $0.closed != true && random.isDeclared($0.owner) }.map(\.owner)).sorted()
    },
    AgreementThings(code: "CAS01", kind: "case", condition: "size(case.viewers) == 0 && !case.closed") { random in
      random.plain.cases.filter { $0.closed != true && random.slow.whoSees("case:\($0.name)").isEmpty }
        .map { "case:\($0.name)" }
    },
  ]
}

extension RandomCase {
  fileprivate func users(_ isMeant: (String) -> Bool) -> [String] {
    slow.userNames.filter(isMeant).map { "user:\($0)" }
  }

  fileprivate func isDeclared(_ owner: String) -> Bool {
    plain.groups.contains { "group:\($0.key)" == owner } || plain.locations.contains { "location:\($0.siteCode)" == owner }
      || slow.userNames.contains { "user:\($0)" == owner }
  }

  /// The first of the cases that a form opens.
  func firstOpening(_ tried: TriedForm) -> PlainProject.Open? {
    guard let app = slow.app(tried.app), let menu = slow.menu(tried.menu, of: app),
      let form = slow.form(tried.form, of: menu)
    else { return nil }
    return slow.opensThatHappen(in: slow.formWithActions(form, in: app), advanced: slow.isAdvanced(form, in: menu)).first
  }
}
