import ProjectModel
import Testing

/// A patched project is the project that one would have written by hand.
@Suite(.timeLimit(.minutes(1))) struct PatchedByHandTests {
  @Test(arguments: 0..<300) func isTheSame(seed: Int) throws {
    var random = SmallRandom(seed: UInt64(seed) + 1)
    let base = Tree.project(&random)
    let patches = (0...random.next(3)).map { _ in Tree.patch(&random) }
    let byHand = patches.reduce(base) { $0.merged(with: $1) }
    let changes = "changes:\n" + patches.map { "  - \($0.text)\n" }.joined()
    let expected = try Patched(TemporaryProject(["project.yaml": byHand.text]), "changes: []\n")
    for files in base.layouts {
      let patched = try Patched(TemporaryProject(files), changes)
      // What a patch removes is one error, however often it is used.
      #expect(Set(patched.loaded.diagnostics.map(\.code)) == Set(expected.loaded.diagnostics.map(\.code)))
      #expect(patched.facts.sorted() == expected.facts.sorted(), "\(files)\n\(changes)")
    }
  }
}

/// A YAML tree as a plain value.
private indirect enum Tree {
  case null, text(String), list([String]), object([(String, Tree)])

  var text: String {
    switch self {
    case .null: "null"
    case .text(let text): text
    case .list(let elements): "[" + elements.joined(separator: ", ") + "]"
    case .object(let entries): "{" + entries.map { "\($0.0): \($0.1.text)" }.joined(separator: ", ") + "}"
    }
  }

  subscript(key: String) -> Tree? {
    guard case .object(let entries) = self else { return nil }
    return entries.first { $0.0 == key }?.1
  }

  var entries: [(String, Tree)] {
    guard case .object(let entries) = self else { return [] }
    return entries
  }

  func merged(with patch: Tree) -> Tree {
    guard case .object(let changes) = patch else { return patch }
    var entries = self.entries
    for (key, value) in changes {
      let place = entries.firstIndex { $0.0 == key }
      if case .null = value {
        if let place { entries.remove(at: place) }
      } else if let place {
        entries[place].1 = entries[place].1.merged(with: value)
      } else {
        entries.append((key, Tree.null.merged(with: value)))
      }
    }
    return .object(entries)
  }

  private static func groups(_ random: inout SmallRandom) -> [String] {
    (0..<4).filter { _ in random.next(3) == 0 }.map { "g\($0)" }
  }

  static func project(_ random: inout SmallRandom) -> Tree {
    let groups = (0..<4).map { ("g\($0)", Tree.object([("case_sharing", .text(random.next(2) == 0 ? "true" : "false"))])) }
    let workers = (0..<4).map { i in
      let data = ["x", "y"].filter { _ in random.next(2) == 0 }.map { ($0, Tree.text("v\(random.next(9))")) }
      var facts: [(String, Tree)] = [("groups", .list(Self.groups(&random)))]
      if !data.isEmpty { facts.append(("user_data", .object(data))) }
      return ("w\(i)", Tree.object(facts))
    }
    let cases = (0..<3).map { ("c\($0)", Tree.object([("case_type", .text("t")), ("owner", .text("group:g\($0)"))])) }
    return .object([
      ("caseload", .text("1")), ("project", .text("p")), ("case_types", .object([("t", .object([]))])),
      ("groups", .object(groups)), ("mobile_workers", .object(workers)), ("cases", .object(cases)),
    ])
  }

  static func patch(_ random: inout SmallRandom) -> Tree {
    var sections: [(String, Tree)] = []
    if random.next(2) == 0 {
      let changes = (0..<6).filter { _ in random.next(3) == 0 }.map { i in
        ("g\(i)", random.next(6) == 0 ? .null : Tree.object([random.next(2) == 0 ? ("case_sharing", .text("true")) : ("case_sharing", .null)]))
      }
      sections.append(("groups", .object(changes)))
    }
    let workers = (0..<6).filter { _ in random.next(3) == 0 }.map { i in ("w\(i)", worker(&random)) }
    if random.next(4) > 0 { sections.append(("mobile_workers", .object(workers))) }
    if random.next(12) == 0 { sections.append(("mobile_workers_", .null)) }
    if random.next(4) == 0 { sections.append(("cases", random.next(3) == 0 ? .null : .object([("c1", .null)]))) }
    return .object(sections)
  }

  private static func worker(_ random: inout SmallRandom) -> Tree {
    switch random.next(5) {
    case 0: .null
    case 1: .object([("groups", .null), ("active", .text("false"))])
    case 2: .object([("user_data", .object([("x", .null), ("y", .text("new"))]))])
    case 3: .object([("user_data", .text("wrong"))])
    default: .object([("groups", .list(groups(&random)))])
    }
  }

  /// The project in one file, in two, and with tables.
  var layouts: [[String: String]] {
    func some(_ key: String, _ keep: (Int) -> Bool) -> Tree {
      .object((self[key]?.entries ?? []).enumerated().filter { keep($0.offset) }.map(\.element))
    }
    let head = entries.filter { ["caseload", "project", "case_types"].contains($0.0) }
    func file(_ more: [(String, Tree)], head: [(String, Tree)] = []) -> String { Tree.object(head + more).text + "\n" }
    let first = ["groups", "mobile_workers", "cases"].map { ($0, some($0) { $0 % 2 == 0 }) }
    let second = ["groups", "mobile_workers", "cases"].map { ($0, some($0) { $0 % 2 == 1 }) }
    let groups = (self["groups"]?.entries ?? []).map { "\($0.0),\($0.1["case_sharing"]?.text ?? "")\n" }
    let workers = (self["mobile_workers"]?.entries ?? []).map { name, facts in
      var names: [String] = []
      if case .list(let groups)? = facts["groups"] { names = groups }
      let cells = (0..<4).map { $0 < names.count ? names[$0] : "" } + ["x", "y"].map { facts["user_data"]?[$0]?.text ?? "" }
      return ([name] + cells).joined(separator: ",") + "\n"
    }
    let tables = [
      ("groups", Tree.object([("table", .text("groups.csv"))])),
      ("mobile_workers", Tree.object([("table", .text("workers.csv"))])),
    ]
    return [
      ["project.yaml": text + "\n"],
      [
        "project.yaml": file(first, head: head + [("include", .text("more.yaml"))]), "more.yaml": file(second),
      ],
      [
        "project.yaml": file(tables + [("cases", self["cases"] ?? .null)], head: head),
        "groups.csv": "name,case-sharing?\n" + groups.joined(),
        "workers.csv": "username,group 1,group 2,group 3,group 4,data: x,data: y\n" + workers.joined(),
      ],
    ]
  }
}

private struct SmallRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int((state >> 11) % UInt64(bound))
  }
}
