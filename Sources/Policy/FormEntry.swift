import Diagnostics
import OwnershipGraph

/// The forms that stop or fail for somebody, as the shipped rules about form entry say it, whatever policies a project has
/// and however it sets their levels: what set-ups are measured by.
public enum FormEntry {
  /// The findings about a project, in no particular order.
  public static func findings(_ graph: OwnershipGraph) -> [Diagnostic] {
    let standard = PolicyRequest(ShippedPolicies.standard, at: .path(ShippedPolicies.standard))
    var policies = PolicySet([standard], for: graph.project)
    // The louder ones; the others are about what has not happened yet.
    policies.keep { $0.code.hasPrefix("ENTRY") && $0.level == .error }
    return RuleRun(graph, policies).findings
  }

  /// Whether a code says that a form stops because of several groups: there is one for each way in which they add up.
  public static func isAboutSeveralGroups(_ code: String) -> Bool {
    ["ENTRY002", "ENTRY006", "ENTRY007", "ENTRY008", "ENTRY009"].contains(code)
  }
}
