import ProjectModel
import YAMLSource

/// Something that can own cases, packed into 32 bits: two for the kind, thirty for the number.
public struct Owner: Hashable, Comparable, Sendable {
  public let rawValue: UInt32

  /// The owner of a packed number that came from ``rawValue``.
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  public init(_ user: UserID) { rawValue = UInt32(user.raw) }
  public init(_ group: GroupID) { rawValue = 1 << 30 | UInt32(group.raw) }
  public init(_ location: LocationID) { rawValue = 2 << 30 | UInt32(location.raw) }

  public init(_ reference: OwnerReference) {
    switch reference {
    case .user(let id): self.init(id)
    case .group(let id): self.init(id)
    case .location(let id): self.init(id)
    }
  }

  /// The kind and number in the project.
  public var reference: OwnerReference {
    let index = Int(rawValue & (1 << 30 - 1))
    switch rawValue >> 30 {
    case 0: return .user(UserID(index))
    case 1: return .group(GroupID(index))
    default: return .location(LocationID(index))
    }
  }

  public static func < (a: Owner, b: Owner) -> Bool { a.rawValue < b.rawValue }
}

extension Project {
  /// The HQ id of an owner, or `Symbol.empty` where none is declared.
  func declaredID(of owner: Owner) -> Symbol {
    switch owner.reference {
    case .user(let id): users[id].id
    case .group(let id): groups[id].id
    case .location(let id): locations[id].id
    }
  }

  /// An owner as people write it: `user:NAME`, `group:NAME` or `location:SITE_CODE`.
  public func name(of owner: Owner) -> String {
    switch owner.reference {
    case .user(let id): "user:" + text(users[id].key)
    case .group(let id): "group:" + text(groups[id].key)
    case .location(let id): "location:" + text(locations[id].key)
    }
  }
}

extension Project {
  /// The HQ id of an owner as text; empty where none is declared.
  public func declaredIDText(of owner: Owner) -> String { text(declaredID(of: owner)) }
}
