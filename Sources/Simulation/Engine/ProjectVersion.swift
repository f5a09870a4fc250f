import Diagnostics
import OwnershipGraph
import ProjectModel

/// One version of the project, compiled; what devices keep of it is the version of their last sync.
final class ProjectVersion: Sendable {
  let graph: OwnershipGraph
  /// By user, group, location: the number in the ``OwnerTable``.
  let users: [Int32]
  let groups: [Int32]
  let locations: [Int32]
  /// By number in the owner table: the owner; numbers that came later are of no owner of this version.
  private let owners: [Owner?]
  /// By path, as people write it.
  let forms: [String: FormID]
  let menus: [String: MenuID]
  /// By menu: the numbers of the case types that it lists.
  let menuTypes: [[Int32]]
  /// By case type: the number.
  let types: [Int32]
  /// By file of this version: its number in the simulation's source map.
  let files: [Int]

  init(_ project: Project, owners table: inout OwnerTable, types names: inout NameTable, files: [Int]) {
    graph = OwnershipGraph(project)
    users = project.users.ids.map { table.number(Owner($0), in: project) }
    groups = project.groups.ids.map { table.number(Owner($0), in: project) }
    locations = project.locations.ids.map { table.number(Owner($0), in: project) }
    var owners = [Owner?](repeating: nil, count: table.count)
    for id in project.users.ids { owners[Int(users[id.index])] = Owner(id) }
    for id in project.groups.ids { owners[Int(groups[id.index])] = Owner(id) }
    for id in project.locations.ids { owners[Int(locations[id.index])] = Owner(id) }
    self.owners = owners
    forms = Dictionary(project.forms.ids.map { (project.path(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    menus = Dictionary(project.menus.ids.map { (project.path(of: $0), $0) }, uniquingKeysWith: { first, _ in first })
    let types = project.caseTypes.map { names.number(project.text($0.key)) }
    self.types = types
    menuTypes = project.menus.map { $0.caseTypes.map { types[$0.index] } }
    self.files = files
  }

  var project: Project { graph.project }

  /// The number of an owner.
  func number(_ owner: Owner) -> Int32 {
    switch owner.reference {
    case .user(let id): users[id.index]
    case .group(let id): groups[id.index]
    case .location(let id): locations[id.index]
    }
  }

  /// The owner with a number, if this version has it.
  func owner(_ number: Int32) -> Owner? { Int(number) < owners.count ? owners[Int(number)] : nil }

  func user(_ number: Int32) -> UserID? {
    guard case .user(let id)? = owner(number)?.reference else { return nil }
    return id
  }

  func user(named name: String) -> UserID? {
    project.strings.existing(name).flatMap { project.names.users[$0] }
  }

  /// A place in this version's files as one in the simulation's.
  func moved(_ span: SourceSpan?) -> SourceSpan? { span?.moved(files) }
}
