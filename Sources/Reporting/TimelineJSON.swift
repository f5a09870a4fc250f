import Diagnostics
import Simulation

/// The JSON of `simulate`, a contract that scripts build on: keys may be added, none renamed or removed.
///
/// ```
/// {"scenario", "file", "passed",
///  "steps": [{"index", "line", "step", "time", "title", "outcome", "reason", "detail",
///             "devices": {USER: {"cases": [], "closed": [], "listed": {MENU: []}, "groups": [], "unsent": [],
///                                "online", "synced",
///                                "changes": {"appears": [{"case", "reason", "because": [{"text", "file", "line",
///                                "column"}]}], "disappears", "dropped", "stays", "updated", "groups_added",
///                                "groups_removed", "groups_renamed": [{"group", "name"}],
///                                "forms": [{"form", "outcome", "reason", "detail"}]}}},
///             "server": [{"event", "name", "user", "detail"}],
///             "changes": [{"change", "path", "before", "after"}], "failures": [], "notes": []}],
///  "state": {"devices": {USER: {…}},
///            "cases": {CASE: {"case_type", "owner", "closed", "indices": [], "properties": {}}}},
///  "findings": []}
/// ```
///
/// Several scenarios are `{"scenarios": [{…}]}`. Failures are those of `test`, findings those of `check`.
public struct TimelineJSON {
  private let run: ScenarioRun
  private let filter: TimelineFilter
  private var locator: Locator
  private var findings: DiagnosticJSON

  /// One scenario as an object, several as an object with a list of them; as UTF-8.
  public static func render(_ runs: [ScenarioRun], filter: TimelineFilter = TimelineFilter()) -> [UInt8] {
    var json = JSONWriter()
    if runs.count == 1 {
      write(runs[0], filter, &json)
    } else {
      json.object { json in
        json.arrayField("scenarios") { json in
          for run in runs { write(run, filter, &json) }
        }
      }
    }
    return json.bytes
  }

  private static func write(_ run: ScenarioRun, _ filter: TimelineFilter, _ json: inout JSONWriter) {
    var writer = TimelineJSON(
      run: run, filter: filter, locator: Locator(run.sources), findings: DiagnosticJSON(run.sources))
    json.object { writer.write(&$0) }
  }

  private init(run: ScenarioRun, filter: TimelineFilter, locator: Locator, findings: DiagnosticJSON) {
    self.run = run
    self.filter = filter
    self.locator = locator
    self.findings = findings
  }

  private mutating func write(_ json: inout JSONWriter) {
    json.field("scenario", orNull: run.scenario?.name)
    json.field("file", run.path)
    json.field("passed", run.passes)
    json.arrayField("steps") { json in
      for step in run.timeline { json.object { write(step, &$0) } }
    }
    json.objectField("state") { json in
      json.objectField("devices") { json in
        guard let state = run.state else { return }
        for user in state.users where filter.includes(user: user) {
          guard let content = state.content(of: user) else { continue }
          json.objectField(user) { write(content, &$0) }
        }
      }
      json.objectField("cases") { json in
        for state in run.state?.caseContents ?? [] where state.exists && filter.includes(case: state.name) {
          json.objectField(state.name) { json in
            json.field("case_type", state.caseType)
            json.field("owner", state.owner)
            json.field("closed", state.isClosed)
            json.field("indices", state.indices)
            json.objectField("properties") { json in
              for (name, value) in state.properties.sorted(by: { $0.key < $1.key }) { json.field(name, value) }
            }
          }
        }
      }
    }
    json.arrayField("findings") { json in
      for finding in run.diagnostics { findings.write(finding, &json) }
    }
  }

