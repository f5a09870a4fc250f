import Diagnostics
import OwnershipGraph
import ProjectModel
import YAMLSource

/// Texts in apps that name an owner by what changes when a set-up takes its place: its id, or its name in the user-groups
/// table. References such as `location:hope` are renamed by the generator; texts and expressions are the project's own.
public struct OwnerMentions {
  /// What an owner was called, and what becomes of it.
  private struct Known {
    enum What { case id, name, reference, key }
    let owner: Owner
    let what: What
  }

  private let project: Project
  private let setup: PlannedSetup
  private let before: OwnershipGraph
  private let after: OwnershipGraph
  private var known: [String: Known] = [:]
  private let losesLocations: Bool
  private let writesApps: Bool
  private var found: [Diagnostic] = []

  /// Every place that must be edited by hand, as warnings with the edit, and those that somebody must look at, as infos.
  ///
  /// - Parameter writesApps: whether the generated text has the apps, with references renamed; else these are edits too.
  public static func find(_ generated: Generated, writesApps: Bool = true) -> [Diagnostic] {
    var search = OwnerMentions(generated, writesApps)
    guard !search.known.isEmpty else { return [] }
    search.searchApps()
    return search.found
  }

  private init(_ generated: Generated, _ writesApps: Bool) {
    self.writesApps = writesApps
    before = generated.before
    after = generated.after
    project = generated.before.project
    setup = generated.setup
    losesLocations = setup.renaming.contains { owner, target in
      if case .location = owner.reference, case .group = target { true } else { false }
    }
    for (owner, target) in setup.renaming.sorted(by: { $0.key < $1.key }) {
      switch (owner.reference, target) {
      case (.location(let id), .group):
        add(project.text(project.locations[id].id), .id, owner)
        add(before.groupName(of: owner), .name, owner)
        add(project.name(of: owner), .reference, owner)
        add(project.text(project.locations[id].key), .key, owner)
      case (.group(let id), .location):
        add(project.text(project.groups[id].id), .id, owner)
        add(project.text(project.groups[id].name), .name, owner)
        add(project.name(of: owner), .reference, owner)
        add(project.text(project.groups[id].key), .key, owner)
      default: break
      }
    }
  }

  private mutating func add(_ text: String, _ what: Known.What, _ owner: Owner) {
    if !text.isEmpty, known[text] == nil { known[text] = Known(owner: owner, what: what) }
  }

  // MARK: The files

  private mutating func searchApps() {
    var files: [FileID] = []
    for app in project.apps where !files.contains(app.span.file) { files.append(app.span.file) }
    for file in files {
      var strings = StringTable.forYAML()
      guard let document = YAMLReader.read(project.sources[file], file: file, into: &strings).document else { continue }
      var values: [(key: String, node: YAMLNodeRef)] = []
      document.forEachEntry(of: document.root) { key, value in
        if strings[document.symbol(key)] == "apps" { values.append(("apps", value)) }
      }
      // Anchors may be reached twice; a place is reported once.
      var seen: Set<Int> = []
      while let (key, node) = values.popLast() {
        switch document.kind(node) {
        case .mapping:
          document.forEachEntry(of: node) { values.append((strings[document.symbol($0)], $1)) }
        case .sequence: document.forEachElement(of: node) { values.append((key, $0)) }
        case .scalar, .alias:
          let span = document.anchorSpan(node) ?? document.span(node)
          guard seen.insert(Int(span.start)).inserted else { continue }
          look(at: strings[document.symbol(node)], key: key, span)
        }
      }
    }
  }

  /// Keys of texts for people, and of names.
  private static let ignored: Set<String> = ["name", "label", "case_type", "case_types", "source", "id", "add_ons"]
  private static let expressions: Set<String> = ["xpath", "query", "calculate", "filter", "value"]

