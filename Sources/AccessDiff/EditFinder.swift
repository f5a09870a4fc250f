import Diagnostics
import OwnershipGraph
import ProjectModel

/// Finds the edits because of which a user has an owner in one project and not in the other: every step of every path
/// of the one, looked up in the other (semantics 1).
public struct EditFinder {
  let diff: AccessDiff

  public init(_ diff: AccessDiff) { self.diff = diff }

  /// The edits that cause a gain (`holder` is the new project) or a loss (`holder` is the old one).
  ///
  /// - Parameters:
  ///   - user: by common number; the user can log in to the holder.
  ///   - owner: by number; an owner of the user in the holder.
  public func edits(user: Int, owner: Int32, holder: Side) -> [Edit] {
    var list = EditList(diff, user: user, holder: holder)
    list.addUser()
    let sides = diff.numbering.owners[Int(owner)]
    guard let here = sides[holder], let id = diff.matching.users.things[user][holder] else { return list.edits }
    switch here.reference {
    case .user: break
    case .group(let group): list.addGroup(group, id)
    case .location(let location): list.addLocation(location, id)
    }
    if list.edits.isEmpty, let there = sides[holder.other] { list.addObstacles(there) }
    return list.edits
  }

  /// The edits that make a user appear or disappear: added, removed, activated or deactivated.
  public func edits(presenceOf user: Int, holder: Side) -> [Edit] {
    var list = EditList(diff, user: user, holder: holder)
    list.addUser()
    return list.edits
  }
}
