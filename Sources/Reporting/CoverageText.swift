import Diagnostics
import Simulation

/// Coverage for people: how much of each kind, and what no scenario touches, with its place.
public enum CoverageText {
  /// How many untouched things of one kind are listed; how many more there are is said.
  private static let limit = 50

  public static func render(_ coverage: ScenarioCoverage) -> [UInt8] {
    var table = TextTable()
    for project in coverage.projects { write(project, &table) }
    table.row(0, "coverage: \(coverage.words)")
    return table.bytes
  }

  private static func write(_ project: ScenarioCoverage.ProjectItems, _ table: inout TextTable) {
    var locator = Locator(project.sources)
    table.row(0, "coverage of \(project.path)")
    for kind in ScenarioCoverage.Kind.allCases {
      let items = project.items.filter { $0.kind == kind }
      guard !items.isEmpty else { continue }
      table.row(2, "\(items.count(where: \.isCovered)) of \(Words.counted(items.count, kind))")
      let untouched = items.filter { !$0.isCovered }
      for item in untouched.prefix(limit) { table.row(4, "not touched", item.name, locator.text(item.span)) }
      if untouched.count > limit { table.row(4, "and \(untouched.count - limit) more; JSON output has all") }
    }
  }
}

extension ScenarioCoverage {
  /// Such as `3 of 4, 75%`.
  public var words: String { total == 0 ? "nothing to cover" : "\(covered) of \(total), \(percent)%" }
}

extension Words {
  /// `1 form`, `2 forms`, `2 kinds of users`.
  static func counted(_ count: Int, _ kind: ScenarioCoverage.Kind) -> String {
    switch kind {
    case .users: "\(count) kind\(count == 1 ? "" : "s") of users"
    case .form, .caseType, .group, .level, .rule: counted(count, kind.rawValue)
    }
  }
}