  private mutating func look(at text: String, key: String, _ span: SourceSpan) {
    if Self.ignored.contains(key) { return }
    let isExpression = Self.expressions.contains(key)
    if isExpression {
      for literal in Self.literals(in: text) { look(atName: literal, isInExpression: true, span) }
    } else if !writesApps || !text.hasPrefix("location:") && !text.hasPrefix("group:") {
      look(atName: text, isInExpression: false, span)
    }
    guard losesLocations else { return }
    if let field = Self.locationFields.first(where: { text.contains($0) }) {
      found.append(.readsLocations("the user data `\(field)`", span))
    } else if text.contains("fixture/locations") || text.contains("instance('locations')") {
      found.append(.readsLocations("the table of locations", span))
    } else if key == "filter", text.contains("owner_id") {
      found.append(.comparesOwners(span))
    }
  }

  /// What HQ fills in from the assigned locations (semantics 1.4).
  private static let locationFields = [
    "commcare_location_ids", "commcare_location_id", "commcare_primary_case_sharing_id",
  ]

  private mutating func look(atName text: String, isInExpression: Bool, _ span: SourceSpan) {
    guard let known = known[text], let target = setup.renaming[known.owner] else { return }
    let old = project.name(of: known.owner)
    let new = setup.name(of: target)
    switch known.what {
    case .id:
      guard identity(of: target).id != text else { return }
      found.append(.namesOwner("the id `\(text)` of \(old), which becomes \(new)", span, help: writeID(target)))
    case .name:
      let name = after.owner(named: new).map { after.groupName(of: $0) } ?? identity(of: target).name
      guard name != text else { return }
      found.append(
        .namesOwner(
          "`\(text)`, the name of \(old), which becomes \(new)", span,
          help: isInExpression
            ? "write `\(name)`, its name in the user-groups table" : "write `\(name)`; as an owner, only an id counts"))
    case .reference:
      found.append(.namesOwner("\(old), which becomes \(new)", span, help: "write `\(new)`"))
    case .key where isInExpression && project.declaredIDText(of: known.owner).isEmpty:
      // The key stands for the id that the project does not know.
      found.append(.namesOwner("`\(text)`, which means \(old) and becomes \(new)", span, help: writeID(target)))
    case .key: found.append(.namesKey(text, old, new, span))
    }
  }

  private func writeID(_ target: PlannedSetup.Target) -> String {
    let (id, name) = identity(of: target)
    return id.isEmpty
      ? "write the id that HQ gives to \(Self.kind(target)) `\(name)`, once it is there" : "write `\(id)`"
  }

  private func identity(of target: PlannedSetup.Target) -> (id: String, name: String) {
    switch target {
    case .group(let index): (setup.groups[Int(index)].id, setup.groups[Int(index)].name)
    case .location(let index): (setup.locations[Int(index)].id, setup.locations[Int(index)].name)
    }
  }

  private static func kind(_ target: PlannedSetup.Target) -> String {
    if case .group = target { "the group" } else { "the location" }
  }

  /// The texts between quotes; XPath has no escapes.
  private static func literals(in text: String) -> [String] {
    var literals: [String] = []
    var rest = text[...]
    while let start = rest.firstIndex(where: { $0 == "'" || $0 == "\"" }) {
      let quote = rest[start]
      rest = rest[rest.index(after: start)...]
      guard let end = rest.firstIndex(of: quote) else { break }
      literals.append(String(rest[..<end]))
      rest = rest[rest.index(after: end)...]
    }
    return literals
  }
}

extension Diagnostic {
  static func namesOwner(_ what: String, _ span: SourceSpan, help: String) -> Diagnostic {
    Diagnostic(code: "SETUP014", severity: .warning, "this names \(what)", at: .span(span), help: [help])
  }

  static func readsLocations(_ what: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SETUP014", severity: .warning, "this reads \(what), which is empty without the organization",
      at: .span(span),
      help: ["take the owner from a question over the user-groups table instead"])
  }

  static func comparesOwners(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SETUP015", severity: .info, "this filter compares owners, whose ids change", at: .span(span),
      help: ["look whether it means an owner that gets another id"])
  }

  static func namesKey(_ key: String, _ old: String, _ new: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SETUP015", severity: .info, "`\(key)` is also what \(old) is called, which becomes \(new)",
      at: .span(span), help: ["look whether it is meant; as an owner, only an id counts"])
  }
}
