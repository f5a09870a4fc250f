import Diagnostics
import YAMLSource

/// A change to a project configuration, written as a JSON merge patch (RFC 7396) in a YAML file: the value of a
/// scenario's `change`, for example.
///
/// Mappings merge, `null` removes, and anything else replaces what was there; lists are replaced as a whole.
public struct ProjectPatch: Sendable {
  /// The mapping of changes.
  let node: YAMLNodeRef
  let document: YAMLDocument
  let strings: StringTable
  let source: SourceFile

  /// - Parameters:
  ///   - node: the patch; anything but a mapping is reported when it is applied.
  ///   - document: the document of the node.
  ///   - strings: the table with the document's scalars.
  ///   - source: the file of the document.
  public init(_ node: YAMLNodeRef, of document: YAMLDocument, strings: StringTable, source: SourceFile) {
    self.node = node
    self.document = document
    self.strings = strings
    self.source = source
  }
}

extension ProjectLoader {
  /// Loads a project and applies patches, one after the other, to the configuration that its files make together.
  /// For several versions of one project read it once, as a ``PatchableProject``.
  public static func load(
    _ path: String, patches: [ProjectPatch], limits: YAMLLimits = YAMLLimits()
  ) -> LoadedProject {
    PatchableProject.load(path, limits: limits).patched(by: patches)
  }
}
