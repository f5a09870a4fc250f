import ProjectModel
import YAMLSource

/// Writes one mapping on a line, after its key: ` {name: Ana, apps: [health]}`.
struct FlowMapping {
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
    begin(key)
    text.raw("{")
    var isFirst = true
    for field in fields {
      if !isFirst { text.raw(", ") }
      isFirst = false
      // The mark of a long key does no harm to a short one.
      text.raw("? ")
      text.scalar(field.key, of: project)
      text.raw(" : ")
      text.scalar(field.value, of: project)
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
