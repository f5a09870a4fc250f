import Diagnostics
import Simulation

/// A scenario for people: each step with what changed for whom, and the state at the end.
public struct TimelineText {
  private let filter: TimelineFilter
  private var showsContents = false
  private var locator: Locator
  private var table = TextTable()
  /// The state at the end, with columns of its own.
  private var end = TextTable()

  /// The timeline as UTF-8. Reasons are followed by the way that explains them if the run has recorded it.
  ///
  /// - Parameter showsContents: whether each step shows the whole content of the devices of which it is recorded.
  public static func render(
    _ run: ScenarioRun, filter: TimelineFilter = TimelineFilter(), showsContents: Bool = false
  ) -> [UInt8] {
    guard let scenario = run.scenario else { return [] }
    var text = TimelineText(filter: filter, locator: Locator(run.sources))
    text.showsContents = showsContents
    text.table.row(0, scenario.name)
    text.table.row(0, run.path)
    for step in run.timeline { text.write(step, isAlone: false) }
    if let state = run.state { text.write(state) }
    return text.table.bytes + text.end.bytes
  }

  /// One step alone.
  public static func render(_ step: StepResult, sources: SourceMap) -> [UInt8] {
    var text = TimelineText(filter: TimelineFilter(), locator: Locator(sources))
    text.write(step, isAlone: true)
    return text.table.bytes
  }

  /// The state alone: devices, and the server's cases.
  public static func render(_ state: SimulationState) -> [UInt8] {
    var text = TimelineText(filter: TimelineFilter(), locator: Locator(SourceMap()))
    text.writeDevices(state)
    return text.end.bytes
  }

  private init(filter: TimelineFilter, locator: Locator) {
    self.filter = filter
    self.locator = locator
  }

  // MARK: Steps

  /// - Parameter isAlone: whether no line of a file is known to the reader, and no other step stands before.
  private mutating func write(_ step: StepResult, isAlone: Bool) {
    let devices = step.devices.compactMap { filter.apply(to: $0) }
    let contents = step.devices.filter { showsContents && filter.includes(user: $0.user) }.compactMap(\.content)
    let events = step.server.filter { filter.includes($0) }
    let isShown = filter.isEmpty || !step.passes || !devices.isEmpty || !events.isEmpty || !contents.isEmpty
    guard isShown else { return }
    if !isAlone { table.row(0, "") }
    let time = step.time.map { "\($0) " } ?? ""
    let holds = step.word == "expect" && step.passes ? step.title.hasPrefix("1 ") ? " holds" : " hold" : ""
    table.row(0, "\(step.index). \(time)\(step.title)\(holds)" + (isAlone ? "" : " (line \(locator.line(step.span)))"))
    if let outcome = Self.words(step.outcome) { table.row(3, outcome) }
    if case .stopped(let outcome) = step.outcome { write(outcome.explanation) }
    for change in step.changes where filter.isEmpty {
      table.row(3, "project", change.kind.rawValue, change.path, change.detail)
    }
    for event in events { write(event) }
    for device in devices { write(device) }
    // The whole content, where it was asked for.
    for content in contents { write(content, to: \.table) }
    for failure in step.failures { write(failure, isAlone: isAlone) }
    // Typed steps are followed by the whole diagnostic.
    for diagnostic in step.diagnostics where !isAlone {
      table.row(3, "\(diagnostic.severity.rawValue)[\(diagnostic.code)]: \(diagnostic.message)")
    }
    for note in step.notes { table.row(3, "note: \(note)") }
  }

  private static func words(_ outcome: StepOutcome) -> String? {
    switch outcome {
    case .done: nil
    case .queued: "queued: the form waits on the device for the network"
    case .stopped(let outcome): FormWords.text(outcome)
    case .missed: nil
    case .refused: "this cannot take place"
    }
  }

  private mutating func write(_ event: ServerEvent) {
    let user = event.user.map { "from \($0)" } ?? ""
    let detail = [user, event.detail].filter { !$0.isEmpty }.joined(separator: ": ")
    table.row(3, "server", event.kind.rawValue, event.name, detail)
  }

