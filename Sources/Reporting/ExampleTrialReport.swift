import Diagnostics
import Policy

/// How the examples of a policy fared.
public struct ExampleTrialReport {
  private let trial: ExampleTrial

  public init(_ trial: ExampleTrial) { self.trial = trial }

  /// For people: each failure with what was found instead, the total last.
  public var text: [UInt8] {
    var output: [UInt8] = []
    for failure in trial.failures {
      output += Array("\(SafeText.escaped(failure.rule)): \(failure.reason)\n".utf8)
      if !failure.findings.isEmpty { output += DiagnosticText.render(failure.findings, sources: failure.sources) }
      output += Array("\n".utf8)
    }
    let wrong = trial.failures.isEmpty ? "all as they should be" : "\(trial.failures.count) not as they should be"
    output += Array(
      "\(Words.counted(trial.ruleCount, "rule")), \(Words.counted(trial.count, "example")): \(wrong)\n".utf8)
    return output
  }

  /// `{"rules": 3, "examples": 6, "failures": [{"rule": …, "example": "good", "reason": …, "findings": […]}]}`.
  public var json: [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("rules", trial.ruleCount)
      json.field("examples", trial.count)
      json.arrayField("failures") { json in
        for failure in trial.failures {
          json.object { json in
            json.field("rule", failure.rule)
            json.field("example", failure.example)
            json.field("reason", failure.reason)
            json.field("findings", failure.findings.map { "\($0.code): \($0.message)" })
          }
        }
      }
    }
    return json.bytes
  }
}
