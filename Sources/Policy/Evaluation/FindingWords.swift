import Diagnostics
import OwnershipGraph
import ProjectModel
import RuleLanguage

extension RuleJudge {
  /// How many users or facts a finding names.
  private static let sampleSize = 5
  /// How many related places a finding shows.
  private static let relatedLimit = 10

  /// What was found, as diagnostics; one fact of each group words it.
  ///
  /// - Parameters:
  ///   - namesMembers: whether each says in ``Diagnostic/members`` of whom it is true.
  ///   - mender: finds the edits of the rule's `fix`; nil if they are not wanted.
  mutating func diagnostics(_ severity: Severity, namesMembers: Bool, mender: inout Mender?) -> [Diagnostic] {
    var diagnostics: [Diagnostic] = []
    for key in findings.keys {
      guard let collected = findings.collected[key] else { continue }
      var diagnostic = diagnostic(key, collected, severity, namesMembers: namesMembers)
      if let fix = rule.fix { diagnostic.edits = mender?.edits(fix, key.at) ?? [] }
      diagnostics.append(diagnostic)
    }
    return diagnostics
  }

  private mutating func diagnostic(
    _ key: FindingKey, _ collected: Collected, _ severity: Severity, namesMembers: Bool
  ) -> Diagnostic {
    let users = unique(collected.users)
    view.fact = collected.fact
    view.cell = collected.cell
    view.user = collected.user
    view.count = users.isEmpty ? collected.facts.count : users.count
    view.which =
      users.isEmpty
      ? words(collected.facts) { view.name(of: $0) } : words(users, noun: "users") { name($0) }
    let message: String
    do throws(EvaluationError) {
      message = try rule.message.template.render(view, spending: &view.steps)
    } catch {
      if error.kind == .tooCostly { fail(rule.message.template.text, at: rule.message.scalar, error) }
      message = "\(rule.summary) (its message cannot be made: \(error.message))"
    }
    var diagnostic = Diagnostic(
      code: rule.code, severity: severity, message, at: .span(view.span(of: key.at)),
      help: rule.mend.isEmpty ? [] : [rule.mend.trimmingLines()], count: view.count,
      subject: view.subject(of: key.at) + suffix(key.value))
    diagnostic.related = related()
    if let user = users.first, rule.kind == .attempt || rule.kind == .sight {
      let memberships = Memberships(graph: view.graph)
      diagnostic.notes += memberships.notes(user)
      diagnostic.related += memberships.places(user)
    } else {
      // The other facts of the group: their own places.
      diagnostic.related += collected.facts.prefix(Self.sampleSize).compactMap { fact in
        fact == key.at || view.span(of: fact) == view.span(of: key.at)
          ? nil : RelatedPlace(.span(view.span(of: fact)), view.name(of: fact))
      }
    }
    // First of all, the shadows through which it happens as well.
    diagnostic.related.insert(contentsOf: shadows(collected.shadows), at: 0)
    if diagnostic.related.count > Self.relatedLimit { diagnostic.related.removeLast(diagnostic.related.count - Self.relatedLimit) }
    if namesMembers { diagnostic.members = members(users, collected.facts) }
    return diagnostic
  }

  /// Where shadow forms stand; those that a shadow menu has from its source are written nowhere else.
  private func shadows(_ forms: [FormID]) -> [RelatedPlace] {
    forms.prefix(Self.sampleSize).map { id in
      let form = view.project.forms[id]
      let isCopy = form.source.map { view.project.forms[$0].span == form.span } ?? false
      let span = isCopy ? view.project.menus[form.menu].span : form.span
      return RelatedPlace(.span(span), "shadow form \(view.project.path(of: id))")
    }
  }

  private func unique(_ users: [UserID]) -> [UserID] {
    var result: [UserID] = []
    for user in users.sorted() where result.last != user { result.append(user) }
    return result
  }

  private func name(_ user: UserID) -> String { view.project.text(view.project.users[user].key) }

  /// The users by their declared ids, so that a renamed one stays the same; otherwise by name. Other facts by subject.
  private func members(_ users: [UserID], _ facts: [ObjectRef]) -> [String] {
    if users.isEmpty { return facts.map { view.subject(of: $0) } }
    return users.map { user in
      let id = view.project.declaredIDText(of: Owner(user))
      return id.isEmpty ? name(user) : "id:" + id
    }
  }

  private mutating func related() -> [RelatedPlace] {
    let objects: [Value]
    switch rule.related.flatMap({ value(of: $0) }) {
    case .object(let object)?: objects = [.object(object)]
    case .list(let elements)?: objects = elements
    default: objects = []
    }
    // A form and its copies in shadow menus are written at one place.
    var seen: Set<SourceSpan> = []
    return objects.prefix(Self.relatedLimit).compactMap { value in
      guard case .object(let object) = value, seen.insert(view.span(of: object)).inserted else { return nil }
      return RelatedPlace(.span(view.span(of: object)), view.name(of: object))
    }
  }

  private func suffix(_ value: FindingKey.GroupValue) -> String {
    switch value {
    case .none: ""
    case .bool(let value): "/\(value)"
    case .number(let value): "/" + (Int64(exactly: value).map { String($0) } ?? String(value))
    case .text(let text): "/" + text
    case .object(let object): "/" + view.subject(of: object)
    }
  }

  /// `david`, `david, maria and joy`, `1200 users (a, b, c, d, e and 1195 more)`.
  private func words<Element>(_ all: [Element], noun: String? = nil, _ name: (Element) -> String) -> String {
    let shown = all.prefix(Self.sampleSize).map(name)
    if all.count > shown.count {
      let noun = noun ?? rule.kind.plural
      return "\(all.count) \(noun) (\(shown.joined(separator: ", ")) and \(all.count - shown.count) more)"
    }
    guard let last = shown.last, shown.count > 1 else { return shown.first ?? "" }
    return shown.dropLast().joined(separator: ", ") + " and " + last
  }
}

extension FactKind {
  /// For people: several of them.
  var plural: String {
    switch self {
    case .project: "projects"
    case .app: "apps"
    case .menu: "menus"
    case .form, .attempt: "forms"
    case .opening: "new cases"
    case .question: "questions"
    case .case_type: "case types"
    case .user: "users"
    case .group: "groups"
    case .level: "levels"
    case .location: "locations"
    case .owner, .sight: "owners"
    case .case: "cases"
    }
  }
}

extension String {
  /// The text on one line: what a folded or literal scalar leaves at its end is cut, and its line breaks are spaces.
  func trimmingLines() -> String {
    split(whereSeparator: \.isNewline).map { String($0) }.joined(separator: " ")
  }
}
