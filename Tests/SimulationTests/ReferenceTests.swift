import Diagnostics
import Foundation
import ProjectModel
import Simulation
import SlowEvaluator
import Testing

/// The simulator and the slow reference play random scenarios; after every step every device and the server must be equal.
///
/// `CASELOAD_SIMULATION_SEED=N` replays one scenario; `CASELOAD_SIMULATION_COUNT=N` says how many there are: 2,000 take some
/// minutes without optimization.
@Suite struct ReferenceTests {
  static let steps = 50
  static let environment = ProcessInfo.processInfo.environment
  static let seeds: [UInt64] = environment["CASELOAD_SIMULATION_SEED"].flatMap(UInt64.init).map { [$0] }
    ?? Array(0..<(environment["CASELOAD_SIMULATION_COUNT"].flatMap(UInt64.init) ?? 300))

  @Test(arguments: 0..<8)
  func `random scenarios come out as the reference says`(part: Int) throws {
    for seed in Self.seeds where Self.seeds.count == 1 ? part == 0 : seed % 8 == UInt64(part) {
      guard let difference = try Self.firstDifference(seed) else { continue }
      Issue.record("seed \(seed): \(difference)")
      return
    }
  }

  /// The first step after which something differs, and what.
  static func firstDifference(_ seed: UInt64) throws -> String? {
    var scenario = RandomScenario(seed: seed)
    var state = try Self.state(scenario)
    var history: [String] = []
    for number in 1...steps {
      let (step, expected) = scenario.next()
      history.append(step.yaml)
      let source = SourceFile(path: "step", bytes: Array(step.yaml.utf8))
      let (read, problems) = ScenarioReader.step(source)
      guard let read else { return "step \(number) cannot be read: \(problems.map(\.message)) in \(step.yaml)" }
      let result = state.apply(read)
      let difference = Self.difference(scenario.simulator, expected, state, result)
      if let difference {
        let said = result.diagnostics.map(\.message)
        return "after step \(number), \(step.yaml)\(difference)\n\(said)\n\(history.joined())\n\(scenario.project.yaml)"
      }
    }
    return nil
  }

  static func state(_ scenario: RandomScenario) throws -> SimulationState {
    let file = FileManager.default.temporaryDirectory.appending(path: "caseload-random-\(UUID().uuidString).yaml")
    try Data(scenario.project.yaml.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let patchable = PatchableProject.load(file.path)
    let loaded = patchable.loaded.project
    let project = try #require(loaded, "\(patchable.loaded.diagnostics.map(\.message))")
    return SimulationState(
      project: project, sources: patchable.loaded.sources, scenario: SourceFile(path: "step", bytes: []),
      webApps: scenario.simulator.webApps, options: SimulationOptions(contents: .none),
      patchable: patchable)
  }

  // MARK: Comparing

  private static func difference(
    _ slow: SlowSimulator, _ expected: SlowResult, _ state: SimulationState, _ result: StepResult
  ) -> String? {
    let actual: SlowResult =
      switch result.outcome {
      case .done, .missed: .done
      case .queued: .queued
      case .stopped(let outcome): .stopped(word: outcome.word, reason: outcome.reason ?? "")
      case .refused: .refused
      }
    if expected != actual { return "the step is \(actual), not \(expected)" }
    for (index, (user, device)) in slow.devices.sorted(by: { $0.key < $1.key }).enumerated() {
      guard let content = state.content(of: user) else {
        if device.project == nil, device.cases.isEmpty { continue }
        return "\(user) has no device"
      }
      func differ<Value: Equatable>(_ what: String, _ a: Value, _ b: Value) -> String? {
        a == b ? nil : "\(what) of \(user): \(a), not \(b)"
      }
      let closed = device.cases.filter(\.value.isClosed).keys.sorted()
      let lists = Dictionary(uniqueKeysWithValues: content.listed.map { ($0.menu, Set($0.cases)) })
      let found =
        differ("cases", content.cases.sorted(), device.cases.keys.sorted()) ?? differ("closed", content.closed.sorted(), closed)
        ?? differ("lists", lists, slow.lists(of: user)) ?? differ("groups", content.groups, device.groups)
        ?? differ("online", content.isOnline, device.isOnline) ?? differ("unsent", content.unsent, device.queue.map(\.path))
      if let found { return found }
      // One of them after each step: a look ahead costs as much as a sync.
      if index == result.index % slow.devices.count, let next = state.nextSync(of: user) {
        let expected = slow.nextSync(of: user)
        if let found = differ("sends", next.sends.sorted(), expected.sends.sorted())
          ?? differ("purges", next.purges.sorted(), expected.purges.sorted())
        {
          return found
        }
      }
    }
    for content in state.caseContents {
      let name = content.name
      guard let record = slow.server[name] else {
        if content.exists { return "\(name) is on the server" }
        continue
      }
      if content.exists == record.isDeleted { return "\(name) exists: \(content.exists)" }
      guard content.exists else { continue }
      if content.isClosed != record.isClosed { return "\(name) closed: \(content.isClosed)" }
      if plain(content.owner) != record.owner { return "\(name) owner: \(content.owner), not \(record.owner)" }
      if content.properties != record.properties { return "\(name): \(content.properties), not \(record.properties)" }
    }
    return nil
  }

  /// An owner in the words of the reference.
  private static func plain(_ owner: String) -> String {
    if owner.hasPrefix("unknown") { return "unknown" }
    return owner.hasPrefix("`") ? "text:" + owner.dropFirst().dropLast() : owner
  }
}
