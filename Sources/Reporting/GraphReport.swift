import AccessDiff
import OwnershipGraph
import ProjectModel

/// The ownership-policy graph of one project, or of two with what changes, as the text of a picture.
public struct GraphReport {
  private let picture: GraphPicture

  /// - Parameters:
  ///   - old: the project to compare with, if there is one.
  ///   - around: what the picture is about, in the new project, or in the old one if only that has it; nil for
  ///     everything.
  ///   - depth: how many steps from there are shown.
  public init(
    _ new: OwnershipGraph, comparedWith old: OwnershipGraph?, around: (target: Target, side: Side)?, depth: Int
  ) {
    let detail = GraphDetail(new, comparedWith: old)
    if let around {
      var near = detail.picture.around(detail.node(around.target, around.side), depth: depth)
      if case .owner(let owner) = around.target, case .user(let user) = owner.reference {
        let project = detail.graphs[around.side].project
        near.nodes[0].name(project.text(project.users[user].key))
      }
      picture = near
    } else {
      picture = GraphSummary.of(detail.picture)
    }
  }

  /// For Graphviz.
  public func dot() -> [UInt8] { GraphDot.render(picture) }

  /// For Mermaid, which GitHub and GitLab draw in Markdown.
  public func mermaid() -> [UInt8] { GraphMermaid.render(picture) }

  /// `{"summary", "nodes": [{"id", "kind", "label", "count", "sample", "owns", "change",
  /// "owning", "gained", "lost"}], "edges": [{"from", "to", "kind", "count", "change", "gained", "lost"}]}`.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("summary", picture.isSummary)
      json.arrayField("nodes") { json in
        for (index, node) in picture.nodes.enumerated() {
          json.object { json in
            json.field("id", "n\(index)")
            json.field("kind", node.kind.rawValue)
            json.field("label", node.label.joined(separator: ", "))
            json.field("count", node.count)
            json.field("sample", node.sample)
            json.field("owns", node.owns)
            json.field("change", node.change.rawValue)
            json.field("owning", node.owning.rawValue)
            json.field("gained", node.gained)
            json.field("lost", node.lost)
          }
        }
      }
      json.arrayField("edges") { json in
        for edge in picture.edges {
          json.object { json in
            json.field("from", "n\(edge.from)")
            json.field("to", "n\(edge.to)")
            json.field("kind", edge.kind.rawValue)
            json.field("count", edge.count)
            json.field("change", edge.change.rawValue)
            json.field("gained", edge.gained)
            json.field("lost", edge.lost)
          }
        }
      }
    }
    return json.bytes
  }
}

extension GraphPicture.Node {
  /// Names the user whom the picture is about, although others of the same memberships share the box.
  fileprivate mutating func name(_ user: String) {
    label[0] = user + (count > 1 ? ", …" : "")
    sample = [user] + sample.filter { $0 != user }
  }
}

extension GraphPicture.Edge {
  /// Its kind, how many arrows it stands for, and how many owners are lost and gained through it. An arrow to the one
  /// owner that is gained or lost with it says that by its colour.
  var label: String {
    var words = [kind.rawValue]
    if count > 1 { words.append("×\(count)") }
    if kind == .views || change == .kept {
      if lost > 0 { words.append("-\(lost)") }
      if gained > 0 { words.append("+\(gained)") }
    }
    return words.joined(separator: " ")
  }
}
