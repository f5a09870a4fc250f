extension GraphPicture {
  /// How many neighbours of one kind a node shows; the others stand together.
  private static let fanOut = 10

  /// What is within so many steps of a node, against and along the arrows. Of many neighbours of one kind some are
  /// shown, and one box stands for the others; it leads nowhere.
  func around(_ start: Int, depth: Int) -> GraphPicture {
    struct Bundle: Hashable {
      let edge: Edge.Kind
      let isOutward: Bool
      let node: Node.Kind
      let change: Change
      let tint: Tint
      let nodeTint: Tint
    }
    var incident = [[Int]](repeating: [], count: nodes.count)
    for (index, edge) in edges.enumerated() {
      incident[edge.from].append(index)
      if edge.to != edge.from { incident[edge.to].append(index) }
    }
    var result = GraphPicture()
    var numbers = [start: 0]
    result.nodes.append(nodes[start])
    var usedEdges: Set<Int> = []
    var frontier = [start]
    for _ in 0..<max(0, depth) {
      var next: [Int] = []
      for node in frontier {
        guard let number = numbers[node] else { continue }
        var bundles: [Bundle: [Int]] = [:]
        var order: [Bundle] = []
        for index in incident[node] where !usedEdges.contains(index) {
          let edge = edges[index]
          let other = edge.from == node ? edge.to : edge.from
          let bundle = Bundle(
            edge: edge.kind, isOutward: edge.from == node, node: nodes[other].kind, change: edge.change,
            tint: edge.tint, nodeTint: nodes[other].tint)
          if bundles[bundle] == nil { order.append(bundle) }
          bundles[bundle, default: []].append(index)
        }
        for bundle in order {
          let indices = bundles[bundle] ?? []
          let shown = indices.count > Self.fanOut + 1 ? indices.prefix(Self.fanOut) : indices[...]
          for index in shown {
            usedEdges.insert(index)
            var edge = edges[index]
            let other = edge.from == node ? edge.to : edge.from
            if numbers[other] == nil {
              numbers[other] = result.nodes.count
              result.nodes.append(nodes[other])
              next.append(other)
            }
            edge.from = numbers[edge.from] ?? number
            edge.to = numbers[edge.to] ?? number
            result.edges.append(edge)
          }
          let hidden = indices.dropFirst(shown.count)
          guard !hidden.isEmpty else { continue }
          usedEdges.formUnion(hidden)
          let others = hidden.map { edges[$0].from == node ? edges[$0].to : edges[$0].from }
          result.edges.append(
            Edge(
              from: bundle.isOutward ? number : result.nodes.count, to: bundle.isOutward ? result.nodes.count : number,
              kind: bundle.edge, change: bundle.change, count: hidden.count,
              gained: hidden.reduce(0) { $0 + edges[$1].gained }, lost: hidden.reduce(0) { $0 + edges[$1].lost }))
          result.nodes.append(together(others, bundle.node))
        }
      }
      frontier = next
    }
    result.isSummary = result.nodes.contains { $0.kind != .users && $0.count > 1 }
    return result
  }

  /// One box for many.
  private func together(_ others: [Int], _ kind: Node.Kind) -> Node {
    let count = others.reduce(0) { $0 + nodes[$1].count }
    func common(_ change: (Node) -> Change) -> Change {
      let changes = Set(others.map { change(nodes[$0]) })
      return changes.count == 1 ? changes.first ?? .kept : .kept
    }
    return Node(
      kind: kind, label: ["\(count) more \(kind.plural)"], count: count,
      sample: others.prefix(GraphDetail.sampleSize).flatMap { nodes[$0].sample.prefix(1) },
      owns: others.contains { nodes[$0].owns }, change: common(\.change), owning: common(\.owning),
      gained: others.reduce(0) { $0 + nodes[$1].gained }, lost: others.reduce(0) { $0 + nodes[$1].lost })
  }
}

extension GraphPicture.Node.Kind {
  /// Such as `users` or `locations`.
  var plural: String {
    switch self {
    case .users: "users"
    case .group: "groups"
    case .location: "locations"
    case .case: "cases"
    }
  }
}