  private mutating func write(_ step: StepResult, _ json: inout JSONWriter) {
    json.field("index", step.index)
    json.field("line", locator.line(step.span))
    json.field("step", step.word)
    json.field("time", orNull: step.time)
    json.field("title", step.title)
    json.field("outcome", step.outcome.word)
    if case .stopped(let outcome) = step.outcome {
      json.field("reason", orNull: outcome.reason)
      json.field("detail", outcome.detail)
      FailureJSON.write(outcome.explanation, &json)
    } else {
      json.field("reason", orNull: String?.none)
      json.field("detail", "")
    }
    json.objectField("devices") { json in
      for change in step.devices {
        // A device whose whole content was asked for is there although nothing has changed.
        let shown = filter.apply(to: change)
        guard shown != nil || (change.isEmpty && filter.includes(user: change.user)) else { continue }
        json.objectField(change.user) { json in
          if let content = change.content { write(content, &json) }
          json.objectField("changes") { write(shown ?? change, &$0) }
        }
      }
    }
    json.arrayField("server") { json in
      for event in step.server where filter.includes(event) {
        json.object { json in
          json.field("event", event.kind.rawValue)
          json.field("name", event.name)
          json.field("user", orNull: event.user)
          json.field("detail", event.detail)
        }
      }
    }
    json.arrayField("changes") { json in
      for change in step.changes {
        json.object { json in
          json.field("change", change.kind.rawValue)
          json.field("path", change.path)
          json.field("before", orNull: change.before)
          json.field("after", orNull: change.after)
        }
      }
    }
    json.arrayField("failures") { json in
      for failure in step.failures { FailureJSON.write(failure, step: step.index, &locator, &json) }
    }
    json.field("notes", step.notes)
  }

  private func write(_ content: DeviceContent, _ json: inout JSONWriter) {
    json.field("cases", content.cases.filter { filter.includes(case: $0) })
    json.field("closed", content.closed.filter { filter.includes(case: $0) })
    json.objectField("listed") { json in
      for list in content.listed { json.field(list.menu, list.cases.filter { filter.includes(case: $0) }) }
    }
    json.field("groups", content.groups)
    json.field("unsent", content.unsent)
    json.field("online", content.isOnline)
    json.field("synced", content.hasSynced)
  }

  private func write(_ change: DeviceChange, _ json: inout JSONWriter) {
    let lists = [
      ("appears", change.appears), ("disappears", change.disappears), ("dropped", change.drops),
      ("stays", change.stays), ("updated", change.changes),
    ]
    for (key, notes) in lists {
      json.arrayField(key) { json in
        for note in notes {
          json.object { json in
            json.field("case", note.name)
            json.field("reason", note.reason)
            FailureJSON.write(note.explanation, &json)
          }
        }
      }
    }
    json.field("groups_added", change.groups?.added ?? [])
    json.field("groups_removed", change.groups?.removed ?? [])
    json.arrayField("groups_renamed") { json in
      for row in change.renamedGroups {
        json.object { json in
          json.field("group", row.group)
          json.field("name", row.name)
        }
      }
    }
    json.arrayField("forms") { json in
      for form in change.forms {
        json.object { json in
          json.field("form", form.form)
          json.field("outcome", form.after.word)
          json.field("reason", orNull: form.after.reason)
          json.field("detail", form.after.detail)
          FailureJSON.write(form.after.explanation, &json)
        }
      }
    }
  }
}

/// Expectations that do not hold, the same in the JSON of `simulate` and of `test`.
enum FailureJSON {
  static func write(_ failure: ExpectationFailure, step: Int, _ locator: inout Locator, _ json: inout JSONWriter) {
    json.object { json in
      json.field("step", step)
      json.field("subject", failure.subject)
      locator.write(failure.span, &json)
      json.arrayField("differences") { json in
        for difference in failure.differences {
          json.object { json in
            json.field("kind", difference.kind.rawValue)
            json.field("name", difference.name)
            json.field("reason", difference.reason)
            locator.write(difference.span ?? failure.span, &json)
            write(difference.explanation, &json)
          }
        }
      }
    }
  }

  /// The field `because`: the way that explains something, if it was recorded.
  static func write(_ explanation: [ExplainedStep], _ json: inout JSONWriter) {
    guard !explanation.isEmpty else { return }
    json.arrayField("because") { json in
      for step in explanation {
        json.object { json in
          json.field("text", step.text)
          json.field("file", orNull: step.place?.path)
          json.field("line", orNull: step.place?.line)
          json.field("column", orNull: step.place?.column)
        }
      }
    }
  }
}
