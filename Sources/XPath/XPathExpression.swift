/// An owner expression of a CommCare form, evaluated as commcare-core does (semantics 3.7).
public struct XPathExpression: Sendable {
  let root: Node

  /// Reads an expression. What the engine would not read is an error, a wrong number of arguments included; and so are
  /// expressions of more than 32 KiB or with brackets more than 64 levels deep.
  public static func parse(_ text: String) throws(XPathSyntaxError) -> XPathExpression {
    XPathExpression(root: try Parser.parse(text))
  }

  private init(root: Node) {
    self.root = root
  }

  /// What the engine would get for a user, or why it would fail, or why that cannot be known.
  ///
  /// An unfiltered path to several groups fails without reading any row of the table.
  public func evaluate(in environment: some XPathEnvironment) -> XPathOutcome {
    Evaluator(environment: environment).outcome(root)
  }

  /// What the expression can read, by HQ's own names of instances.
  public var reads: XPathReads { reads(source: XPathInstance.hqSource) }

  /// What the expression can read, in a form that declares its instances as the closure says.
  public func reads(source: (String) -> String?) -> XPathReads {
    XPathReads(of: root, source: source)
  }
}
