import Diagnostics
import ProjectModel

extension NameLookup {
  /// A level by its code.
  func level(_ name: String) throws -> LevelID {
    if let id = project.strings.existing(name).flatMap({ project.names.levels[$0] }) { return id }
    throw missing("level", name, project.levels.lazy.map { [project] in project.text($0.key) })
  }

  /// A location by its site code, with or without `location:`.
  func siteCode(_ name: String) throws -> LocationID {
    let bare = name.hasPrefix("location:") ? String(name.dropFirst(9)) : name
    if let id = project.strings.existing(bare).flatMap({ project.names.locations[$0] }) { return id }
    throw missing("location", bare, project.locations.lazy.map { [project] in project.text($0.key) })
  }

  private func missing(_ kind: String, _ name: String, _ known: some Sequence<String>) -> any Error {
    let hint = Suggestion.nearest(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
    Output.error("there is no \(kind) `\(name)`\(hint)")
    return ExitStatus.couldNotRun.asError
  }
}
