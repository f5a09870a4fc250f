import ProjectModel
import Simulation

/// What can stand at a place of a step that is typed as YAML.
struct StepLanguage {
  private let names: SessionNames

  init(_ names: SessionNames) { self.names = names }

  /// The words that can stand there, sorted; keys with their colon.
  func words(at position: FlowPosition) -> [Completion.Word] {
    // What is denied is written as what is expected.
    let path = position.path.filter { $0 != "not" || position.path.first != "expect" }
    let rest = Array(path.dropFirst())
    let found: Set<String>
    switch path.first {
    case "sync", "offline", "web_apps": found = position.isKey ? [] : names.users
    case "online" where position.isKey: found = keys("`online`")
    case "online": found = rest.first == "sync" ? SessionNames.truths : names.users
    case "submit": found = submission(rest, position)
    case "expect": found = expectation(rest, position)
    case "change": found = change(rest, position)
    default: found = []
    }
    return Completion.words(found, ending: position.isKey ? ": " : "")
  }

  /// The keys of a mapping of the scenario language.
  private func keys(_ mapping: String) -> Set<String> {
    Set(ScenarioLanguage.shapes.first { $0.mapping == mapping }?.keys.map(\.name) ?? [])
  }

  // MARK: `submit`

  private func submission(_ path: [String], _ position: FlowPosition) -> Set<String> {
    let (user, form) = (position.values["user"] ?? "", position.values["form"] ?? "")
    switch (path.first, path.count) {
    case (nil, _): return keys("`submit`")
    case ("creates", 2) where position.isKey: return keys("a new case")
    case ("creates", 2): return names.caseTypes
    case ("creates", 3...) where !position.isKey || path[2] == "answers" || path[2] == "set":
      return inForm(path[2], Array(path.dropFirst(2)), user, form, position)
    case (let key?, _): return inForm(key, path, user, form, position)
    }
  }

  /// What a key takes that is about a user and a form.
  private func inForm(
    _ key: String, _ path: [String], _ user: String, _ form: String, _ position: FlowPosition
  ) -> Set<String> {
    switch key {
    case "user": names.users
    case "form": names.forms(of: user)
    case "case": names.cases(for: form, of: user)
    case "answers": position.isKey ? names.questions(of: form) : names.answers(of: user)
    case "set": position.isKey ? names.properties(of: form) : []
    case "closes", "updates", "closed", "exists": SessionNames.truths
    case "outcome": SessionNames.outcomes
    case "reason": SessionNames.reasons
    case "case_type": names.caseTypes
    case "owner", "owners": names.owners
    case "opened_by", "modified_by": names.users
    default: []
    }
  }

  // MARK: `expect`

  private func expectation(_ path: [String], _ position: FlowPosition) -> Set<String> {
    let (user, form) = (position.values["user"] ?? "", position.values["form"] ?? "")
    guard let kind = path.first else { return keys("`expect`") }
    let rest = Array(path.dropFirst())
    switch kind {
    case "form", "owners":
      guard let key = rest.first else {
        if !position.isKey { return kind == "owners" ? names.owners : [] }
        return keys(kind == "form" ? "an expected form" : "expected owners")
      }
      if key == "case_type" { return names.caseTypes }
      return inForm(key, rest, user, form, position)
    case "case":
      if rest.isEmpty { return names.cases }
      if rest.count == 1 { return position.isKey ? keys("the facts of a case") : [] }
      return position.isKey ? [] : inForm(rest[1], rest, user, form, position)
    case "sees": return list(names.cases, below: names.users, rest, position)
    case "seen_by": return list(names.users, below: names.cases, rest, position)
    case "groups": return list(names.groups, below: names.users, rest, position)
    case "listed":
      if rest.isEmpty { return names.users }
      return list(names.cases, below: names.menus, Array(rest.dropFirst()), position)
    case "next_sync":
      if rest.isEmpty { return names.users }
      if rest.count == 1 { return position.isKey ? keys("the next sync") : [] }
      return list(names.cases, below: [], Array(rest.dropFirst()), position)
    default: return []
    }
  }

  /// A list of names below a key: itself, or a mapping that says less.
  private func list(
    _ items: Set<String>, below owners: Set<String>, _ path: [String], _ position: FlowPosition
  ) -> Set<String> {
    if path.isEmpty { return owners }
    return position.isKey ? keys("a list") : items
  }

  // MARK: `change`

  private func change(_ path: [String], _ position: FlowPosition) -> Set<String> {
    var types: [ValueType] = [.object(.project)]
    for key in path { types = types.flatMap { below($0, key) } }
    return types.reduce(into: []) { $0.formUnion(words($1, path, isKey: position.isKey)) }
  }

  /// What a key of a value of some type takes.
  private func below(_ type: ValueType, _ key: String) -> [ValueType] {
    switch type {
    case .object(let shape): Self.description(of: shape).filter { $0.name == key }.map(\.type)
    case .named(let shape, _): [.object(shape)]
    case .list(let element), .oneOrMany(let element): below(element, key)
    case .either(let types): types.flatMap { below($0, key) }
    default: []
    }
  }

  private func words(_ type: ValueType, _ path: [String], isKey: Bool) -> Set<String> {
    switch type {
    case .object(let shape): isKey ? Set(Self.description(of: shape).map(\.name)) : []
    case .named(let shape, _): isKey ? names.names(of: shape, at: path) : []
    case .list(let element), .oneOrMany(let element): words(element, path, isKey: isKey)
    case .either(let types): types.reduce(into: []) { $0.formUnion(words($1, path, isKey: isKey)) }
    case .boolean: isKey ? [] : SessionNames.truths
    case .choice(let choices), .words(let choices): isKey ? [] : Set(choices.map(\.word))
    case .name(let kind): isKey ? [] : names.names(of: kind)
    case .reference(let words): isKey ? [] : names.owners.union(words.map(\.word))
    default: []
    }
  }

  private static func description(of shape: ShapeName) -> [KeyDescription] {
    Language.shapes.first { $0.name == shape }?.keys ?? []
  }
}
