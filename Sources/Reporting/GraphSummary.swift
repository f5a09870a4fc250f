import AccessDiff
import OwnershipGraph

/// A picture with many nodes drawn small: locations by level, groups by whether they share, cases by type and owner,
/// and users by what they are connected with.
struct GraphSummary {
  private let full: GraphPicture
  /// By node: the box it goes into.
  private var boxes: [Int]
  private var result = GraphPicture()
  private var known: [[String]: Int] = [:]

  /// Above so many nodes a picture is summarized.
  static let limit = 60

  static func of(_ picture: GraphPicture) -> GraphPicture {
    guard picture.nodes.count > limit else { return picture }
    var summary = GraphSummary(picture)
    return summary.run()
  }

  private init(_ full: GraphPicture) {
    self.full = full
    boxes = [Int](repeating: -1, count: full.nodes.count)
  }

  private mutating func run() -> GraphPicture {
    let groups = full.nodes.count { $0.kind == .group }
    for (index, node) in full.nodes.enumerated() {
      switch node.kind {
      case .group where groups <= Self.limit / 3: boxes[index] = box(["group", "\(index)"], node, node.label)
      case .group:
        let words = node.owns ? "groups that share cases" : "groups that do not share cases"
        boxes[index] = box(["groups", words] + changes(node), node, [words])
      case .location:
        let words = (node.label.last ?? "") + (node.owns ? "" : ", without cases")
        boxes[index] = box(["level", words] + changes(node), node, [words])
      case .users, .case: break
      }
    }
    placeUsers()
    placeCases()
    addEdges()
    finishLabels()
    result.isSummary = true
    return result
  }

  /// What changes of a node: only nodes of which the same changes share a box.
  private func changes(_ node: GraphPicture.Node) -> [String] {
    [node.change.rawValue, node.owning.rawValue, node.tint.rawValue]
  }

  /// Puts a node into the box with a key, which it makes if it is new.
  private mutating func box(_ key: [String], _ node: GraphPicture.Node, _ label: [String]) -> Int {
    if let found = known[key] {
      result.nodes[found].count += node.count
      result.nodes[found].gained += node.gained
      result.nodes[found].lost += node.lost
      let room = GraphDetail.sampleSize - result.nodes[found].sample.count
      if room > 0 { result.nodes[found].sample += node.sample.prefix(room) }
      return found
    }
    known[key] = result.nodes.count
    var box = node
    box.label = label
    result.nodes.append(box)
    return result.nodes.count - 1
  }

  /// Users are alike if they have as many arrows of each kind to each box; where that makes too many boxes, if they
  /// have any; and where that does, all are alike.
  private mutating func placeUsers() {
    var arrows: [Int: [[String]]] = [:]
    for edge in full.edges where full.nodes[edge.from].kind == .users && boxes[edge.to] >= 0 {
      arrows[edge.from, default: []].append([
        edge.kind.rawValue, edge.change.rawValue, edge.tint.rawValue, "\(boxes[edge.to])",
      ])
    }
    let users = full.nodes.indices.filter { full.nodes[$0].kind == .users }
    var keys: [Int: [String]] = [:]
    for coarseness in 0...2 {
      for user in users {
        let sorted = (arrows[user] ?? []).map { $0.joined(separator: " ") }.sorted()
        var key = ["users"] + changes(full.nodes[user])
        switch coarseness {
        case 0: key += sorted
        case 1: for arrow in sorted where key.last != arrow { key.append(arrow) }
        default: break
        }
        keys[user] = key
      }
      if Set(keys.values).count <= Self.limit / 2 { break }
    }
    for user in users { boxes[user] = box(keys[user] ?? ["users"], full.nodes[user], ["users"]) }
  }

  private mutating func placeCases() {
    var owner: [Int: Int] = [:]
    for edge in full.edges where edge.kind == .ownerOf { owner[edge.to] = boxes[edge.from] }
    for (index, node) in full.nodes.enumerated() where node.kind == .case {
      let words = node.label.last ?? ""
      boxes[index] = box(["case", words, "\(owner[index] ?? -1)"] + changes(node), node, [words])
    }
  }

  private mutating func addEdges() {
    var indices: [GraphPicture.Edge: Int] = [:]
    for var edge in full.edges {
      // An arrow from a class of users is as many as there are users, each of whom gains and loses.
      let count = full.nodes[edge.from].kind == .users ? full.nodes[edge.from].count : 1
      let (gained, lost) = (edge.gained * count, edge.lost * count)
      edge.from = boxes[edge.from]
      edge.to = boxes[edge.to]
      (edge.count, edge.gained, edge.lost) = (0, 0, 0)
      let index = indices[edge] ?? result.edges.count
      if index == result.edges.count {
        indices[edge] = index
        result.edges.append(edge)
      }
      result.edges[index].count += count
      result.edges[index].gained += gained
      result.edges[index].lost += lost
    }
  }

  private mutating func finishLabels() {
    for index in result.nodes.indices {
      let node = result.nodes[index]
      let sample = node.sample.joined(separator: ", ") + (node.count > node.sample.count ? ", …" : "")
      switch node.kind {
      case .users: result.nodes[index].label = [Words.counted(node.count, "user"), sample]
      case .group where node.count == 1: break
      case .group: result.nodes[index].label = ["\(node.count) \(node.label[0])", sample]
      case .location: result.nodes[index].label = ["\(Words.counted(node.count, "location")): \(node.label[0])", sample]
      case .case: result.nodes[index].label = ["\(Words.counted(node.count, "case")): \(node.label[0])", sample]
      }
    }
  }
}
