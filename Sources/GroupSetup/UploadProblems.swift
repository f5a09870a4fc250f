import Diagnostics

/// What HQ's upload would take for something else (semantics 7): names that are one to it, and headers that it takes apart.
public enum UploadProblems {
  public static func find(_ tables: [SetupTable], file: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func report(_ message: String, _ help: String) {
      var diagnostic = Diagnostic.limit(message, help: help)
      diagnostic.place = .path(file)
      if problems.count < 20 { problems.append(diagnostic) }
    }
    for (first, second) in same(tables, sheet: "groups", column: 1, { $0.withoutOuterSpace }) {
      let names = first == second ? "`\(first)`" : "`\(first)` and `\(second)`, white space at the ends aside,"
      report(
        "two groups are called \(names), and HQ's upload tells groups apart by their names",
        "rename one of them in the project")
    }
    for (first, second) in same(tables, sheet: "users", column: 0, { $0.withoutOuterSpace.lowercased() }) {
      report("the usernames `\(first)` and `\(second)` are one to HQ", "rename one of the workers")
    }
    for table in tables {
      for field in table.header where field.hasPrefix("data: ") && !isTakenWhole(field.dropFirst(6)) {
        report(
          "the sheet `\(table.name)` has the field `\(field.dropFirst(6))`, which HQ's upload would take apart",
          "rename the field: two words, a `:`, and a `?` at the end have a meaning in headers")
      }
    }
    return problems
  }

  /// Pairs of texts in a column of a sheet that have one key, each key once.
  private static func same(
    _ tables: [SetupTable], sheet: String, column: Int, _ key: (String) -> String
  ) -> [(first: String, second: String)] {
    var result: [(first: String, second: String)] = []
    for table in tables where table.name == sheet {
      var seen: [String: (text: String, count: Int)] = [:]
      for row in 0..<table.rowCount {
        let text = table.row(row)[column]
        guard let first = seen[key(text)] else {
          seen[key(text)] = (text, 1)
          continue
        }
        seen[key(text)]?.count += 1
        if first.count == 1 { result.append((first.text, text)) }
      }
    }
    return result
  }

  /// Whether HQ's upload takes the header `data: FIELD` for this field.
  private static func isTakenWhole(_ field: Substring) -> Bool {
    !field.contains(":") && field.split(whereSeparator: \.isWhitespace).count != 2 && !field.hasSuffix("?")
  }
}
