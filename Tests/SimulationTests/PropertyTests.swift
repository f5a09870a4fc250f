import Diagnostics
import Simulation
import SlowEvaluator
import Testing

/// What must hold whatever happens, in random scenarios.
@Suite struct PropertyTests {
  private static func play(_ text: String, _ state: inout SimulationState) throws -> StepResult {
    let (step, problems) = ScenarioReader.step(SourceFile(path: "step", bytes: Array(text.utf8)))
    return state.apply(try #require(step, "\(text): \(problems.map(\.message))"))
  }

  private static func contents(_ state: SimulationState) -> [DeviceContent] { state.users.compactMap(state.content) }

  @Test(arguments: 3_000..<3_040 as Range<UInt64>)
  func `syncing twice changes nothing, and nobody sees a case that no path explains`(seed: UInt64) throws {
    var scenario = RandomScenario(seed: seed)
    var state = try ReferenceTests.state(scenario)
    for _ in 0..<25 {
      let step = scenario.next().step
      _ = try Self.play(step.yaml, &state)
      for content in Self.contents(state) where content.isOnline {
        var copy = state
        let first = try Self.play("sync: \(content.user)", &copy)
        if !first.diagnostics.isEmpty { continue }
        let after = Self.contents(copy)
        let second = try Self.play("sync: \(content.user)", &copy)
        #expect(second.devices.isEmpty && second.server.isEmpty, "seed \(seed)")
        #expect(Self.contents(copy) == after, "seed \(seed)")
        for name in copy.content(of: content.user)?.cases ?? [] {
          let path = copy.explain(user: content.user, case: name)
          #expect(path.contains { $0.text.contains(" is owned by ") }, "seed \(seed): \(name) for \(content.user), \(path)")
        }
      }
    }
  }

  /// Steps of different users that do not meet: syncs in any order, and what is done offline.
  @Test(arguments: 4_000..<4_040 as Range<UInt64>)
  func `the order of independent steps does not matter`(seed: UInt64) throws {
    var scenario = RandomScenario(seed: seed)
    var state = try ReferenceTests.state(scenario)
    for _ in 0..<30 { _ = try Self.play(scenario.next().step.yaml, &state) }
    let users = Self.contents(state).map(\.user)
    guard users.count > 1 else { return }
    // Nobody has anything to send: so syncs do not meet.
    for user in users { _ = try Self.play("online: \(user)", &state) }
    for user in users { _ = try Self.play("sync: \(user)", &state) }
    var one = state
    var other = state
    for user in users { _ = try Self.play("sync: \(user)", &one) }
    for user in users.reversed() { _ = try Self.play("sync: \(user)", &other) }
    #expect(Self.contents(one) == Self.contents(other), "seed \(seed)")
    #expect(one.caseContents == other.caseContents, "seed \(seed)")
  }

  @Test func `an earlier state is kept by keeping it`() throws {
    var scenario = RandomScenario(seed: 7)
    var state = try ReferenceTests.state(scenario)
    var history: [(SimulationState, [DeviceContent], [CaseContent])] = []
    for _ in 0..<50 {
      history.append((state, Self.contents(state), state.caseContents))
      _ = try Self.play(scenario.next().step.yaml, &state)
    }
    for (earlier, contents, cases) in history {
      #expect(Self.contents(earlier) == contents)
      #expect(earlier.caseContents == cases)
    }
  }
}
