/// The picture in Mermaid's language. Names stand only in quoted labels, in which everything but letters, digits and a
/// few harmless signs is an entity; boxes have ids of our own.
enum GraphMermaid {
  static func render(_ picture: GraphPicture) -> [UInt8] {
    var lines = ["flowchart LR"]
    for (index, node) in picture.nodes.enumerated() {
      let label = "\"" + node.label.map(escaped).joined(separator: "<br/>") + "\""
      let shape =
        switch node.kind {
        case .users: "(\(label))"
        case .group: "([\(label)])"
        case .location: "[\(label)]"
        case .case: "[/\(label)/]"
        }
      lines.append("  n\(index)\(shape)")
    }
    for edge in picture.edges {
      let arrow =
        switch edge.kind {
        case .member: "-.->"
        case .below: "---"
        case .owns, .views, .ownerOf, .child, .extension: "-->"
        }
      lines.append("  n\(edge.from) \(arrow)|\"\(escaped(edge.label))\"| n\(edge.to)")
    }
    for (index, edge) in picture.edges.enumerated() {
      if let color = edge.tint.color { lines.append("  linkStyle \(index) stroke:\(color),stroke-width:2px") }
    }
    for (index, node) in picture.nodes.enumerated() {
      var styles: [String] = []
      if let color = node.tint.color { styles.append("stroke:\(color),stroke-width:2px") }
      if !node.owns, node.kind != .case { styles.append("stroke-dasharray:4") }
      if !styles.isEmpty { lines.append("  style n\(index) \(styles.joined(separator: ","))") }
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private static func escaped(_ text: String) -> String {
    SafeText.escaped(text).unicodeScalars.reduce(into: "") { result, scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", " ", ".", ",", ":", "-", "_", "/": result.unicodeScalars.append(scalar)
      case _ where scalar.isASCII: result += "#\(scalar.value);"
      default: result.unicodeScalars.append(scalar)
      }
    }
  }
}
