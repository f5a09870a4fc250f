import Diagnostics
import Simulation

/// Coverage by lines of files, as tools draw it: a line is hit if what is declared there is touched by a scenario, as
/// often as there are such scenarios.
struct CoverageLines {
  /// One thing that can be touched.
  struct Item {
    var line: Int
    /// Such as `form worker/patients/register`.
    var name: String
    var scenarioCount: Int
  }

  struct File {
    /// Relative to the folder that reports are made in.
    var path: String
    /// Lines ascending.
    var lines: [(number: Int, hits: Int)]
    /// By line, and then in the order of the kinds.
    var items: [Item]

    var covered: Int { lines.count { $0.hits > 0 } }
  }

  /// Files by path.
  let files: [File]

  init(_ coverage: ScenarioCoverage) {
    var found: [String: [Item]] = [:]
    for project in coverage.projects {
      var positions = SourcePositions(project.sources)
      for item in project.items {
        let path = ReportPath.plain(positions.path(of: item.span))
        let line = positions.start(of: item.span).line
        let name = "\(item.kind.rawValue) \(item.name)"
        found[path, default: []].append(Item(line: line, name: name, scenarioCount: item.scenarioCount))
      }
    }
    files = Words.sorted(found.keys).map { path in
      let items = (found[path] ?? []).enumerated().sorted { a, b in
        (a.element.line, a.offset) < (b.element.line, b.offset)
      }.map(\.element)
      var lines: [(number: Int, hits: Int)] = []
      for item in items {
        if lines.last?.number == item.line {
          // Of several things on one line the one that is touched least counts: otherwise it would be hidden.
          lines[lines.count - 1].hits = min(lines[lines.count - 1].hits, item.scenarioCount)
        } else {
          lines.append((item.line, item.scenarioCount))
        }
      }
      return File(path: path, lines: lines, items: items)
    }
  }
}