  private mutating func write(_ change: DeviceChange) {
    let lists = [
      ("appears", change.appears), ("disappears", change.disappears), ("drops", change.drops),
      ("stays", change.stays), ("changes", change.changes),
    ]
    for (word, notes) in lists {
      for note in notes {
        table.row(3, change.user, word, note.name, note.reason)
        write(note.explanation)
      }
    }
    if let groups = change.groups {
      let words = groups.added.map { "+ \($0)" } + groups.removed.map { "- \($0)" }
      for word in words { table.row(3, change.user, "groups", word, "") }
    }
    for row in change.renamedGroups { table.row(3, change.user, "groups", row.group, "its name is now `\(row.name)`") }
    for form in change.forms {
      let reason = [form.after.reason, form.after.detail.isEmpty ? nil : form.after.detail].compactMap { $0 }
      table.row(3, change.user, form.after.word, form.form, reason.joined(separator: ": "))
      write(form.after.explanation)
    }
  }

  private mutating func write(_ explanation: [ExplainedStep]) {
    for step in explanation { table.row(7, "because " + FormWords.text(step)) }
  }

  private mutating func write(_ failure: ExpectationFailure, isAlone: Bool) {
    let line = isAlone ? "" : " (line \(locator.line(failure.span)))"
    table.row(3, "not as expected: \(failure.subject)\(line)")
    for difference in failure.differences {
      table.row(5, difference.text)
      write(difference.explanation)
    }
  }

  // MARK: The state

  private mutating func write(_ state: SimulationState) {
    end.row(0, "")
    end.row(0, "at the end")
    writeDevices(state)
  }

  private mutating func writeDevices(_ state: SimulationState) {
    let cases = state.caseContents.filter { $0.exists && filter.includes(case: $0.name) }
    let contents = state.users.filter { filter.includes(user: $0) }.compactMap { state.content(of: $0) }
      .filter { $0.hasSynced || filter.user != nil || !$0.unsent.isEmpty }
    for content in contents { write(content, to: \.end) }
    if filter.user != nil { return }
    for item in cases {
      let status = item.isClosed ? "closed" : "open"
      let properties = item.properties.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }
      let words = ["\(status) \(item.caseType), owned by \(item.owner)"] + item.indices + properties
      end.row(3, "server", item.name, words.joined(separator: "; "))
    }
  }

  private mutating func write(_ content: DeviceContent, to table: WritableKeyPath<TimelineText, TextTable>) {
    let closed = Set(content.closed)
    let cases = content.cases.filter { filter.includes(case: $0) }.map { closed.contains($0) ? "\($0) (closed)" : $0 }
    var state: [String] = []
    if content.isWebApps { state.append("in Web Apps") }
    if !content.isOnline { state.append("offline") }
    if !content.hasSynced { state.append("has not synced") }
    let names = cases.isEmpty ? "no case" : cases.joined(separator: ", ")
    self[keyPath: table].row(3, content.user, "has", ([names] + state).joined(separator: "; "))
    if filter.caseName != nil { return }
    for list in content.listed {
      let names = list.cases.joined(separator: ", ")
      self[keyPath: table].row(3, "", "lists", "\(list.menu): \(names)\(list.isFiltered ? ", or fewer: the list has a filter" : "")")
    }
    if !content.groups.isEmpty { self[keyPath: table].row(3, "", "groups", content.groups.joined(separator: ", ")) }
    if !content.unsent.isEmpty { self[keyPath: table].row(3, "", "unsent", content.unsent.joined(separator: ", ")) }
  }
}

/// Words for outcomes and explanations, the same in every text.
enum FormWords {
  /// Such as `stops (no_group): the user-groups table is empty`.
  static func text(_ outcome: FormOutcome) -> String {
    let reason = outcome.reason.map { " (\($0))" } ?? ""
    return outcome.word + reason + (outcome.detail.isEmpty ? "" : ": \(outcome.detail)")
  }

  /// A step of an explanation, with its place.
  static func text(_ step: ExplainedStep) -> String {
    step.text + (step.place.map { " (\($0.path):\($0.line):\($0.column))" } ?? "")
  }
}
