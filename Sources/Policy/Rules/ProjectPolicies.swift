import Diagnostics
import ProjectModel

extension PolicySet {
  /// The rules that judge a project: those of the policies it names, or the recommended ones if it names none, and
  /// those that are asked for besides; with the levels that the project sets, and then those that are asked for.
  ///
  /// Paths are relative to the file that names the policy, and stay in the project's folder; those of the requests may
  /// lead anywhere.
  public init(of project: Project, and requests: [PolicyRequest] = [], settings: [RuleSetting] = []) {
    let named = project.policies?.map { policy in
      PolicyRequest(
        project.text(policy.name), at: .span(policy.span), folder: Self.folder(of: project.sources[policy.span.file].path),
        within: Self.folder(of: project.sources[FileID(0)].path))
    }
    let standard = PolicyRequest(ShippedPolicies.standard, at: .span(project.nameSpan))
    let declared = project.ruleSettings.map { setting in
      RuleSetting(
        project.text(setting.rule), setting.level.flatMap { RuleLevel(rawValue: $0.rawValue) } ?? .off,
        at: .span(setting.span))
    }
    self.init((named ?? [standard]) + requests, settings: declared + settings, for: project)
  }

  /// The codes that findings of these rules have, also of those that are off, and of all shipped ones.
  public var knownCodes: KnownCodes {
    let shipped = PolicySet(ShippedPolicies.names.map { PolicyRequest($0, at: .path($0)) })
    return KnownCodes(
      findings: (rules + shipped.rules).map(\.code),
      judged: rules.filter { $0.level != .off }.map(\.code) + KnownCodes.textWarnings,
      names: Dictionary((rules + shipped.rules).map { ($0.name, $0.code) }) { first, _ in first }, isComplete: isComplete)
  }
}
