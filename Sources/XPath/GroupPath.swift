/// A path into the user-groups table: `<groups><group id="…"><name>…</name></group>…</groups>` (semantics 2).
struct GroupPath {
  /// The id under which the form declares the table.
  var instance: String
  var levels: [Level]
  /// Where the path stands, for filters that are evaluated before the rows are looked at.
  var outer: Context
  var source: String

  struct Level {
    var name: String
    var isAttribute: Bool
    var filters: [Node]
    /// The one element that is meant, counted from 0; nil if all are.
    var row: Int?

    init(_ level: Path.Level) {
      (name, isAttribute, filters) = (level.name, level.isAttribute, level.filters)
    }

    init(name: String, isAttribute: Bool = false, row: Int?) {
      (self.name, self.isAttribute, self.row) = (name, isAttribute, row)
      filters = []
    }
  }

  /// A path as it stands in a context. Inside a filter on the same table an unfiltered level means the element that
  /// is being filtered, even in a path that starts from `instance()`: the engine copies the position over.
  init(_ instance: String, _ levels: [Level], in context: Context, source: String) {
    (self.instance, self.levels, self.source) = (instance, levels, source)
    outer = context
    guard case .groups(instance, let bound) = context else { return }
    for (index, level) in bound.enumerated() where index < levels.count {
      guard level.name == levels[index].name else { break }
      if !level.isAttribute, !levels[index].isAttribute, levels[index].filters.isEmpty, levels[index].row == nil {
        self.levels[index].row = level.row
      }
    }
  }

  /// What the levels lead to, by their names alone.
  enum Shape {
    /// The path cannot exist in the table.
    case invalid
    /// An attribute that no element has: the engine takes the path for possible and finds nothing.
    case nothing
    case notUnderstood
    case table
    case group
    case id
    case name
  }

  /// Without any group *every* path to a group is invalid, even a filtered one (semantics 3.7).
  func shape(groupCount: Int) -> Shape {
    guard let first = levels.first, !first.isAttribute else { return .notUnderstood }
    guard first.name == "groups" else { return .invalid }
    guard levels.count > 1 else { return .table }
    if levels[1].isAttribute { return levels.count == 2 ? .nothing : .invalid }
    guard levels[1].name == "group", groupCount > 0 else { return .invalid }
    guard levels.count > 2 else { return .group }
    let isKnown = levels[2].name == (levels[2].isAttribute ? "id" : "name")
    switch levels.count {
    case 3:
      if isKnown { return levels[2].isAttribute ? .id : .name }
      return levels[2].isAttribute ? .nothing : .invalid
    case 4:
      return isKnown && levels[3].isAttribute ? .nothing : .invalid
    default:
      return .invalid
    }
  }
}
