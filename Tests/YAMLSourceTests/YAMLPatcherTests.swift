import Diagnostics
import Testing

@testable import YAMLSource

/// JSON merge patches on YAML documents.
@Suite(.timeLimit(.minutes(1))) struct YAMLPatcherTests {
  /// The examples of RFC 7396, appendix A.
  @Test(arguments: [
    (#"{"a":"b"}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"b"}"#, #"{"b":"c"}"#, #"{"a":"b","b":"c"}"#),
    (#"{"a":"b"}"#, #"{"a":null}"#, #"{}"#),
    (#"{"a":"b","b":"c"}"#, #"{"a":null}"#, #"{"b":"c"}"#),
    (#"{"a":["b"]}"#, #"{"a":"c"}"#, #"{"a":"c"}"#),
    (#"{"a":"c"}"#, #"{"a":["b"]}"#, #"{"a":["b"]}"#),
    (#"{"a":{"b":"c"}}"#, #"{"a":{"b":"d","c":null}}"#, #"{"a":{"b":"d"}}"#),
    (#"{"a":[{"b":"c"}]}"#, #"{"a":[1]}"#, #"{"a":[1]}"#),
    (#"["a","b"]"#, #"["c","d"]"#, #"["c","d"]"#),
    (#"{"a":"b"}"#, #"["c"]"#, #"["c"]"#),
    (#"{"a":"foo"}"#, #"null"#, #"null"#),
    (#"{"a":"foo"}"#, #""bar""#, #""bar""#),
    (#"{"e":null}"#, #"{"a":1}"#, #"{"e":null,"a":1}"#),
    (#"[1,2]"#, #"{"a":"b","c":null}"#, #"{"a":"b"}"#),
    (#"{}"#, #"{"a":{"bb":{"ccc":null}}}"#, #"{"a":{"bb":{}}}"#),
  ])
  func examplesOfTheRFC(original: String, patch: String, result: String) throws {
    var patching = try Patching([original])
    #expect(try patching.merge(patch) == [result])
  }

  @Test(arguments: [
    // Lists keep what is `null` in them, and are not looked into.
    ("{}", "{a: [~, {b: ~}]}", #"{"a":[null,{"b":null}]}"#),
    ("{a: {b: 1}}", "{a: }", "{}"), ("{a: {b: 1}}", "{a: {}}", #"{"a":{"b":1}}"#),
    ("{a: 1}", #"{a: "null"}"#, #"{"a":"null"}"#), ("{a: 1}", "{b: null}", #"{"a":1}"#),
    ("{a: {x: 1}, b: 2}", "{a: {x: {y: ~}}}", #"{"a":{"x":{}},"b":2}"#),
    // Aliases and merge keys are what they stand for.
    ("{a: &x {p: 1, q: 2}, b: *x}", "{b: {p: ~}}", #"{"a":{"p":1,"q":2},"b":{"q":2}}"#),
    ("{a: &x {p: 1}, b: {<<: *x, q: 2}}", "{b: {p: 3}}", #"{"a":{"p":1},"b":{"q":2,"p":3}}"#),
    ("{a: 1}", "{b: &x {p: ~, q: 1}, c: *x}", #"{"a":1,"b":{"q":1},"c":{"q":1}}"#),
    ("{a: {k: 1}, b: {k: 1}}", "{a: &x {k: ~, l: 2}, b: *x}", #"{"a":{"l":2},"b":{"l":2}}"#),
  ])
  func others(original: String, patch: String, result: String) throws {
    var patching = try Patching([original])
    #expect(try patching.merge(patch) == [result])
  }

  @Test func onePatchAfterTheOther() throws {
    var patching = try Patching(["{a: {b: 1}}"])
    _ = try patching.merge("{a: ~}")
    #expect(try patching.merge("{a: {c: 2}, d: &x {e: 1}, f: *x}") == [#"{"a":{"c":2},"d":{"e":1},"f":{"e":1}}"#])
    #expect(try patching.merge("{d: {e: ~}, f: {g: 1}}") == [#"{"a":{"c":2},"d":{},"f":{"e":1,"g":1}}"#])
  }

  @Test func severalPartsCountAsOne() throws {
    var patching = try Patching(["{a: {x: 1}, b: 1}", "{a: {y: 2}, c: 3}"])
    #expect(
      try patching.merge("{a: {x: 5, y: ~, z: 6}, c: 4, d: 7}")
        == [#"{"a":{"x":5,"z":6},"b":1,"d":7}"#, #"{"a":{},"c":4}"#])
    #expect(try patching.merge("{a: 9}") == [#"{"a":9,"b":1,"d":7}"#, #"{"c":4}"#])
  }

  @Test func everyNodeKeepsItsPlace() throws {
    var patching = try Patching(["a: 1\nb: {c: 2}\n"])
    _ = try patching.merge("b: {d: 3}\ne: 4\na: 5\n")
    #expect(
      patching.places == ["0:b", "0:c", "0:2", "1:d", "1:3", "1:e", "1:4", "1:a", "1:5"].sorted())
  }

  /// Against a merge of plain values, on random documents.
  @Test func agreesWithPlainValues() throws {
    var random = SmallRandom(seed: 7396)
    for _ in 0..<2000 {
      let original = PlainValue.random(depth: 3, &random)
      let patches = (0..<3).map { _ in PlainValue.random(depth: 3, &random) }
      var patching = try Patching([original.text])
      var expected = original
      for patch in patches {
        expected = expected.merged(with: patch)
        #expect(try patching.merge(patch.text) == [expected.text], "\(original.text) \(patches.map(\.text))")
      }
    }
  }
}

/// Documents that patches are applied to.
private struct Patching {
  private var patcher = YAMLPatcher()
  private var strings = StringTable.forYAML()
  private var sources = SourceMap()
  private var parts: [YAMLNodeRef] = []

  init(_ originals: [String]) throws {
    for original in originals { parts.append(try read(original)) }
  }

  private mutating func read(_ text: String) throws -> YAMLNodeRef {
    let file = sources.add(SourceFile(path: "\(sources.files.count).yaml", bytes: Array(text.utf8)))
    // A table of its own, as a scenario has.
    var own = StringTable.forYAML()
    _ = own.intern("shifts the symbols \(file.index)")
    let document = try #require(YAMLReader.read(sources[file], file: file, into: &own).document)
    var all = strings
    let offset = patcher.add(document, file: file) { all.intern(own[$0]) }
    strings = all
    return offset(document.root)
  }

  mutating func merge(_ patch: String) throws -> [String] {
    let patch = try read(patch)
    if patcher.nodes.kind(patch) == .mapping, parts.allSatisfy({ patcher.nodes.kind($0) == .mapping }) {
      parts = patcher.merge(patch, into: parts)
    } else {
      parts = [patcher.merge(patch, into: parts[0])]
    }
    return parts.map(text)
  }

  private func text(_ node: YAMLNodeRef) -> String {
    let nodes = patcher.nodes
    switch nodes.kind(node) {
    case .mapping:
      var entries: [String] = []
      nodes.forEachEntry(of: node) { entries.append("\"\(strings[nodes.symbol($0)])\":\(text($1))") }
      return "{" + entries.joined(separator: ",") + "}"
    case .sequence:
      var elements: [String] = []
      nodes.forEachElement(of: node) { elements.append(text($0)) }
      return "[" + elements.joined(separator: ",") + "]"
    case .scalar, .alias:
      if nodes.isNull(node) { return "null" }
      let word = strings[nodes.symbol(node)]
      return nodes.isPlain(node) && Int(word) != nil ? word : "\"\(word)\""
    }
  }

  /// The file and the text of every scalar that can be reached.
  var places: [String] {
    let nodes = patcher.nodes
    var found: [String] = []
    func visit(_ node: YAMLNodeRef) {
      if nodes.kind(node) == .scalar {
        let span = nodes.span(node)
        found.append("\(span.file.index):\(sources.text(of: span))")
      }
      nodes.forEachEntry(of: node) { visit($0); visit($1) }
    }
    for part in parts { visit(part) }
    return found.sorted()
  }
}

/// A JSON value, and RFC 7396's function on it as the RFC has it.
private indirect enum PlainValue {
  case null, number(Int), list([PlainValue]), object([(String, PlainValue)])

  var text: String {
    switch self {
    case .null: "null"
    case .number(let number): "\(number)"
    case .list(let elements): "[" + elements.map(\.text).joined(separator: ",") + "]"
    case .object(let entries): "{" + entries.map { "\"\($0.0)\":\($0.1.text)" }.joined(separator: ",") + "}"
    }
  }

  func merged(with patch: PlainValue) -> PlainValue {
    guard case .object(let changes) = patch else { return patch }
    var entries: [(String, PlainValue)] = []
    if case .object(let own) = self { entries = own }
    for (key, value) in changes {
      let place = entries.firstIndex { $0.0 == key }
      if case .null = value {
        if let place { entries.remove(at: place) }
      } else if let place {
        entries[place].1 = entries[place].1.merged(with: value)
      } else {
        entries.append((key, PlainValue.null.merged(with: value)))
      }
    }
    return .object(entries)
  }


  static func random(depth: Int, _ random: inout SmallRandom) -> PlainValue {
    switch random.next(depth == 0 ? 2 : 7) {
    case 0: return .null
    case 1: return .number(random.next(3))
    case 2: return .list((0..<random.next(3)).map { _ in .random(depth: depth - 1, &random) })
    default:
      let keys = ["a", "b", "c", "d"].filter { _ in random.next(2) == 0 }
      return .object(keys.map { ($0, .random(depth: depth - 1, &random)) })
    }
  }
}

private struct SmallRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func next(_ bound: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(bound))
  }
}
