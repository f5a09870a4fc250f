import Diagnostics
import OwnershipGraph
import Policy
import ProjectModel
import Reporting

/// Everything that is wrong with a project, less what its comments allow.
struct Judged {
  let loaded: LoadedProject
  /// In the order of output; places are in ``sources``.
  let findings: [Diagnostic]
  /// The project's files, and those of policies that something is wrong with.
  let sources: SourceMap
  /// How many findings comments allow.
  let silenced: Int
  let codes: KnownCodes
  /// What is known of the rules, by code.
  let ruleTexts: [String: RuleText]

  var isCompiled: Bool { loaded.project != nil }

  init(_ loaded: LoadedProject, _ options: PolicyOptions, proposesEdits: Bool = false) {
    self.init(loaded, loaded.project.map { OwnershipGraph($0) }, options, proposesEdits: proposesEdits)
  }

  /// - Parameters:
  ///   - graph: the compiled project; nil if it does not compile: then no rule judges it.
  ///   - namesMembers: whether each finding says in ``Diagnostic/members`` of whom it is true.
  ///   - proposesEdits: whether findings of rules say in ``Diagnostic/edits`` how they are mended.
  init(
    _ loaded: LoadedProject, _ graph: OwnershipGraph?, _ options: PolicyOptions, namesMembers: Bool = false,
    proposesEdits: Bool = false
  ) {
    self.loaded = loaded
    let policies = options.rules(for: loaded)
    let run = graph.map { RuleRun($0, policies, namesMembers: namesMembers, proposesEdits: proposesEdits) }
    codes = graph == nil ? policies.knownCodes.ofText : policies.knownCodes
    let asked = options.placed(policies.requestDiagnostics, at: loaded.path)
    let found = loaded.diagnostics + asked + (run?.findings ?? [])
    let allowed = Allowances.apply(to: found, sources: loaded.sources, known: codes)
    silenced = allowed.silenced.count
    var sources = loaded.sources
    var findings = allowed.diagnostics
    let aboutPolicies = policies.diagnostics + (run?.failures ?? [])
    if !aboutPolicies.isEmpty { findings += sources.merge(policies.sources, aboutPolicies) }
    self.sources = sources
    self.findings = findings.inOutputOrder(sources)
    ruleTexts = Dictionary(policies.rules.map { ($0.code, RuleText($0)) }) { first, _ in first }
  }
}

extension RuleText {
  init(_ rule: Rule) {
    let fix = rule.fix.map { "`caseload check --fix` mends it: \($0.about)" } ?? ""
    let parts = [rule.because, rule.mend, fix].map { part in
      String(part.reversed().drop { $0.isWhitespace }.reversed())
    }
    self.init(summary: rule.summary, help: parts.filter { !$0.isEmpty }.joined(separator: "\n\n"))
  }
}
