import OwnershipGraph
import ProjectModel

/// Names that have numbers; numbers stay valid for good.
struct NameTable: Sendable {
  private(set) var names: [String] = []
  private var numbers: [String: Int32] = [:]

  /// The number of a name, new if there is none yet.
  mutating func number(_ name: String) -> Int32 {
    if let number = numbers[name] { return number }
    let number = Int32(names.count)
    names.append(name)
    numbers[name] = number
    return number
  }

  func existing(_ name: String) -> Int32? { numbers[name] }

  subscript(number: Int32) -> String { names[Int(number)] }

  var count: Int { names.count }
}

/// Everything that a case's `owner_id` can be, with numbers that outlive the versions of the project: an owner is the
/// same in two versions if it has the same kind and name.
struct OwnerTable: Sendable {
  enum Kind: UInt8, Sendable { case user, group, location, unowned, text, unknown }

  private(set) var kinds: [Kind] = []
  private var table = NameTable()

  init() {
    _ = add(.unowned, "unowned")
  }

  /// The owner id `-`.
  static let unowned: Int32 = 0

  private mutating func add(_ kind: Kind, _ name: String) -> Int32 {
    let number = table.number(name)
    if Int(number) == kinds.count { kinds.append(kind) }
    return number
  }

  /// The number of a user, group or location, by the name that people write: `group:NAME`.
  mutating func number(_ owner: Owner, in project: Project) -> Int32 {
    let kind: Kind =
      switch owner.reference {
      case .user: .user
      case .group: .group
      case .location: .location
      }
    return add(kind, project.name(of: owner))
  }

  /// An owner id that nobody has (semantics 3.8, 3.9).
  mutating func number(text: String) -> Int32 { add(.text, "`\(text)`") }

  /// An owner that cannot be known.
  mutating func number(unknown reason: String) -> Int32 { add(.unknown, "unknown: \(reason)") }

  func existing(_ name: String) -> Int32? { table.existing(name) }

  func kind(_ number: Int32) -> Kind { kinds[Int(number)] }

  /// As people write it: `group:NAME`, `unowned`; a text in backticks.
  subscript(number: Int32) -> String { table[number] }

  /// The name without its kind.
  func bareName(_ number: Int32) -> String {
    let name = table[number]
    guard let colon = name.firstIndex(of: ":") else { return name }
    return String(name[name.index(after: colon)...])
  }

  var count: Int { kinds.count }

  /// Every name.
  var all: [String] { table.names }
}
