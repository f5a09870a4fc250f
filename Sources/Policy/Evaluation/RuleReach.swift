import Diagnostics
import OwnershipGraph
import ProjectModel

/// A rule and what of a project it judges: the facts that its `where` lets through, whether or not they are as it
/// requires.
public struct RuleReach: Sendable {
  /// One fact that is judged; facts of which many users have a part are one.
  public enum Thing: Sendable {
    case project
    case app(AppID)
    case menu(MenuID)
    /// A form, or something in it.
    case form(FormID)
    case caseType(CaseTypeID)
    case user(UserID)
    case group(GroupID)
    case level(LevelID)
    case location(LocationID)
    case `case`(CaseID)
    /// These users try a form.
    case attempt(FormID, [UserID])
    /// These users see cases of a type with an owner.
    case sight(Owner, CaseTypeID, [UserID])
  }

  public let rule: Rule
  /// In the order in which they are declared; never empty.
  public let things: [Thing]
  /// Where the first of them is declared, in the project's files.
  public let span: SourceSpan

  /// What the rules that are not off judge, in their order; rules that have nothing to judge are left out.
  ///
  /// - Returns: the rules, and those that could not be judged for some fact, with places in the policies' files.
  public static func all(_ graph: OwnershipGraph, _ policies: PolicySet) -> (rules: [RuleReach], failures: [Diagnostic]) {
    let view = FactView(Facts(graph))
    var rules: [RuleReach] = []
    var failures: [Diagnostic] = []
    for rule in policies.rules where rule.level != .off {
      var judge = RuleJudge(rule.asReach, view, policies.sources)
      switch rule.kind {
      case .attempt: judge.judgeAttempts()
      case .sight: judge.judgeSights()
      default: judge.judgeThings()
      }
      if let failure = judge.findings.failure { failures.append(failure) }
      guard let first = judge.findings.keys.first else { continue }
      let things = judge.findings.keys.map { judge.thing($0) }
      rules.append(RuleReach(rule: rule, things: things, span: view.span(of: first.at)))
    }
    return (rules, failures)
  }
}

extension Rule {
  /// The rule without what must hold: each fact that its conditions let through is found, and stands for itself.
  fileprivate var asReach: Rule {
    var rule = self
    (rule.requirement, rule.at, rule.groupBy) = (nil, nil, nil)
    return rule
  }
}

extension RuleJudge {
  /// What was found under a key, where nothing is grouped.
  fileprivate func thing(_ key: FindingKey) -> RuleReach.Thing {
    let index = Int(key.at.index)
    let users = findings.collected[key]?.users ?? []
    switch rule.kind {
    case .project: return .project
    case .app: return .app(AppID(index))
    case .menu: return .menu(MenuID(index))
    case .form: return .form(FormID(index))
    case .opening: return .form(view.facts.openings[index].form)
    case .question: return .form(view.facts.questions[index].form)
    case .case_type: return .caseType(CaseTypeID(index))
    case .user: return .user(UserID(index))
    case .group: return .group(GroupID(index))
    case .level: return .level(LevelID(index))
    case .location: return .location(LocationID(index))
    case .case: return .case(CaseID(index))
    case .attempt: return .attempt(FormID(index), users)
    case .owner:
      switch Owner(rawValue: UInt32(truncatingIfNeeded: index)).reference {
      case .user(let id): return .user(id)
      case .group(let id): return .group(id)
      case .location(let id): return .location(id)
      }
    case .sight:
      let owner = Owner(rawValue: UInt32(truncatingIfNeeded: index))
      // The case type is what sights of one owner are told apart by.
      guard case .object(let type) = key.value else { return .project }
      return .sight(owner, CaseTypeID(Int(type.index)), users)
    }
  }
}
