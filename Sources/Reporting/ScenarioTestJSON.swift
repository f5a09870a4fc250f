import Simulation

/// The JSON of `test`, a contract that scripts build on: keys may be added, none renamed or removed.
///
/// ```
/// {"scenarios": [{"scenario", "file", "passed", "steps", "expectations",
///                 "failures": [{"step", "subject", "file", "line", "column",
///                               "differences": [{"kind", "name", "reason", "file", "line", "column"}]}],
///                 "findings": []}],
///  "summary": {"scenarios", "passed", "failed", "expectations", "missed"},
///  "coverage": {"covered", "total", "percent",
///               "projects": [{"project", "items": [{"kind", "name", "scenarios", "file", "line", "column"}]}]}}
/// ```
///
/// `coverage` is there if it was asked for. `kind` is `missing`, `unexpected` or `unknown`; findings are those of
/// `check`.
public enum ScenarioTestJSON {
  /// All scenarios, as UTF-8.
  ///
  /// - Parameter coverage: what they touch, if it was asked for.
  public static func render(_ tests: ScenarioTests, coverage: ScenarioCoverage? = nil) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.arrayField("scenarios") { json in
        for run in tests.runs { json.object { write(run, &$0) } }
      }
      json.objectField("summary") { json in
        json.field("scenarios", tests.runs.count)
        json.field("passed", tests.passedCount)
        json.field("failed", tests.failedCount)
        json.field("expectations", tests.expectationCount)
        json.field("missed", tests.missedCount)
      }
      if let coverage { json.objectField("coverage") { write(coverage, &$0) } }
    }
    return json.bytes
  }

  private static func write(_ coverage: ScenarioCoverage, _ json: inout JSONWriter) {
    json.field("covered", coverage.covered)
    json.field("total", coverage.total)
    json.field("percent", coverage.percent)
    json.arrayField("projects") { json in
      for project in coverage.projects {
        json.object { json in
          var locator = Locator(project.sources)
          json.field("project", project.path)
          json.arrayField("items") { json in
            for item in project.items {
              json.object { json in
                json.field("kind", item.kind.rawValue)
                json.field("name", item.name)
                json.field("scenarios", item.scenarioCount)
                locator.write(item.span, &json)
              }
            }
          }
        }
      }
    }
  }

  private static func write(_ run: ScenarioRun, _ json: inout JSONWriter) {
    var locator = Locator(run.sources)
    var findings = DiagnosticJSON(run.sources)
    json.field("scenario", orNull: run.scenario?.name)
    json.field("file", run.path)
    json.field("passed", run.passes)
    json.field("steps", run.scenario?.steps.count ?? 0)
    json.field("expectations", run.expectationCount)
    json.arrayField("failures") { json in
      for (step, failure) in run.failures { FailureJSON.write(failure, step: step, &locator, &json) }
    }
    json.arrayField("findings") { json in
      for finding in run.diagnostics { findings.write(finding, &json) }
    }
  }
}
