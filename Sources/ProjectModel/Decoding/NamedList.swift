import Diagnostics

/// The things that one list names, each once, with the place of its name.
struct NamedList<Entity> {
  private(set) var items: [(target: EntityID<Entity>, span: SourceSpan)] = []
  /// Made only for long lists: most have one or two entries.
  private var positions: [EntityID<Entity>: Int] = [:]

  /// Adds a thing, unless it is there already: then returns where it was named first.
  mutating func add(_ target: EntityID<Entity>, _ span: SourceSpan) -> SourceSpan? {
    if let position = position(of: target) { return items[position].span }
    items.append((target, span))
    if items.count == 16 {
      for (i, item) in items.enumerated() { positions[item.target] = i }
    } else if items.count > 16 {
      positions[target] = items.count - 1
    }
    return nil
  }

  private func position(of target: EntityID<Entity>) -> Int? {
    items.count < 16 ? items.firstIndex { $0.target == target } : positions[target]
  }
}
