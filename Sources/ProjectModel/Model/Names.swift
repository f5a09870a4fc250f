import YAMLSource

/// Where each name of the large kinds is declared: an array by symbol, so that a reference costs one look.
public struct NameIndex<Entity>: Sendable {
  private var bySymbol: [Int32] = []

  public init() {}

  /// The thing with this name.
  public subscript(symbol: Symbol) -> EntityID<Entity>? {
    let index = Int(symbol.index)
    guard index < bySymbol.count, bySymbol[index] >= 0 else { return nil }
    return EntityID(Int(bySymbol[index]))
  }

  /// Declares a name, and says which thing has it already, which is then kept.
  mutating func declare(_ symbol: Symbol, _ id: EntityID<Entity>) -> EntityID<Entity>? {
    let index = Int(symbol.index)
    if index >= bySymbol.count {
      bySymbol.append(contentsOf: repeatElement(-1, count: max(index + 1, bySymbol.count * 2) - bySymbol.count))
    }
    guard bySymbol[index] < 0 else { return EntityID(Int(bySymbol[index])) }
    bySymbol[index] = id.raw
    return nil
  }
}

/// The names of a project, by kind. Mobile workers and web users share one name space, since `user:NAME` means both.
public struct Names: Sendable {
  public internal(set) var caseTypes = NameIndex<CaseType>()
  public internal(set) var apps = NameIndex<App>()
  public internal(set) var groups = NameIndex<Group>()
  public internal(set) var levels = NameIndex<Level>()
  public internal(set) var locations = NameIndex<Location>()
  public internal(set) var users = NameIndex<User>()
  public internal(set) var cases = NameIndex<DeclaredCase>()
}
