import Diagnostics

@testable import Reporting

extension Samples {
  /// The report about one project that has all samples.
  var report: CheckReport {
    CheckReport(projects: [CheckReport.Project(path: "project.yaml", findings: diagnostics)], sources: sources)
  }
}

extension CheckReport {
  /// Samples that hurt: texts, places and lines; and an ordinary one.
  static let samples: [(name: String, report: CheckReport)] = [
    ("ordinary", Samples.ordinary.report), ("hostile", Samples.hostile.report), ("edges", Samples.edges.report),
    ("syntax", Samples.syntax.report), ("none", Samples().report),
  ]
}

extension Samples {
  /// Texts that mean something in one of the formats, subjects, and findings that look alike.
  static var syntax: Samples {
    var samples = Samples()
    let file = samples.file("./a b/ä:,%&#?.yaml", "one: 1\ntwo: 😀 here\nthree: 3\n")
    samples.add(
      "SYNTAX001", #"::error::100% of [all](http://e.example) {0} {names}, "quoted" <b> & 'x' ]]> \ end"#,
      samples.place(file, "here"), related: [RelatedPlace(samples.place(file, "two"), "a]] > b ]]>")],
      notes: ["first\r\nsecond"], help: ["::set-output name=a::b"], count: 3)
    samples.diagnostics[0].subject = "form:worker/patients/register"
    samples.add("SYNTAX002", "not for XML: \u{FFFE} \u{FFFF} \u{8}", samples.place(file, "three"), severity: .warning)
    if case .span(let three) = samples.place(file, "three"), case .span(let here) = samples.place(file, "here") {
      let end = SourceSpan(file: here.file, start: here.end, length: 0)
      samples.diagnostics[1].edits = [TextEdit(end, " {0}"), TextEdit(three, "drei\n\"3\"")]
    }
    for place in ["one", "two"] {
      samples.add("SYNTAX003", "the same words", samples.place(file, place), severity: .info)
    }
    samples.add("SYNTAX004", "a whole file", .path("/an/absolute//path/./x.yaml"), severity: .warning)
    return samples
  }
}
