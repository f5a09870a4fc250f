import Diagnostics
import OwnershipGraph
import ProjectModel
import RuleLanguage
import YAMLSource

/// Finds the edits by which the findings of rules are mended. Each file is read again once, and only if an edit is
/// wanted in it.
struct Mender {
  let view: FactView
  private var editors: [FileID: YAMLEditor?] = [:]

  init(_ view: FactView) { self.view = view }

  private var project: Project { view.project }

  /// The edits that mend a thing; none if it is not of the mend's kind, or there is not exactly one right edit.
  mutating func edits(_ fix: RuleFix, _ thing: ObjectRef) -> [TextEdit] {
    guard FactKind(rawValue: thing.type) == fix.kind else { return [] }
    let index = Int(thing.index)
    switch fix {
    case .shareGroup: return share(project.groups[index])
    case .turnOnAddOn:
      let addOn = "custom_single_and_multiple_answer_questions"
      return all(editor(project.apps[index].span)?.edit(adding: addOn, to: ["add_ons"], below: project.apps[index].span))
    case .requireAnswer: return set(["required"], .yaml("true"), below: view.question(index).span)
    case .singleAnswer:
      guard view.question(index).type == .checkbox else { return [] }
      return set(["type"], .text("multiple_choice"), below: view.question(index).span)
    case .valueIsID: return saveID(view.question(index))
    case .instance: return instance(view.question(index))
    case .nameOwnerID: return nameOwnerID(project.forms[index])
    }
  }

  // MARK: The mends

  private mutating func share(_ group: Group) -> [TextEdit] {
    guard !group.caseSharing else { return [] }
    if editor(group.span) != nil { return set(["case_sharing"], .yaml("true"), below: group.span) }
    // A table: only a cell that is there.
    guard let span = group.caseSharingSpan else { return [] }
    let written = project.sources.text(of: span)
    let word = ["no": "yes", "n": "y", "false": "true", "0": "1"][written.lowercased()] ?? "yes"
    let isUpper = written == written.uppercased() && written != written.lowercased()
    return all(.cell(at: span, in: project.sources[span.file], from: written, to: isUpper ? word.uppercased() : word))
  }

  private mutating func saveID(_ question: Question) -> [TextEdit] {
    guard let lookup = question.lookup else { return [] }
    var edits: [TextEdit] = []
    // A row has the attribute `id` and the field `name`, and nothing of these names besides.
    let (value, label) = (project.text(lookup.value), project.text(lookup.label))
    if value == "name" || value != "@id" && ["id", "@id"].contains(value.lowercased()) {
      edits += set(["lookup_table", "value"], .text("@id"), below: question.span)
      if edits.isEmpty { return [] }
    }
    if label != "name", ["@id", "id", "@name", "name"].contains(label.lowercased()) {
      let label = set(["lookup_table", "label"], .text("name"), below: question.span)
      // Half of a swap is no mend.
      if label.isEmpty { return [] }
      edits += label
    }
    return edits
  }

  private mutating func instance(_ question: Question) -> [TextEdit] {
    guard let lookup = question.lookup, let id = Self.instanceOfGroups(project.text(lookup.queryText)) else { return [] }
    let uri = "jr://fixture/user-groups"
    if lookup.instanceID == .empty, lookup.instanceURI == .empty {
      // Another id may be a slip of the query's.
      guard id == "group" else { return [] }
      return set(["lookup_table", "instance"], .yaml("{id: \(id), uri: \(uri)}"), below: question.span)
    }
    // Where both have ids of their own, the usual one is meant; if neither has it, nobody can tell.
    var edits: [TextEdit] = []
    var wanted = id
    if id != "group", project.text(lookup.instanceID) != id {
      guard project.text(lookup.instanceID) == "group" else { return [] }
      wanted = "group"
      edits = set(["lookup_table", "query"], .text("instance('group')/groups/group"), below: question.span)
      if edits.isEmpty { return [] }
    }
    for (key, old, new) in [("id", lookup.instanceID, wanted), ("uri", lookup.instanceURI, uri)]
    where project.text(old) != new {
      let edit = set(["lookup_table", "instance", key], key == "uri" ? .text(uri) : .text(new), below: question.span)
      if edit.isEmpty { return [] }
      edits += edit
    }
    return edits
  }

  /// The instance of a query that is nothing but all groups of the user-groups table.
  private static func instanceOfGroups(_ query: String) -> String? {
    let text = query.filter { !$0.isWhitespace }
    guard let open = text.firstIndex(where: { $0 == "'" || $0 == "\"" }), text[..<open] == "instance(" else { return nil }
    let quote = text[open]
    let rest = text[text.index(after: open)...]
    guard let close = rest.firstIndex(of: quote), rest[rest.index(after: close)...] == ")/groups/group" else { return nil }
    return close == rest.startIndex ? nil : String(rest[..<close])
  }

  private mutating func nameOwnerID(_ form: Form) -> [TextEdit] {
    guard form.source == nil else { return [] }
    let actions = form.opens.map { ($0.owner != nil, $0.properties) }
      + (form.updates.map { [($0.savesOwner || $0.owner != nil, $0.properties)] } ?? [])
    var edits: [TextEdit] = []
    for (savesOwner, properties) in actions {
      let near = properties.filter { Suggestion.nearest(to: project.text($0.key), among: ["owner_id"]) != nil }
      if near.isEmpty { continue }
      guard !savesOwner, near.count == 1, let property = near.first,
        Suggestion.isSlip(project.text(property.key), for: "owner_id"), editor(property.span) != nil,
        let edit = TextEdit.scalar(
          at: property.span, in: project.sources[property.span.file], from: project.text(property.key), to: "owner_id")
      else { return [] }
      edits.append(edit)
    }
    return edits
  }

  // MARK: Files

  private mutating func set(_ way: [String], _ value: YAMLEditor.Value, below key: SourceSpan) -> [TextEdit] {
    all(editor(key)?.edit(setting: way, below: key, to: value))
  }

  private func all(_ edit: TextEdit?) -> [TextEdit] { edit.map { [$0] } ?? [] }

  /// The editor of the file that a place is in; nil for a file that is no YAML: a table.
  private mutating func editor(_ place: SourceSpan) -> YAMLEditor? {
    if let editor = editors[place.file] { return editor }
    let source = project.sources[place.file]
    let editor = source.path.lowercased().hasSuffix(".csv") ? nil : YAMLEditor(source, file: place.file)
    editors[place.file] = .some(editor)
    return editor
  }
}
