/// What an expression evaluates to inside the evaluator.
enum Value {
  case text(XPathText)
  case number(Double)
  case boolean(Bool)
  /// Nodes that are looked at only when somebody reads them: a path that does not exist is no error by itself.
  case nodes(Nodes)
  /// What `distinct-values()` gives.
  case sequence([XPathText])
}

/// The nodes of a path.
enum Nodes {
  /// A path into the user-groups table.
  case groups(GroupPath)
  /// A path that leads to at most one node.
  case single(SingleNode, source: String)
  /// A path that the evaluator does not understand; the text says why.
  case notUnderstood(String)
}

/// The one place outside the user-groups table to which a path leads.
enum SingleNode {
  case session([String])
  case question(String)
  /// A property of the case with the id; `property` is empty for the case itself.
  case property(of: Node, in: Context, property: String)
  /// A property of the case whose id the session holds, `index` steps up.
  case selectedCase(indices: [String], property: String)
}

/// Where relative paths start.
enum Context {
  /// The question or action of the form that the expression belongs to.
  case form
  /// An element or attribute of the user-groups table.
  case groups(instance: String, levels: [GroupPath.Level])
  /// A case, about which relative paths are not understood.
  case other
}

/// The context of a filter: where, and at which position among the nodes that reached the filter.
struct Scope {
  var context: Context
  /// Counted from 1; nil outside of filters.
  var position: Int?
}
