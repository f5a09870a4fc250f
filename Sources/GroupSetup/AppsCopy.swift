import Diagnostics
import OwnershipGraph
import ProjectModel
import YAMLSource

/// Copies the `apps` of a project's files as YAML, with the owners that they name renamed; comments are not kept.
///
/// The project has been loaded, so its files read without errors, and the shapes of the language bound how deep nodes
/// go: the recursion ends.
struct AppsCopy {
  private let project: Project
  private let setup: PlannedSetup
  private var strings = StringTable.forYAML()
  private var documents: [YAMLDocument] = []

  init(_ project: Project, _ setup: PlannedSetup) {
    self.project = project
    self.setup = setup
    var files: [FileID] = []
    for app in project.apps where !files.contains(app.span.file) { files.append(app.span.file) }
    for file in files {
      // Settings of reading were applied when the project was loaded; here it is read once more.
      if let document = YAMLReader.read(project.sources[file], file: file, into: &strings).document {
        documents.append(document)
      }
    }
  }

  /// Writes the section, if there are any apps.
  func write(to text: inout YAMLText) {
    guard !project.apps.isEmpty else { return }
    text.line(indent: 0)
    text.raw("apps:")
    for document in documents {
      document.forEachEntry(of: document.root) { key, value in
        guard strings[document.symbol(key)] == "apps" else { return }
        document.forEachEntry(of: value) { key, value in entry(key, value, document, 2, &text) }
      }
    }
  }

  private func entry(
    _ key: YAMLNodeRef, _ value: YAMLNodeRef, _ document: YAMLDocument, _ indent: Int, _ text: inout YAMLText
  ) {
    let name = strings[document.symbol(key)]
    text.key(name, indent: indent)
    node(value, key: name, document, indent + 2, &text)
  }

  /// Writes what follows a key or a dash.
  private func node(_ node: YAMLNodeRef, key: String, _ document: YAMLDocument, _ indent: Int, _ text: inout YAMLText) {
    switch document.kind(node) {
    case .scalar, .alias:
      text.raw(" ")
      scalar(node, key: key, document, &text)
    case .mapping:
      var isEmpty = true
      document.forEachEntry(of: node) { key, value in
        isEmpty = false
        entry(key, value, document, indent, &text)
      }
      if isEmpty { text.raw(" {}") }
    case .sequence:
      var isEmpty = true
      document.forEachElement(of: node) { element in
        isEmpty = false
        text.line(indent: indent)
        text.raw("-")
        self.element(element, key: key, document, indent + 2, &text)
      }
      if isEmpty { text.raw(" []") }
    }
  }

  /// Writes what follows a dash: a mapping begins on the same line.
  private func element(
    _ node: YAMLNodeRef, key: String, _ document: YAMLDocument, _ indent: Int, _ text: inout YAMLText
  ) {
    guard document.kind(node) == .mapping, document.childCount(node) > 0 else {
      return self.node(node, key: key, document, indent, &text)
    }
    var entries = YAMLText()
    self.node(node, key: key, document, indent, &entries)
    // What comes after the first line's indentation.
    text.raw(" ")
    text.bytes.append(contentsOf: entries.bytes.drop { $0 == 0x20 || $0 == 0x0A })
  }

  private func scalar(_ node: YAMLNodeRef, key: String, _ document: YAMLDocument, _ text: inout YAMLText) {
    if document.isNull(node) { return text.raw("null") }
    if let boolean = document.boolean(node) { return text.raw(boolean ? "true" : "false") }
    let value = strings[document.symbol(node)]
    text.scalar(Self.textKeys.contains(key) ? value : renamed(value) ?? value)
  }

  /// Keys whose values are texts, in which a text that looks like an owner is none.
  private static let textKeys: Set<String> = [
    "name", "label", "xpath", "query", "calculate", "filter", "value", "id", "uri", "user_data", "source",
  ]

  /// A reference to an owner that has another name now.
  private func renamed(_ value: String) -> String? {
    let owner: Owner
    if value.hasPrefix("location:") {
      guard let id = project.strings.existing(String(value.dropFirst(9))).flatMap({ project.names.locations[$0] })
      else {
        return nil
      }
      owner = Owner(id)
    } else if value.hasPrefix("group:") {
      guard let id = project.strings.existing(String(value.dropFirst(6))).flatMap({ project.names.groups[$0] }) else {
        return nil
      }
      owner = Owner(id)
    } else {
      return nil
    }
    return setup.renaming[owner].map { setup.name(of: $0) }
  }
}
