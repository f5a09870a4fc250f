import Diagnostics
import Testing
import YAMLSource

/// Entries are set in the layout of their neighbours.
@Suite struct YAMLEditorTests {
  struct Layout: CustomTestStringConvertible, Sendable {
    let name: String
    /// A mapping with the key `hill`.
    let before: String
    /// Nil where nothing is proposed.
    let after: String?

    init(_ name: String, _ before: String, _ after: String?) {
      self.name = name
      self.before = before
      self.after = after
    }

    var testDescription: String { name }
  }

  /// `hill` gets `case_sharing: true`.
  static let settings = [
    Layout("false", "hill: {name: H, case_sharing: false}\n", "hill: {name: H, case_sharing: true}\n"),
    Layout("False in a block", "hill:\n  case_sharing: False # why\n", "hill:\n  case_sharing: true # why\n"),
    Layout("quoted", "hill: {case_sharing: 'false'}\n", "hill: {case_sharing: true}\n"),
    Layout("true already", "hill: {case_sharing: true}\n", nil),
    Layout("behind the name", "hill: {name: H, members: [a]}\n", "hill: {name: H, case_sharing: true, members: [a]}\n"),
    Layout("only a name", "hill: {name: H}\n", "hill: {name: H, case_sharing: true}\n"),
    Layout("first", "hill: {members: [a]}\n", "hill: {case_sharing: true, members: [a]}\n"),
    Layout("blanks in braces", "hill: { members: [a] }\n", "hill: { case_sharing: true, members: [a] }\n"),
    Layout("empty braces", "hill: {}\n", "hill: {case_sharing: true}\n"),
    Layout("nothing", "hill:\nother: 1\n", "hill: {case_sharing: true}\nother: 1\n"),
    Layout("nothing but a comment", "hill: # why\n", "hill: {case_sharing: true} # why\n"),
    Layout("nothing at the end of the file", "hill:", "hill: {case_sharing: true}"),
    Layout("null", "hill: null\n", "hill: {case_sharing: true}\n"),
    Layout("a tilde", "{hill: ~, river: {}}\n", "{hill: {case_sharing: true}, river: {}}\n"),
    Layout(
      "one entry a line in braces", "hill: {\n  members: [a],\n  id: b\n}\n",
      "hill: {\n  case_sharing: true,\n  members: [a],\n  id: b\n}\n"),
    Layout(
      "one entry a line behind the name", "hill: {\n  name: H,\n  id: b\n}\n",
      "hill: {\n  name: H,\n  case_sharing: true,\n  id: b\n}\n"),
    Layout("a block", "hill:\n    members: [a]\n", "hill:\n    case_sharing: true\n    members: [a]\n"),
    Layout(
      "a block behind the name", "hill:\n  name: \"H\" # h\n  members: [a]\n",
      "hill:\n  name: \"H\" # h\n  case_sharing: true\n  members: [a]\n"),
    Layout(
      "comments of the next entry stay there", "hill: # the hill\n  # its members\n  members: [a]\n",
      "hill: # the hill\n  case_sharing: true\n  # its members\n  members: [a]\n"),
    Layout("CRLF", "hill:\r\n  members: [a]\r\n", "hill:\r\n  case_sharing: true\r\n  members: [a]\r\n"),
    Layout("no line break at the end", "hill:\r\n  name: H", "hill:\r\n  name: H\r\n  case_sharing: true"),
    Layout("a byte order mark", "\u{FEFF}hill:\n  id: é\n", "\u{FEFF}hill:\n  case_sharing: true\n  id: é\n"),
    Layout("a quoted key", "\"hill\":\n  id: a\n", "\"hill\":\n  case_sharing: true\n  id: a\n"),
    Layout("deeper", "a:\n  b:\n  - c\n  hill:\n      id: a\n", "a:\n  b:\n  - c\n  hill:\n      case_sharing: true\n      id: a\n"),
    Layout(
      "a merge is overridden", "base: &b {id: a}\nhill:\n  <<: *b\n",
      "base: &b {id: a}\nhill:\n  case_sharing: true\n  <<: *b\n"),
    Layout("an alias", "base: &b {id: a}\nhill: *b\n", nil),
    Layout("an anchor", "hill: &b {id: a}\nriver: *b\n", nil),
    Layout("inside an anchor", "base: &b\n  hill: {id: a}\nother: *b\n", nil),
    Layout("an aliased value", "a: &no false\nhill: {case_sharing: *no}\n", nil),
    Layout("a value with an anchor", "hill: {case_sharing: &no false}\nb: *no\n", nil),
    Layout("a list", "hill: [a]\n", nil),
    Layout("a text", "hill: a\n", nil),
  ]

