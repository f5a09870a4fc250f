import OwnershipGraph
import Diagnostics
import ProjectModel
import Reporting

/// Finds what the arguments name; a name that nothing has ends the program with a suggestion.
struct NameLookup {
  let project: Project

  func user(_ name: String) throws -> UserID {
    let bare = name.hasPrefix("user:") ? String(name.dropFirst(5)) : name
    if let id = project.strings.existing(bare).flatMap({ project.names.users[$0] }) { return id }
    throw missing("user", bare, project.users.lazy.map { project.text($0.key) })
  }

  /// `case:NAME`, `group:NAME`, `location:SITE_CODE` or `user:NAME`; a bare name may stand for a case, or for the only
  /// owner of that name.
  func target(_ text: String) throws -> Target {
    if let colon = text.firstIndex(of: ":") {
      let name = String(text[text.index(after: colon)...])
      switch text[..<colon] {
      case "case": return .declaredCase(try declaredCase(name))
      case "group": return .owner(Owner(try group(name)))
      case "location": return .owner(Owner(try location(name)))
      case "user": return .owner(Owner(try user(name)))
      default: break
      }
    }
    guard let symbol = project.strings.existing(text) else { throw unknownTarget(text) }
    if let id = project.names.cases[symbol] { return .declaredCase(id) }
    var owners: [Owner] = []
    if let id = project.names.groups[symbol] { owners.append(Owner(id)) }
    if let id = project.names.locations[symbol] { owners.append(Owner(id)) }
    if let id = project.names.users[symbol] { owners.append(Owner(id)) }
    guard let owner = owners.first else { throw unknownTarget(text) }
    if owners.count > 1 {
      Output.error(
        "`\(text)` can mean \(owners.map { "`\(project.name(of: $0))`" }.joined(separator: " or ")); write which")
      throw ExitStatus.couldNotRun.asError
    }
    return .owner(owner)
  }

  /// A form by `APP/MENU/FORM`.
  func form(_ path: String) throws -> FormID {
    if let id = project.forms.ids.first(where: { project.path(of: $0) == path }) { return id }
    throw missing("form", path, project.forms.ids.lazy.map { project.path(of: $0) })
  }

  private func declaredCase(_ name: String) throws -> CaseID {
    if let id = project.strings.existing(name).flatMap({ project.names.cases[$0] }) { return id }
    throw missing("case", name, project.cases.lazy.map { project.text($0.key) })
  }

  private func group(_ name: String) throws -> GroupID {
    if let id = project.strings.existing(name).flatMap({ project.names.groups[$0] }) { return id }
    throw missing("group", name, project.groups.lazy.map { project.text($0.key) })
  }

  private func location(_ name: String) throws -> LocationID {
    if let id = project.strings.existing(name).flatMap({ project.names.locations[$0] }) { return id }
    throw missing("location", name, project.locations.lazy.map { project.text($0.key) })
  }

  private func unknownTarget(_ text: String) -> any Error {
    Output.error(
      "`\(text)` names no case, group, location or user; write `case:NAME`, `group:NAME`, `location:SITE_CODE` or `user:NAME`")
    return ExitStatus.couldNotRun.asError
  }

  private func missing(_ kind: String, _ name: String, _ known: some Sequence<String>) -> any Error {
    let hint = Suggestion.nearest(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
    Output.error("there is no \(kind) `\(name)`\(hint)")
    return ExitStatus.couldNotRun.asError
  }
}
