import Diagnostics

/// SARIF 2.1.0 (OASIS), for GitHub code scanning and other viewers. The same findings give the same bytes.
///
/// Columns count code points. `partialFingerprints` come from a finding's code and subject, never from its lines.
public struct DiagnosticSARIF {
  private var positions: SourcePositions
  private let rules: [String: RuleText]

  /// The log, as UTF-8.
  ///
  /// - Parameters:
  ///   - rules: what is known of rules by their code; of others a finding's words stand for it.
  ///   - version: the version of the program.
  public static func render(_ report: CheckReport, rules: [String: RuleText] = [:], version: String) -> [UInt8] {
    let renderer = DiagnosticSARIF(positions: SourcePositions(report.sources), rules: rules)
    return renderer.log(report.findings, version: version)
  }

  private func log(_ findings: [Diagnostic], version: String) -> [UInt8] {
    var renderer = self
    // The first finding of each code describes a rule of which nothing else is known.
    let firsts = Dictionary(findings.map { ($0.code, $0) }) { first, _ in first }
    let codes = firsts.keys.sorted()
    let indices = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
    var json = JSONWriter()
    json.object { json in
      json.field("$schema", "https://json.schemastore.org/sarif-2.1.0.json")
      json.field("version", "2.1.0")
      json.arrayField("runs") { json in
        json.object { json in
          json.objectField("tool") { json in
            json.objectField("driver") { json in
              json.field("name", "caseload")
              json.field("version", version)
              json.arrayField("rules") { json in
                for code in codes { if let first = firsts[code] { renderer.writeRule(code, first, &json) } }
              }
            }
          }
          json.field("columnKind", "unicodeCodePoints")
          json.arrayField("results") { json in
            for finding in findings { renderer.writeResult(finding, ruleIndex: indices[finding.code] ?? -1, &json) }
          }
        }
      }
    }
    return json.bytes
  }

  private func writeRule(_ code: String, _ first: Diagnostic, _ json: inout JSONWriter) {
    let help = rules[code]?.help ?? first.help.joined(separator: "\n")
    json.object { json in
      json.field("id", code)
      json.key("shortDescription")
      write(text: rules[code]?.summary ?? Self.withoutNames(first.message), &json)
      if !help.isEmpty {
        json.key("help")
        write(text: help, &json)
      }
      json.objectField("defaultConfiguration") { $0.field("level", level(first.severity)) }
    }
  }

  private mutating func writeResult(_ finding: Diagnostic, ruleIndex: Int, _ json: inout JSONWriter) {
    json.object { json in
      json.field("ruleId", finding.code)
      json.field("ruleIndex", ruleIndex)
      json.field("level", level(finding.severity))
      json.key("message")
      let remarks = finding.notes.map { "note: " + $0 } + finding.help.map { "help: " + $0 }
      write(text: ([finding.message] + remarks).joined(separator: "\n"), &json)
      json.arrayField("locations") { json in
        json.object { write(finding.place, &$0) }
      }
      if !finding.related.isEmpty {
        json.arrayField("relatedLocations") { json in
          for (index, related) in finding.related.enumerated() {
            json.object { json in
              json.field("id", index + 1)
              write(related.place, &json)
              json.key("message")
              write(text: related.message, &json)
            }
          }
        }
      }
      write(fixOf: finding, &json)
      json.objectField("partialFingerprints") { $0.field("caseload/v1", Fingerprint.text(finding)) }
      json.objectField("properties") { json in
        json.field("count", finding.count)
        if !finding.subject.isEmpty { json.field("subject", finding.subject) }
      }
    }
  }

  /// The one right edit, as one fix: all of its replacements, file by file, in the order of the text.
  private mutating func write(fixOf finding: Diagnostic, _ json: inout JSONWriter) {
    if finding.edits.isEmpty { return }
    let byFile = Dictionary(grouping: finding.edits, by: \.span.file).sorted { $0.key.index < $1.key.index }
    json.arrayField("fixes") { json in
      json.object { json in
        json.key("description")
        write(text: finding.help.first ?? "the one right edit", &json)
        json.arrayField("artifactChanges") { json in
          for (_, edits) in byFile {
            json.object { json in
              writeFile(positions.path(of: edits[0].span), &json)
              json.arrayField("replacements") { json in
                for edit in edits.sorted(by: { $0.span.start < $1.span.start }) {
                  json.object { json in
                    writeRegion("deletedRegion", edit.span, &json)
                    json.objectField("insertedContent") { $0.field("text", edit.replacement) }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  private mutating func write(_ place: Place, _ json: inout JSONWriter) {
    json.objectField("physicalLocation") { json in
      switch place {
      case .path(let path): writeFile(path, &json)
      case .span(let span):
        writeFile(positions.path(of: span), &json)
        writeRegion("region", span, &json)
      }
    }
  }

  private mutating func writeRegion(_ name: String, _ span: SourceSpan, _ json: inout JSONWriter) {
    let (start, end) = (positions.start(of: span), positions.end(of: span))
    json.objectField(name) { json in
      json.field("startLine", start.line)
      json.field("startColumn", start.column)
      json.field("endLine", end.line)
      json.field("endColumn", end.column)
    }
  }

  private func writeFile(_ path: String, _ json: inout JSONWriter) {
    json.objectField("artifactLocation") { $0.field("uri", ReportPath.uri(path)) }
  }

  private func level(_ severity: Severity) -> String {
    switch severity {
    case .error: "error"
    case .warning: "warning"
    case .info: "note"
    }
  }

  // MARK: Texts

  /// A message object. Braces are placeholders in SARIF's messages, and brackets before a parenthesis are links
  /// (sections 3.11.5 and 3.11.6): both are taken as text.
  private func write(text: String, _ json: inout JSONWriter) {
    var escaped = ""
    let hasLink = text.contains("](")
    for scalar in text.unicodeScalars {
      switch scalar {
      case "{": escaped += "{{"
      case "}": escaped += "}}"
      case "[" where hasLink, "]" where hasLink, "\\" where hasLink:
        escaped += "\\"
        escaped.unicodeScalars.append(scalar)
      default: escaped.unicodeScalars.append(scalar)
      }
    }
    json.object { $0.field("text", escaped) }
  }

  /// The message with `…` for the words in backticks: what all findings of the code have in common.
  private static func withoutNames(_ message: String) -> String {
    let parts = message.split(separator: "`", omittingEmptySubsequences: false)
    return parts.enumerated().map { $0 % 2 == 1 ? "…" : String($1) }.joined(separator: "`")
  }
}
