import OwnershipGraph
import ProjectModel

/// A pattern for the names of generated groups, such as `{path}-Cases`.
public struct NameTemplate: Sendable {
  enum Part: Sendable {
    case text(String)
    case path, name, siteCode, level
  }

  let parts: [Part]

  /// What HQ calls a location's case sharing group (semantics 1.8).
  public static let likeHQ = NameTemplate(parts: [.path, .text("-Cases")])

  private init(parts: [Part]) { self.parts = parts }

  /// Reads a template; a brace that does not belong to a known word is an error.
  public init(_ text: String) throws(SetupProblem) {
    var parts: [Part] = []
    var literal = ""
    var rest = text[...]
    while let character = rest.popFirst() {
      guard character == "{" || character == "}" else {
        literal.append(character)
        continue
      }
      guard character == "{", let end = rest.firstIndex(of: "}") else {
        throw SetupProblem([.template(text, "has a brace without its partner")])
      }
      let word = rest[..<end]
      rest = rest[rest.index(after: end)...]
      if !literal.isEmpty { parts.append(.text(literal)) }
      literal = ""
      switch word {
      case "path": parts.append(.path)
      case "name": parts.append(.name)
      case "site_code": parts.append(.siteCode)
      case "level": parts.append(.level)
      default: throw SetupProblem([.template(text, "has the unknown placeholder `{\(word)}`")])
      }
    }
    if !literal.isEmpty { parts.append(.text(literal)) }
    self.parts = parts
  }

  /// The name of a location's group.
  func name(of location: LocationID, in project: Project) -> String {
    let record = project.locations[location]
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .name: result += project.text(record.name)
      case .siteCode: result += project.text(record.key)
      case .level: result += project.text(project.levels[record.level].name)
      case .path: result += project.path(of: location)
      }
    }
    return result
  }
}

extension Project {
  /// A location's names from the top, joined with `/`, as HQ shows them.
  func path(of location: LocationID) -> String {
    var names: [String] = []
    var current: LocationID? = location
    while let here = current {
      names.append(text(locations[here].name))
      current = locations[here].parent
    }
    return names.reversed().joined(separator: "/")
  }
}
