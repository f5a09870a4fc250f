import ProjectModel
import YAMLSource

/// Which things of one kind are the same in both projects, each under one common number.
///
/// Two things are the same if both declare the same HQ id; otherwise if they have the same name and neither has found
/// its like by id. Things of the new project come first, in its order; then those that only the old one has.
public struct Pairing<Entity: Sendable>: Sendable {
  /// By common number: the thing in each project, where it has one.
  public private(set) var things: [Sides<EntityID<Entity>?>] = []
  /// By the old project's number: the common one.
  private var fromOld: [Int32]
  /// Pairs that declare different ids under one name: for HQ they are two things.
  public private(set) var changedIDs: [Int] = []

  /// A thing's name and declared id, with the texts they stand for.
  struct Labels {
    let count: Int
    let strings: StringTable
    let key: (Int) -> Symbol
    /// `Symbol.empty` where none is declared.
    let id: (Int) -> Symbol
  }

  init(old: Labels, new: Labels) {
    fromOld = [Int32](repeating: -1, count: old.count)
    things.reserveCapacity(max(old.count, new.count))
    for index in 0..<new.count { things.append(Sides(old: nil, new: EntityID(index))) }
    pair(old, new, by: { $0.id })
    pair(old, new, by: { $0.key })
    for index in 0..<old.count where fromOld[index] < 0 {
      fromOld[index] = Int32(things.count)
      things.append(Sides(old: EntityID(index), new: nil))
    }
    for (number, thing) in things.enumerated() {
      guard let a = thing.old.map({ old.id($0.index) }), let b = thing.new.map({ new.id($0.index) }) else { continue }
      if a != .empty, b != .empty, old.strings[a] != new.strings[b] { changedIDs.append(number) }
    }
  }

  private mutating func pair(_ old: Labels, _ new: Labels, by label: (Labels) -> (Int) -> Symbol) {
    let (oldLabel, newLabel) = (label(old), label(new))
    // By symbol of the old project: the first unpaired thing with it.
    var holders = [Int32](repeating: -1, count: old.strings.count)
    var isEmpty = true
    for index in (0..<old.count).reversed() where fromOld[index] < 0 {
      let symbol = oldLabel(index)
      guard symbol != .empty else { continue }
      holders[Int(symbol.index)] = Int32(index)
      isEmpty = false
    }
    guard !isEmpty else { return }
    for index in 0..<new.count where things[index].old == nil {
      let symbol = newLabel(index)
      guard symbol != .empty, let other = old.strings.existing(new.strings[symbol]) else { continue }
      let holder = holders[Int(other.index)]
      guard holder >= 0 else { continue }
      holders[Int(other.index)] = -1
      things[index].old = EntityID(Int(holder))
      fromOld[Int(holder)] = Int32(index)
    }
  }

  /// How many things there are in either project.
  public var count: Int { things.count }

  /// The common number of a thing of one project.
  public func number(_ id: EntityID<Entity>, _ side: Side) -> Int {
    side == .new ? id.index : Int(fromOld[id.index])
  }

  /// The same thing in the other project, if it has it.
  public func counterpart(_ id: EntityID<Entity>, of side: Side) -> EntityID<Entity>? {
    things[number(id, side)][side.other]
  }
}

/// What is the same in two projects.
public struct Matching: Sendable {
  public let users: Pairing<User>
  public let groups: Pairing<Group>
  public let locations: Pairing<Location>
  public let levels: Pairing<Level>
  public let cases: Pairing<DeclaredCase>
  public let forms: FormPairing

  /// Finds what is the same in two projects.
  public init(_ old: Project, _ new: Project) {
    func pairing<Entity>(
      _ things: (Project) -> [Entity], key: @escaping (Entity) -> Symbol, id: @escaping (Entity) -> Symbol
    ) -> Pairing<Entity> {
      func labels(_ project: Project) -> Pairing<Entity>.Labels {
        let list = things(project)
        return .init(
          count: list.count, strings: project.strings, key: { key(list[$0]) }, id: { id(list[$0]) })
      }
      return Pairing(old: labels(old), new: labels(new))
    }
    users = pairing(\.users, key: \.key, id: \.id)
    groups = pairing(\.groups, key: \.key, id: \.id)
    locations = pairing(\.locations, key: \.key, id: \.id)
    levels = pairing(\.levels, key: \.key) { _ in .empty }
    cases = pairing(\.cases, key: \.key, id: \.id)
    forms = FormPairing(old, new)
  }
}

/// The forms of both projects by `APP/MENU/FORM`: first those of the new project, then those that only the old one has.
public struct FormPairing: Sendable {
  /// By common number: the form in each project, where it has one.
  public private(set) var things: [Sides<FormID?>]
  private var fromOld: [Int] = []

  init(_ old: Project, _ new: Project) {
    things = new.forms.ids.map { Sides(old: nil, new: $0) }
    var byPath: [String: Int] = [:]
    for form in new.forms.ids { byPath[new.path(of: form)] = form.index }
    for form in old.forms.ids {
      if let number = byPath[old.path(of: form)] {
        things[number].old = form
        fromOld.append(number)
      } else {
        fromOld.append(things.count)
        things.append(Sides(old: form, new: nil))
      }
    }
  }

  /// The common number of a form of one project.
  public func number(_ form: FormID, _ side: Side) -> Int { side == .new ? form.index : fromOld[form.index] }
}
