/// The number of a declared thing of one kind: its index in the project's array of that kind.
public struct EntityID<Entity>: Hashable, Comparable, Sendable {
  /// The index, from 0.
  public let raw: Int32

  public init(_ index: Int) { raw = Int32(truncatingIfNeeded: index) }

  /// The index as an array wants it.
  public var index: Int { Int(raw) }

  public static func < (a: Self, b: Self) -> Bool { a.raw < b.raw }
}

public typealias CaseTypeID = EntityID<CaseType>
public typealias AppID = EntityID<App>
public typealias MenuID = EntityID<Menu>
public typealias FormID = EntityID<Form>
public typealias GroupID = EntityID<Group>
public typealias LevelID = EntityID<Level>
public typealias LocationID = EntityID<Location>
public typealias UserID = EntityID<User>
public typealias CaseID = EntityID<DeclaredCase>

extension Array {
  /// The thing with this number.
  public subscript(id: EntityID<Element>) -> Element {
    get { self[id.index] }
    _modify { yield &self[id.index] }
  }

  /// Every number, in order of declaration.
  public var ids: some Sequence<EntityID<Element>> { (0..<count).lazy.map { EntityID<Element>($0) } }
}
