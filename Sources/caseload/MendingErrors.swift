import Diagnostics

/// The errors of several projects, comparable although lines move: an edit must bring none.
struct Errors {
  private struct Key: Hashable {
    let project: Int
    let code: String
    /// The finding's subject, or the message of an error of the text with its file.
    let about: String
    /// One of those of whom it is true.
    let member: String
  }

  private var counts: [Key: Int] = [:]
  /// In the order of output, each with its code and place, for people.
  private var shown: [(key: Key, text: String)] = []
  /// Which projects compile: of others nothing but the text was judged.
  private var isCompiled: [Bool]

  /// - Parameter hopeful: whether errors that have an edit themselves are left out.
  init(_ projects: [Judged], hopeful: Bool) {
    isCompiled = projects.map(\.isCompiled)
    for (number, project) in projects.enumerated() {
      for diagnostic in project.findings where diagnostic.severity == .error {
        // A count of errors that are not shown changes with every edit.
        if diagnostic.code == "FILE006" || hopeful && !diagnostic.edits.isEmpty { continue }
        let path: String
        var line = ""
        switch diagnostic.place {
        case .span(let span):
          path = project.sources[span.file].path
          line = ":\(project.sources.lineColumn(of: span).line)"
        case .path(let name): path = name
        }
        let about = diagnostic.subject.isEmpty ? path + "\n" + diagnostic.message : diagnostic.subject
        for member in diagnostic.members.isEmpty ? [""] : diagnostic.members {
          let key = Key(project: number, code: diagnostic.code, about: about, member: member)
          counts[key, default: 0] += 1
          shown.append((key, "\(diagnostic.code) at \(path)\(line)"))
        }
      }
    }
  }

  /// Whether everything here is there as well. What rules find in a project that did not compile before is not new.
  func isNoWorse(than others: Errors) -> Bool {
    for (number, compiles) in isCompiled.enumerated() where others.isCompiled[number] && !compiles { return false }
    return counts.allSatisfy { key, count in
      isCompiled[key.project] && !others.isCompiled[key.project] || count <= others.counts[key, default: 0]
    }
  }

  /// The first error here that is not there as well, such as `ENTRY002 at project.yaml:5`; nil if there is none.
  func firstNew(beside others: Errors) -> String? {
    for (key, text) in shown {
      if others.isCompiled[key.project] && !isCompiled[key.project] { return text }
      let isFirstJudged = isCompiled[key.project] && !others.isCompiled[key.project]
      if !isFirstJudged, counts[key, default: 0] > others.counts[key, default: 0] { return text }
    }
    return nil
  }

  /// Takes over what is known of projects that compile only now.
  mutating func adopt(_ now: Errors) {
    for (key, count) in now.counts where now.isCompiled[key.project] && !isCompiled[key.project] { counts[key] = count }
    isCompiled = now.isCompiled
  }
}
