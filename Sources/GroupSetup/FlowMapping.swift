import ProjectModel
import YAMLSource

/// Writes one mapping on a line, after its key: ` {name: Ana, apps: [health]}`.
struct FlowMapping: ~Copyable {
  private var text: YAMLText
  private var isEmpty = true

  /// Takes over a text, which ``finished()`` gives back.
  init(_ text: inout YAMLText) {
    self.text = YAMLText()
    swap(&self.text, &text)
    self.text.raw(" {")
  }

  mutating func field(_ key: String, _ value: String) {
    begin(key)
    text.scalar(value)
  }

  mutating func field(_ key: String, _ value: Symbol, of project: Project) {
    begin(key)
    text.scalar(value, of: project)
  }

  mutating func field(_ key: String, _ value: Bool) {
    begin(key)
    text.raw(value ? "true" : "false")
  }

  mutating func list(_ key: String, _ values: some Sequence<String>) {
    begin(key)
    text.flowList(values)
  }

  /// A mapping of custom data.
  mutating func data(_ key: String, _ fields: some Sequence<DataField>, of project: Project) {
    data(key, fields.map { (project.text($0.key), project.text($0.value)) })
  }

  /// A mapping of texts.
  mutating func data(_ key: String, _ fields: [(String, String)]) {
    begin(key)
    text.raw("{")
    for (index, (name, value)) in fields.enumerated() {
      if index > 0 { text.raw(", ") }
      let isLong = name.utf8.count > YAMLText.longestSimpleKey
      if isLong { text.raw("? ") }
      text.scalar(name)
      text.raw(isLong ? " : " : ": ")
      text.scalar(value)
    }
    text.raw("}")
  }

  /// A field whose value is written by `body`.
  mutating func field(_ key: String, _ body: (inout YAMLText) -> Void) {
    begin(key)
    body(&text)
  }

  consuming func finished() -> YAMLText {
    text.raw("}")
    return text
  }

  private mutating func begin(_ key: String) {
    if !isEmpty { text.raw(", ") }
    isEmpty = false
    text.raw(key + ": ")
  }
}
