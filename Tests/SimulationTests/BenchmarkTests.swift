import Diagnostics
import Foundation
import ProjectModel
import Simulation
import Testing

/// Not a timed test: prints how long a big scenario takes, in a release build:
/// `SIMULATION_BENCHMARK=1 swift test -c release -Xswiftc -enable-testing --filter SimulationTests.BenchmarkTests`
@Suite(.enabled(if: ProcessInfo.processInfo.environment["SIMULATION_BENCHMARK"] != nil))
struct BenchmarkTests {
  /// 1,000 devices in 100 groups of ten, 100,000 submissions of which every fourth opens a case, 10,000 syncs.
  @Test func `a thousand devices`() throws {
    var text = "caseload: 1\nproject: big\ncase_types: {patient: {}, referral: {}}\napps:\n  app:\n    case_sharing: true\n"
    text += "    menus:\n      patients:\n        case_type: patient\n        forms:\n          register: {opens: patient}\n"
    text += "          visit: {requires_case: true, updates: {properties: [weight]}}\n"
    text += "          refer: {requires_case: true, opens: [{case_type: referral, index: {to: selected_case, relationship: extension}, properties: {owner_id: group:g0}}]}\n"
    text += "          discharge: {closes: true}\n"
    text += "groups:\n" + (0..<100).map { "  g\($0): {case_sharing: true}\n" }.joined()
    text += "mobile_workers:\n" + (0..<1_000).map { "  u\($0): {groups: [g\($0 / 10)]}\n" }.joined()
    let file = FileManager.default.temporaryDirectory.appending(path: "caseload-big-\(UUID().uuidString).yaml")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let patchable = PatchableProject.load(file.path)
    let project = try #require(patchable.loaded.project)
    var state = SimulationState(
      project: project, sources: patchable.loaded.sources, scenario: SourceFile(path: "big", bytes: []),
      options: SimulationOptions(contents: .none), patchable: patchable)
    let nowhere = SourceSpan(file: FileID(0), start: 0, length: 0)
    func written(_ text: String) -> Written { Written(text, nowhere) }
    func play(_ kind: Step.Kind) { _ = state.apply(Step(kind, span: nowhere)) }
    let clock = ContinuousClock()
    var syncs: Duration = .zero
    var submissions: Duration = .zero
    var stopped = 0
    for round in 0..<10 {
      syncs += clock.measure { for u in 0..<1_000 { play(.sync([written("u\(u)")])) } }
      submissions += clock.measure {
        for n in 0..<10 {
          for u in 0..<1_000 {
            let name = "c\(round)-\(n)-\(u)"
            let own = "c\(round)-\(n - 1 - (n - 1) % 4)-\(u)"
            var submission = Submission(user: written("u\(u)"), form: written("app/patients/register"))
            if n % 4 == 0 {
              submission.creates = [NewCase(written(name))]
            } else {
              submission.form = written(n % 4 == 3 && u % 10 == 0 ? "app/patients/refer" : "app/patients/visit")
              submission.selectedCase = written(own)
              if submission.form.text.hasSuffix("visit") { submission.set = [PropertyValue(written("weight"), written("\(n)"))] }
            }
            let result = state.apply(Step(.submit(submission), span: nowhere))
            if !result.passes { stopped += 1 }
          }
        }
      }
    }
    print("10,000 syncs: \(syncs), 100,000 submissions: \(submissions), cases: \(state.cases.count), wrong: \(stopped)")
    #expect(stopped == 0)
  }
}
