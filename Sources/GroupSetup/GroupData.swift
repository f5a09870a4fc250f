import Diagnostics
import ProjectModel
import YAMLSource

/// The custom data of a project's groups, read from its files: an upload replaces what HQ has, so it must be complete.
struct GroupData: Sendable {
  /// The names of all fields, sorted.
  private(set) var keys: [String] = []
  private var fields: [String: [String: String]] = [:]
  private let project: Project

  init(_ project: Project) {
    self.project = project
    var files: [FileID] = []
    for group in project.groups where !files.contains(group.span.file) { files.append(group.span.file) }
    var all: Set<String> = []
    for file in files {
      var strings = StringTable.forYAML()
      if let document = YAMLReader.read(project.sources[file], file: file, into: &strings).document,
        document.kind(document.root) == .mapping
      {
        read(document, strings, &all)
      } else {
        read(CSVTable.read(project.sources[file].bytes, file: file).table, &all)
      }
    }
    keys = all.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The values of a group, in the order of ``keys``.
  func values(of group: GroupID) -> [String] {
    let values = fields[project.text(project.groups[group].key)]
    return keys.map { values?[$0] ?? "" }
  }

  private mutating func read(_ document: YAMLDocument, _ strings: StringTable, _ all: inout Set<String>) {
    var found: [(group: String, key: String, value: String)] = []
    document.forEachEntry(of: document.root) { key, value in
      guard strings[document.symbol(key)] == "groups" else { return }
      document.forEachEntry(of: value) { group, value in
        document.forEachEntry(of: value) { key, value in
          guard strings[document.symbol(key)] == "data" else { return }
          document.forEachEntry(of: value) { key, value in
            found.append(
              (strings[document.symbol(group)], strings[document.symbol(key)], strings[document.symbol(value)]))
          }
        }
      }
    }
    for (group, key, value) in found { add(group, key, value, &all) }
  }

  private mutating func read(_ table: CSVTable, _ all: inout Set<String>) {
    let header = table.header.map { table.text(of: $0) }
    guard let name = header.firstIndex(of: "name") else { return }
    for (column, title) in header.enumerated() where title.lowercased().hasPrefix("data: ") {
      for row in 0..<table.rowCount {
        let value = table.text(of: table.cell(row: row, column: column))
        if value.isEmpty { continue }
        add(table.text(of: table.cell(row: row, column: name)), String(title.dropFirst(6)), value, &all)
      }
    }
  }

  private mutating func add(_ group: String, _ key: String, _ value: String, _ all: inout Set<String>) {
    all.insert(key)
    fields[group, default: [:]][key] = value
  }
}
