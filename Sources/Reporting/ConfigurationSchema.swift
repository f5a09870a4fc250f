import ProjectModel

/// The configuration language as a JSON Schema (2020-12) for editors and other judges of YAML files.
///
/// It accepts what the decoder accepts, as far as one file by itself can tell: kinds of values, keys, required keys and
/// closed lists of words. Whether a name is declared, what a table holds and whether the tree of locations is right,
/// only `caseload check` knows.
public enum ConfigurationSchema {
  /// What kind of file the schema is for.
  public enum Root: Sendable, CaseIterable {
    /// `project.yaml`: `caseload` and `project` are required.
    case project
    /// A file that a project includes: the same keys, none of them required.
    case included
  }

  /// The name under which the schema stands beside a project.
  public static let fileName = "caseload.schema.json"

  /// The schema as UTF-8: the same bytes on every run.
  public static func bytes(for root: Root = .project) -> [UInt8] { Array(json(for: root).pretty.utf8) }

  static func json(for root: Root) -> ConfigurationJSON {
    let shapes = Language.shapes
    var members: [ConfigurationJSON.Member] = [
      .init("$schema", .text("https://json-schema.org/draft/2020-12/schema")),
      .init("title", .text(title(root))),
      .init("description", .text(about(root))),
      .init("$ref", reference(to: .project)),
    ]
    let required = shapes.first { $0.name == .project }?.keys.filter(\.isRequired).map(\.name) ?? []
    if root == .project { members.append(.init("required", .texts(required))) }
    let definitions = shapes.map { ConfigurationJSON.Member($0.name.definition, definition(of: $0)) }
    members.append(.init("$defs", .object(definitions + commonDefinitions)))
    return .object(members)
  }

  private static func title(_ root: Root) -> String {
    switch root {
    case .project: "Caseload project configuration, version \(Language.version)"
    case .included: "File included by a Caseload project configuration, version \(Language.version)"
    }
  }

  private static func about(_ root: Root) -> String {
    switch root {
    case .project:
      """
      For `project.yaml`. Included files have the same keys and need neither `caseload` nor `project`: for them, \
      use the definition `included`.
      """
    case .included: "For files that a `project.yaml` includes."
    }
  }

  /// A reference to a shape's definition.
  static func reference(to shape: ShapeName) -> ConfigurationJSON { .text("#/$defs/\(shape.definition)") }
}

extension ShapeName {
  /// The heading's anchor in the manual: the title in small letters, with hyphens for spaces.
  var anchor: String { rawValue.lowercased().replacing(" ", with: "-") }

  /// The name of the definition in the schema. The top of a project is what main and included files share, so it is
  /// named after the weaker of the two: the main file's required keys stand at the root.
  var definition: String { self == .project ? "included" : anchor }
}
