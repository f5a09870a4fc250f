// Reads the user-groups table: which rows a path means, and their values.

extension Evaluator {
  func text(of path: GroupPath) throws(Stop) -> XPathText {
    let (shape, rows) = try rows(of: path)
    guard let row = rows.first else { return XPathText() }
    if rows.count > 1 { throw .failure(.severalNodes(path.source)) }
    return value(shape, row)
  }

  func texts(of path: GroupPath) throws(Stop) -> [XPathText] {
    let (shape, rows) = try rows(of: path)
    try budget.charge(rows.count)
    return rows.map { value(shape, $0) }
  }

  func count(of path: GroupPath) throws(Stop) -> Int {
    if case .invalid = path.shape(groupCount: environment.groupCount) { return 0 }
    return try rows(of: path).rows.count
  }

  /// The position of the first element that the path means, counted from 0, as `position(path)` has it.
  func position(of path: GroupPath) throws(Stop) -> Int {
    let (shape, rows) = try rows(of: path)
    switch (shape, rows.first) {
    case (_, nil): throw .failure(.other("`position()` of nothing"))
    case (.group, let row?): return row
    case (.table, _), (.name, _): return 0
    default: throw .unknown("`position()` of an attribute")
    }
  }

  private func value(_ shape: GroupPath.Shape, _ row: Int) -> XPathText {
    switch shape {
    case .id: environment.groupID(at: row)
    case .name: environment.groupName(at: row)
    default: XPathText()
    }
  }

  /// The rows that the path means, one for each node; the table itself counts as row 0.
  func rows(of path: GroupPath) throws(Stop) -> (shape: GroupPath.Shape, rows: Rows) {
    let shape = path.shape(groupCount: environment.groupCount)
    switch shape {
    case .invalid: throw .failure(.noSuchNode(path.source))
    case .notUnderstood: throw .unknown("the path `\(path.source)` into the user-groups table")
    default: break
    }
    guard try filter(.range(0..<1), at: 0, of: path, above: nil).first != nil else { return (shape, .list([])) }
    if case .table = shape { return (shape, .range(0..<1)) }
    guard path.levels.count > 1, !path.levels[1].isAttribute else { return (shape, .list([])) }
    let all = path.levels[1].row.map { $0..<($0 + 1) } ?? 0..<environment.groupCount
    let groups = try filter(.range(all), at: 1, of: path, above: nil)
    if path.levels.count > 2, !path.levels[2].filters.isEmpty, shape.isLeaf {
      var kept: [Int] = []
      for row in groups.indices where try filter(.range(0..<1), at: 2, of: path, above: row).first != nil {
        kept.append(row)
      }
      return (shape, .list(kept))
    }
    if case .nothing = shape { return (shape, .list([])) }
    return (shape, groups)
  }

  /// The elements of a level that pass its filters. They are tried element by element, and each filter counts for
  /// itself the elements that reach it.
  private func filter(
    _ elements: Rows, at depth: Int, of path: GroupPath, above row: Int?
  ) throws(Stop) -> Rows {
    let level = path.levels[depth]
    if level.filters.isEmpty { return elements }
    var elements = elements
    var filters = level.filters[...]
    if depth == 1 { try preselect(&elements, &filters, path) }
    if filters.isEmpty { return elements }
    var positions = [Int](repeating: 0, count: filters.count)
    var kept: [Int] = []
    if depth == 1, case .number(let number)? = filters.first {
      // Only one element can pass; the others need not be walked.
      let place = engineInteger(number) - 1
      guard place >= 0, place < elements.count else { return .list([]) }
      elements = .list([elements[place]])
      filters = filters.dropFirst()
      positions.removeFirst()
    }
    elements: for element in elements.indices {
      let levels = path.levels[..<depth].map { GroupPath.Level(name: $0.name, row: 0) }
      var context = levels + [GroupPath.Level(name: level.name, isAttribute: level.isAttribute, row: element)]
      if depth == 2, let row { context[1].row = row }
      for (index, filter) in filters.enumerated() {
        positions[index] += 1
        let scope = Scope(
          context: .groups(instance: path.instance, levels: context), position: positions[index])
        switch try plain(try evaluate(filter, scope)) {
        case .number(let number) where engineInteger(number) == positions[index]: break
        case .boolean(true): break
        // A text passes never, not even one that is not empty.
        default: continue elements
        }
      }
      kept.append(element)
    }
    return .list(kept)
  }

  /// Filters of the form `@id = …` at the front are tried before all others, with the right side evaluated once and
  /// from outside the table. If that fails they are tried like the others.
  private func preselect(
    _ elements: inout Rows, _ filters: inout ArraySlice<Node>, _ path: GroupPath
  ) throws(Stop) {
    while case .equality(.path(let left), let rest)? = filters.first, rest.count == 1, left.soleAttribute == "id" {
      guard let wanted = try preselectionValue(rest[0].operand, path.outer) else { return }
      var kept: [Int] = []
      for row in elements.indices {
        try budget.charge(2)
        let id = environment.groupID(at: row)
        // An id that looks like a number is compared as one.
        let value: Value = id.literal.flatMap(plainNumber).map { .number($0) } ?? .text(id)
        if try areEqual(value, .text(wanted)) == (rest[0].kind == .equal) { kept.append(row) }
      }
      elements = .list(kept)
      filters = filters.dropFirst()
    }
  }

  private func preselectionValue(_ node: Node, _ outer: Context) throws(Stop) -> XPathText? {
    switch node {
    case .text(let text): return XPathText(text)
    case .path(let path):
      // From the form, a relative path of the table's leads nowhere.
      if case .context = path.origin, case .form = outer { return nil }
      do throws(Stop) {
        return try text(try evaluate(node, Scope(context: outer)))
      } catch {
        if case .failure = error { return nil }
        throw error
      }
    default: return nil
    }
  }
}

extension GroupPath.Shape {
  fileprivate var isLeaf: Bool {
    switch self {
    case .id, .name: true
    default: false
    }
  }
}

/// Row numbers; a whole table of 100,000 rows is not spelled out.
enum Rows {
  case range(Range<Int>)
  case list([Int])

  var count: Int {
    switch self {
    case .range(let range): range.count
    case .list(let list): list.count
    }
  }

  var first: Int? { count > 0 ? self[0] : nil }

  subscript(index: Int) -> Int {
    switch self {
    case .range(let range): range.lowerBound + index
    case .list(let list): list[index]
    }
  }

  /// The row numbers, in order.
  var indices: some Sequence<Int> {
    (0..<count).lazy.map { self[$0] }
  }

  func map<T>(_ transform: (Int) -> T) -> [T] { indices.map(transform) }
}
