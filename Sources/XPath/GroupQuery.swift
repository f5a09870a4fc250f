/// Which rows of the user-groups table a query means.
public enum XPathGroupRows: Hashable, Sendable {
  /// The rows, counted from 0, in order.
  case rows([Int])
  /// All rows, without spelling them out.
  case all
  /// The engine stops with an error, as it does for every query of an empty table.
  case failure(XPathFailure)
  /// The query is not one for groups of this table, or cannot be evaluated; the text says why.
  case unknown(String)
}

extension XPathExpression {
  /// The rows that the expression means as a query of a lookup table question, such as
  /// `instance('group')/groups/group` (semantics 3.7).
  public func groupRows(in environment: some XPathEnvironment) -> XPathGroupRows {
    let evaluator = Evaluator(environment: environment)
    do throws(Stop) {
      guard case .nodes(.groups(let path)) = try evaluator.evaluate(root, Scope(context: .form)) else {
        return .unknown("the query is not one of the user-groups table")
      }
      let (shape, rows) = try evaluator.rows(of: path)
      guard case .group = shape else { return .unknown("the query does not lead to groups") }
      if case .range(let range) = rows, range.count == environment.groupCount { return .all }
      return .rows(Array(rows.indices))
    } catch {
      switch error.outcome {
      case .failure(let failure): return .failure(failure)
      case .unknown(let reason): return .unknown(reason)
      case .text, .number, .boolean: return .unknown("the query is not one of the user-groups table")
      }
    }
  }
}

extension XPathExpression {
  /// Whether the expression is a path into the user-groups table that leads elsewhere than to its rows: to
  /// `/groups/group/name`, or to what the table does not have (semantics 2).
  ///
  /// - Parameter source: the URI of an instance by its id, nil if there is none.
  public func missesGroupRows(source: (String) -> String?) -> Bool {
    guard case .path(let path) = root, case .groups(let instance) = PathTarget(path, source: source) else { return false }
    let levels = path.levels.map { GroupPath.Level($0) }
    // For a user who has groups: without any, every path is invalid.
    switch GroupPath(instance, levels, in: .form, source: path.source).shape(groupCount: 1) {
    case .group: return false
    case .invalid, .nothing, .notUnderstood, .table, .id, .name: return true
    }
  }
}