  @Test(arguments: settings)
  func `an entry is set`(layout: Layout) throws {
    try check(layout) { editor, key in editor.edit(setting: ["case_sharing"], below: key, to: .yaml("true")) }
  }

  /// `hill` gets `x` in its list `add_ons`.
  static let lists = [
    Layout("none", "hill: {id: a}\n", "hill: {add_ons: [x], id: a}\n"),
    Layout("empty", "hill: {add_ons: []}\n", "hill: {add_ons: [x]}\n"),
    Layout("brackets", "hill: {add_ons: [ a, 'b' ]}\n", "hill: {add_ons: [ a, 'b', x ]}\n"),
    Layout("brackets over lines", "hill: {add_ons: [\n    a,\n    b\n]}\n", "hill: {add_ons: [\n    a,\n    b,\n    x\n]}\n"),
    Layout("a comma at the end", "hill: {add_ons: [a,]}\n", "hill: {add_ons: [a, x,]}\n"),
    Layout("hyphens", "hill:\n  add_ons:\n  - a # a\n  - b\n", "hill:\n  add_ons:\n  - a # a\n  - b\n  - x\n"),
    Layout("hyphens, CRLF", "hill:\r\n  add_ons:\r\n    -  a", "hill:\r\n  add_ons:\r\n    -  a\r\n    -  x"),
    Layout("an alias", "l: &l [a]\nhill: {add_ons: *l}\n", nil),
    Layout("there already", "hill: {add_ons: [b, \"x\"]}\n", nil),
    Layout("no list", "hill: {add_ons: a}\n", nil),
  ]

  @Test(arguments: lists)
  func `a list is lengthened`(layout: Layout) throws {
    try check(layout) { editor, key in editor.edit(adding: "x", to: ["add_ons"], below: key) }
  }

  @Test func `a way leads into nested mappings`() throws {
    let layout = Layout(
      "nested", "hill:\n  lookup_table:\n    value: name\n    instance: {id: 'a'}\n",
      "hill:\n  lookup_table:\n    value: name\n    instance: {id: 'b'}\n")
    try check(layout) { editor, key in
      editor.edit(setting: ["lookup_table", "instance", "id"], below: key, to: .text("b"))
    }
    try check(Layout("none", "hill: {a: 1}\n", nil)) { editor, key in
      editor.edit(setting: ["lookup_table", "id"], below: key, to: .text("b"))
    }
  }

  private func check(_ layout: Layout, _ propose: (YAMLEditor, SourceSpan) -> TextEdit?) throws {
    let source = SourceFile(path: "f.yaml", bytes: Array(layout.before.utf8))
    let editor = try #require(YAMLEditor(source, file: FileID(0)))
    let text = String(decoding: source.bytes, as: UTF8.self)
    let offset = text.utf8.distance(from: text.startIndex, to: try #require(text.firstRange(of: "hill")).lowerBound)
    let start = offset > 0 && source.bytes[offset - 1] == UInt8(ascii: "\"") ? offset - 1 : offset
    let edit = propose(editor, SourceSpan(file: FileID(0), start: start, length: 4))
    guard let after = layout.after else {
      #expect(edit == nil)
      return
    }
    var file = EditedFile(source)
    file.apply([try #require(edit)])
    #expect(String(decoding: file.bytes, as: UTF8.self) == after)
    #expect(file.bytes == Array(after.utf8))
    // It is YAML still, and says so: nothing more is to be set.
    var strings = StringTable.forYAML()
    let read = YAMLReader.read(SourceFile(path: "f", bytes: file.bytes), file: FileID(0), into: &strings)
    #expect(read.diagnostics.isEmpty && read.document != nil)
  }
}
