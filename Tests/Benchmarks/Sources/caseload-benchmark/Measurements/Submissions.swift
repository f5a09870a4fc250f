import Diagnostics
import OwnershipGraph
import ProjectModel
import Simulation

extension Measurement {
  /// Submissions of the simulator by the second: up to a thousand devices that have synced each register ten cases, on
  /// the server with all cases of the project, and sync again at the end; the syncs count as submissions' time.
  static let submissions = Measurement(name: "simulator: submissions", unit: .perSecond) { subject in
    let graph = subject.graph
    let project = graph.project
    guard let (form, users) = registration(graph) else { return nil }
    let nowhere = SourceSpan(file: FileID(0), start: 0, length: 0)
    func written(_ text: String) -> Written { Written(text, nowhere) }
    let names = users.map { project.text(project.users[$0].key) }
    var passed = 0
    let seconds = subject.seconds {
      var state = SimulationState(
        project: project, sources: project.sources, scenario: SourceFile(path: "benchmark", bytes: []),
        options: SimulationOptions(contents: .none))
      for name in names { _ = state.apply(Step(.sync([written(name)]), span: nowhere)) }
      passed = 0
      for round in 0..<10 {
        for name in names {
          var submission = Submission(user: written(name), form: written(form))
          submission.creates = [NewCase(written("new-\(round)-\(name)"))]
          if state.apply(Step(.submit(submission), span: nowhere)).passes { passed += 1 }
        }
      }
      for name in names { _ = state.apply(Step(.sync([written(name)]), span: nowhere)) }
    }
    return passed == 0 ? nil : Double(passed) / seconds
  }

  /// A form that opens one case and nothing else, and up to a thousand workers for whom it opens.
  private static func registration(_ graph: OwnershipGraph) -> (form: String, users: [UserID])? {
    let project = graph.project
    var judge = AttemptJudge(graph)
    for form in project.forms.ids
    where graph.activeOpens(form).count == 1 && !project.forms[form].requiresCase && project.forms[form].questions.isEmpty {
      let app = project.menus[project.forms[form].menu].app
      let users = project.users.ids.lazy.filter { user in
        let record = project.users[user]
        return record.isActive && !record.isWebUser && graph.apps(of: user).contains(app)
          && judge.attempt(user, form).outcome == .opens
      }
      let chosen = Array(users.prefix(1_000))
      if !chosen.isEmpty { return (project.path(of: form), chosen) }
    }
    return nil
  }
}
