import Diagnostics
import YAMLSource

/// An administrator's edit: a JSON merge patch on the project configuration, as a mapping in a YAML text.
public struct ProjectEdit: Sendable {
  /// The text in which the patch stands.
  public var source: SourceFile
  public var document: YAMLDocument
  /// The strings of the document.
  public var strings: StringTable
  /// The mapping.
  public var node: YAMLNodeRef

  public init(source: SourceFile, document: YAMLDocument, strings: StringTable, node: YAMLNodeRef) {
    (self.source, self.document, self.strings, self.node) = (source, document, strings, node)
  }
}
