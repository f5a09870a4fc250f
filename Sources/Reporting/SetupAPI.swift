import GroupSetup
import OwnershipGraph
import ProjectModel

/// Requests for HQ's group API (semantics 7), in an order that takes nobody out of a group: a group is made empty,
/// since making one with users removes these from all others; then its members are set. Nothing is sent.
public struct SetupAPI {
  private let generated: Generated
  private let members: [[UserID]]
  private var project: Project { generated.before.project }
  private var setup: PlannedSetup { generated.setup }

  public init(_ generated: Generated) {
    self.generated = generated
    var members = [[UserID]](repeating: [], count: generated.setup.groups.count)
    for user in generated.before.project.users.ids where !generated.before.project.users[user].isWebUser {
      for group in generated.setup.groups(of: user) { members[Int(group)].append(user) }
    }
    self.members = members
  }

  /// The requests as JSON: `{"note", "requests": [{"method", "path", "body", "description"}]}`.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("project", project.text(project.name))
      json.field(
        "note",
        "nothing has been sent; put HQ's id in the place of each {id of …}: of a new group, the answer to its POST has it"
      )
      json.arrayField("requests") { json in
        for (index, group) in setup.groups.enumerated() where group.existing == nil { create(index, group, &json) }
        for (index, group) in setup.groups.enumerated() where group.existing == nil || group.location != nil {
          setMembers(index, group, &json)
        }
      }
    }
    return json.bytes
  }

  private var base: String { "/a/\(Self.encoded(project.text(project.name)))/api/group/v1/" }

  private func create(_ index: Int, _ group: PlannedSetup.Group, _ json: inout JSONWriter) {
    json.object { json in
      json.field("method", "POST")
      json.field("path", base)
      json.objectField("body") { json in
        json.field("name", group.name)
        json.field("case_sharing", group.caseSharing)
        json.field("reporting", group.reporting)
        json.field("users", [])
      }
      json.field("description", "make the group `\(group.name)` without members")
    }
  }

  private func setMembers(_ index: Int, _ group: PlannedSetup.Group, _ json: inout JSONWriter) {
    let id = group.id.isEmpty ? "{id of \(group.name)}" : Self.encoded(group.id)
    json.object { json in
      json.field("method", "PUT")
      json.field("path", base + id + "/")
      json.objectField("body") { json in
        if group.existing != nil { json.field("case_sharing", group.caseSharing) }
        json.field("users", members[index].map(userID))
      }
      json.field(
        "description",
        "set the \(Words.counted(members[index].count, "member")) of the group `\(group.name)`; the list is complete")
    }
  }

  private func userID(_ user: UserID) -> String {
    let record = project.users[user]
    return record.id == .empty ? "{id of \(project.text(record.key))}" : project.text(record.id)
  }

  /// A piece of a path, with what has a meaning in paths encoded.
  private static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      let scalar = Unicode.Scalar(byte)
      if byte < 0x80,
        scalar.properties.isAlphabetic || (0x30...0x39).contains(byte) || "-_.".unicodeScalars.contains(scalar)
      {
        result.unicodeScalars.append(scalar)
      } else {
        let hex = String(byte, radix: 16, uppercase: true)
        result += "%" + (hex.count == 1 ? "0" : "") + hex
      }
    }
    return result
  }
}
