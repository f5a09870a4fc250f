import Diagnostics
import ProjectModel

/// Something that a rule judges. A scenario touches it if, of each list that is there, it touches one.
public struct CoverableThing: Sendable {
  public var forms: [FormID]?
  public var caseTypes: [CaseTypeID]?
  public var levels: [LevelID]?
  public var users: [UserID]?
  /// Users, groups and locations, as owners of cases.
  public var owners: [OwnerReference]?

  public init(
    forms: [FormID]? = nil, caseTypes: [CaseTypeID]? = nil, levels: [LevelID]? = nil, users: [UserID]? = nil,
    owners: [OwnerReference]? = nil
  ) {
    (self.forms, self.caseTypes, self.levels, self.users, self.owners) = (forms, caseTypes, levels, users, owners)
  }
}

/// A rule that judges something of a project, as coverage sees it: this target knows nothing of policies.
public struct CoverableRule: Sendable {
  /// Such as `ENTRY001 no-sharing-group`.
  public var name: String
  /// Where it stands, or what it judges.
  public var span: SourceSpan
  /// What it judges.
  public var things: [CoverableThing]

  public init(name: String, span: SourceSpan, things: [CoverableThing]) {
    (self.name, self.span, self.things) = (name, span, things)
  }
}

/// The rules that judge a project.
public struct CoverableRules: Sendable {
  public var rules: [CoverableRule]
  /// The project's files, and behind them those of the policies.
  public var sources: SourceMap
  /// What keeps rules from being counted; places are in ``sources``.
  public var problems: [Diagnostic]

  public init(_ rules: [CoverableRule], sources: SourceMap, problems: [Diagnostic] = []) {
    (self.rules, self.sources, self.problems) = (rules, sources, problems)
  }
}
