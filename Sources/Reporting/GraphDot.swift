/// The picture in Graphviz's language. Names stand only in quoted labels; boxes have ids of our own.
enum GraphDot {
  static func render(_ picture: GraphPicture) -> [UInt8] {
    var lines = [
      "digraph caseload {",
      "  rankdir=LR;",
      "  node [fontname=\"sans-serif\", fontsize=11, shape=box];",
      "  edge [fontname=\"sans-serif\", fontsize=9];",
    ]
    for (index, node) in picture.nodes.enumerated() {
      let label = node.label.map(escaped).joined(separator: "\\n")
      lines.append("  n\(index) [label=\"\(label)\"\(style(node))];")
    }
    for edge in picture.edges {
      lines.append("  n\(edge.from) -> n\(edge.to) [label=\"\(escaped(edge.label))\"\(style(edge))];")
    }
    lines.append("}")
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func style(_ node: GraphPicture.Node) -> String {
    var attributes: [String] = []
    var styles: [String] = []
    switch node.kind {
    case .users: styles.append("rounded")
    case .group: attributes.append("shape=ellipse")
    case .location: attributes.append("shape=folder")
    case .case: attributes.append("shape=note")
    }
    if !node.owns, node.kind != .case { styles.append("dashed") }
    if !styles.isEmpty { attributes.append("style=\"\(styles.joined(separator: ","))\"") }
    attributes += color(node.tint)
    return attributes.map { ", " + $0 }.joined()
  }

  private static func style(_ edge: GraphPicture.Edge) -> String {
    var attributes: [String] = []
    switch edge.kind {
    case .member: attributes.append("style=dashed")
    case .below: attributes += ["style=dotted", "arrowhead=none"]
    case .owns, .views, .ownerOf, .child, .extension: break
    }
    attributes += color(edge.tint)
    return attributes.map { ", " + $0 }.joined()
  }

  private static func color(_ tint: GraphPicture.Tint) -> [String] {
    guard let color = tint.color else { return [] }
    return ["color=\"\(color)\"", "fontcolor=\"\(color)\"", "penwidth=2"]
  }

  /// Text within quotes: backslashes begin escapes there, and ampersands HTML entities.
  private static func escaped(_ text: String) -> String {
    SafeText.escaped(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "&": result += "&amp;"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
