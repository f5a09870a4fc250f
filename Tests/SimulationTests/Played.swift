import Diagnostics
import Foundation
import ProjectModel
import Simulation
import Testing

/// A scenario that was played against a project, both given as text.
struct Played {
  let run: ScenarioRun

  /// - Parameter steps: the text below `steps:`.
  init(
    _ project: String, _ steps: String, webApps: String = "[]", options: SimulationOptions = SimulationOptions()
  ) throws {
    try self.init(
      project: project, scenario: "scenario: a test\nproject: project.yaml\nweb_apps: \(webApps)\nsteps:\n\(steps)",
      options: options)
  }

  init(project: String, scenario: String, options: SimulationOptions = SimulationOptions()) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "caseload-scenario-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    try Data(project.utf8).write(to: folder.appending(path: "project.yaml"))
    let file = folder.appending(path: "a.scenario.yaml")
    try Data(scenario.utf8).write(to: file)
    run = ScenarioRunner.run(file.path, options: options)
  }

  /// Everything that is wrong, each as `LINE: CODE message` or `LINE: - name (reason)`.
  var problems: [String] {
    let sources = run.sources
    let diagnostics = run.diagnostics.map { diagnostic in
      switch diagnostic.place {
      case .span(let span): "\(sources.lineColumn(of: span).line): \(diagnostic.code) \(diagnostic.message)"
      case .path: "\(diagnostic.code) \(diagnostic.message)"
      }
    }
    let failures = run.timeline.flatMap(\.failures).flatMap { failure in
      failure.differences.map { difference in
        let line = sources.lineColumn(of: failure.span).line
        return "\(line): \(difference.kind.sign) \(difference.name)\(difference.reason.isEmpty ? "" : " (\(difference.reason))")"
      }
    }
    return diagnostics + failures
  }

  /// What a device holds at the end.
  func content(_ user: String) -> DeviceContent? { run.state?.content(of: user) }

  func step(_ number: Int) throws -> StepResult {
    try #require(run.timeline.indices.contains(number - 1))
    return run.timeline[number - 1]
  }
}

/// The project of most tests: two workers share a village's cases, a nurse has three villages, a clinic takes referrals.
enum Villages {
  static let project = """
    caseload: 1
    project: village-health
    case_types: {patient: {}, referral: {}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
              visit: {requires_case: true, updates: {properties: [weight, height]}}
              discharge: {closes: true}
              transfer:
                requires_case: true
                questions: {to: {type: text}}
                updates: {properties: {owner_id: {question: to}}}
              refer:
                requires_case: true
                opens:
                  - case_type: referral
                    index: {to: selected_case, relationship: child}
                    properties: {owner_id: group:clinic}
              attach:
                requires_case: true
                opens:
                  - case_type: referral
                    index: {to: selected_case, relationship: extension}
                    properties: {owner_id: group:clinic}
          referrals:
            case_type: referral
            forms:
              finish: {closes: true}
      nurse:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register:
                questions:
                  village:
                    required: true
                    lookup_table:
                      query: instance('group')/groups/group
                      instance: {id: group, uri: jr://fixture/user-groups}
                      value: "@id"
                opens:
                  - case_type: patient
                    properties: {owner_id: {question: village}}
              keep:
                opens:
                  - case_type: patient
                    properties: {owner_id: current_user}
    groups:
      village-1: {case_sharing: true, members: [david, maria, joy]}
      village-2: {case_sharing: true, members: [joy]}
      clinic: {case_sharing: true, members: [samuel]}
    mobile_workers:
      david: {apps: [worker]}
      maria: {apps: [worker]}
      joy: {apps: [nurse]}
      samuel: {apps: [worker]}
      olga: {active: false}
    cases:
      monica: {case_type: patient, owner: group:village-1}

    """
}
