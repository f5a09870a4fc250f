import Diagnostics
import Testing

@testable import YAMLSource

/// Which `#` begins a comment, by YAML 1.2's rules (sections 6.6, 7.3 and 8.1).
@Suite struct YAMLCommentsTests {
  private func comments(_ text: String) -> [String] {
    var sources = SourceMap()
    let file = sources.add(SourceFile(path: "a.yaml", bytes: Array(text.utf8)))
    var strings = StringTable.forYAML()
    guard let document = YAMLReader.read(sources[file], file: file, into: &strings).document else {
      return ["no document"]
    }
    return YAMLComments.beginning(with: "note", in: document, of: sources[file])
      .map { (($0.standsAlone ? "alone " : "") + sources.text(of: $0.span)) }
  }

  @Test(arguments: [
    ("a: 1 # note x", ["# note x"]),
    ("# note x\na: 1", ["alone # note x"]),
    ("   # note x\na: 1", ["alone # note x"]),
    ("a: 1 #note x\n", ["#note x"]),
    ("a: 1 #\t Note x\r\nb: 2 # note y\r\n", ["#\t Note x", "# note y"]),
    ("\u{FEFF}# note x\na: 1", ["alone # note x"]),
    ("a: 1 # note é村\n", ["# note é村"]),
    ("a: 1\n# note at the end", ["alone # note at the end"]),
    ("a: [1, # note x\n  2] # note y", ["# note x", "# note y"]),
    ("? a # note x\n: 1 # note y", ["# note x", "# note y"]),
    ("a: \"x\" # note x", ["# note x"]),
    ("a: &b 1 # note x\nc: *b # note y", ["# note x", "# note y"]),
    ("%YAML 1.1 # note x\n---\na: 1\n... # note y", ["# note x", "# note y"]),
  ])
  func found(text: String, expected: [String]) { #expect(comments(text) == expected) }

  @Test(arguments: [
    "a: x# note y", "a: \"x # note y\"", "a: 'x # note y'", "a: \"x\n  # note y\n  z\"", "a: 'it''s\n  # note y'",
    "a: |\n  x\n  # note y\n", "a: >\n  # note y\n\n  # note z\nb: 1", "a: |2\n   # note y", "- |\n # note y\n- 1",
    "\"a # note y\": 1", "'# note x': 1", "a: [\"# note y\", '# note z']", "a: 1 # other # note y", "a: 1 # x note y",
    "a: &b \"# note x\"", "a: !!str '# note x'", "a: \"\\\"\\\\ # note y\"", "a: 1", "a: &b |\n  # note y\n",
  ])
  func text(text: String) { #expect(comments(text) == []) }

  @Test(arguments: [
    ("a: | # note x\n  # note y\nb: 1", ["# note x"]),
    ("a: >- # note x\n  # note y\n", ["# note x"]),
    ("a: &b | # note x\n  # note y\n", ["# note x"]),
    ("a: |\n  x\n# note y\nb: 1", ["alone # note y"]),
    ("a:\n  b: |\n    x\n  # note y\n  c: 1", ["alone # note y"]),
    ("a: &b # note x\n  \"# note y\"\n", ["# note x"]),
    ("a: \"# note x\" # note y", ["# note y"]),
    ("a: \"# no\" # note y", ["# note y"]),
    ("a: {b: \"x # note x\", c: 1} # note y", ["# note y"]),
  ])
  func mixed(text: String, expected: [String]) { #expect(comments(text) == expected) }
}
