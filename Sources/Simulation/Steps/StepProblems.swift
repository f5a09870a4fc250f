import Diagnostics

/// What can be wrong with a step of a scenario that is written well.
extension Diagnostic {
  /// - Parameter kind: such as `user`.
  static func unknown(_ kind: String, _ name: Written, among known: [String], help: String? = nil) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name.text, among: known)
    var seen: Set<String> = []
    let known = known.count <= 12 ? known.filter { seen.insert($0).inserted } : known
    let list = known.count <= 12 ? known.map { "`\($0)`" }.joined(separator: ", ") : ""
    return Diagnostic(
      code: "SCEN010", "there is no \(kind) `\(name.text)`", at: .span(name.span),
      notes: known.isEmpty || list.isEmpty ? [] : ["known here: \(list)"],
      help: [nearest.map { "did you mean `\($0)`?" } ?? help ?? "correct the name"])
  }

  static func neverRow(_ name: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN010", "`\(name.text)` is never in a user-groups table", at: .span(name.span),
      help: ["the table has groups and locations only: write `group:NAME` or `location:SITE_CODE`, or remove the name"])
  }

  static func taken(_ name: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN011", "there is a case `\(name.text)` already", at: .span(name.span),
      help: ["give the new case a name of its own"])
  }

  private static func impossible(_ message: String, _ span: SourceSpan, help: String) -> Diagnostic {
    Diagnostic(code: "SCEN012", message, at: .span(span), help: [help])
  }

  static func inactive(_ user: Written) -> Diagnostic {
    impossible(
      "`\(user.text)` is inactive and cannot log in", user.span,
      help: "remove the step, or activate the user before it: `change: {mobile_workers: {\(user.text): {active: true}}}`")
  }

  static func offline(_ user: Written) -> Diagnostic {
    impossible(
      "the device of `\(user.text)` is offline and cannot sync", user.span,
      help: "write `online: \(user.text)`, which sends the unsent forms and syncs")
  }

  static func webAppsOffline(_ user: Written) -> Diagnostic {
    impossible(
      "`\(user.text)` works in Web Apps, which need the network", user.span, help: "remove the name from `web_apps`")
  }

  static func alreadyOffline(_ user: Written) -> Diagnostic {
    impossible("the device of `\(user.text)` is offline already", user.span, help: "remove the name")
  }

  static func alreadyOnline(_ user: Written) -> Diagnostic {
    impossible(
      "the device of `\(user.text)` is online already", user.span,
      help: "write `sync: \(user.text)` to fetch what is new, or `offline: \(user.text)` before")
  }

  /// - Parameter isExpected: whether an expectation looks at the device; the forms of Web Apps sync by themselves.
  static func neverSynced(_ user: Written, isExpected: Bool = false) -> Diagnostic {
    impossible(
      "the device of `\(user.text)` has never synced, so it has neither apps nor cases", user.span,
      help: "write `sync: \(user.text)` before" + (isExpected ? "" : ", or list the user under `web_apps`"))
  }

  static func mayNotOpen(_ user: Written, _ app: String, _ span: SourceSpan) -> Diagnostic {
    impossible(
      "`\(user.text)` may not open the app `\(app)`", span,
      help: "add `\(app)` to the user's `apps`, or name a form of another app")
  }

  static func noTime(_ time: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN017", "`\(time.text)` is no time", at: .span(time.span),
      help: ["write `09:30`, `2024-05-31` or `2024-05-31 09:30`"])
  }

  static func timeGoesBack(_ time: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN017", "`\(time.text)` is before the time of an earlier step", at: .span(time.span),
      help: ["put the steps into the order in which they happen"])
  }

  // MARK: Forms

  static func caseNeeded(_ form: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN013", "the form `\(form.text)` needs a case to be picked", at: .span(form.span),
      help: ["add `case: NAME` with a case of the menu's list"])
  }

  static func caseNotNeeded(_ name: Written, _ form: String) -> Diagnostic {
    Diagnostic(
      code: "SCEN013", "the form `\(form)` selects no case", at: .span(name.span),
      help: ["remove `case`, or declare `requires_case: true` for the form"])
  }

  static func notListed(
    _ name: Written, _ menu: String, _ user: String, reason: String, notes: [String]
  ) -> Diagnostic {
    Diagnostic(
      code: "SCEN013", "`\(name.text)` is not in the list of `\(menu)` on the device of `\(user)`: \(reason)",
      at: .span(name.span), notes: notes, help: ["pick a case that is listed, or mend what keeps it away"])
  }

  static func notOffered(_ value: Written, _ question: String, offered: [String], help: String? = nil) -> Diagnostic {
    let nearest = Suggestion.nearest(to: value.text, among: offered) ?? offered.first { $0.hasSuffix(":" + value.text) }
    let list = offered.prefix(20).map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "SCEN014", "the question `\(question)` does not offer `\(value.text)`", at: .span(value.span),
      notes: [offered.isEmpty ? "on this device it offers nothing" : "it offers \(list)\(offered.count > 20 ? ", …" : "")"],
      help: [help ?? nearest.map { "did you mean `\($0)`?" } ?? "answer with one of them, or sync first"])
  }

  static func oneAnswer(_ question: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN014", "the question `\(question.text)` takes one answer", at: .span(question.span),
      help: ["give one value; only a question with `type: checkbox` takes several"])
  }

  static func unknownQuestion(_ name: Written, among known: [String]) -> Diagnostic {
    let help = known.isEmpty ? "the form declares no questions: remove the answer" : "answer a question of the form"
    return unknown("question", name, among: known, help: help)
  }

  static func answeredTwice(_ value: Written, _ question: String) -> Diagnostic {
    Diagnostic(
      code: "SCEN014", "the question `\(question)` is answered twice with `\(value.text)`", at: .span(value.span),
      help: ["remove one of the two: a choice is ticked or not"])
  }

  static func calculated(_ question: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN014", "`\(question.text)` is calculated and cannot be answered", at: .span(question.span),
      help: ["remove the answer"])
  }

  static func unanswered(_ question: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN014", "the question `\(question)` is required and has no answer", at: .span(span),
      help: ["add `answers: {\(question): …}`"])
  }

  static func noSuchAction(_ what: String, _ span: SourceSpan, notes: [String] = [], help: String) -> Diagnostic {
    Diagnostic(code: "SCEN015", what, at: .span(span), notes: notes, help: [help])
  }

  static func notSaved(_ property: Written, _ what: String, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: property.text, among: known)
    return Diagnostic(
      code: "SCEN015", "\(what) does not save `\(property.text)`", at: .span(property.span),
      notes: known.isEmpty ? [] : ["it saves " + known.map { "`\($0)`" }.joined(separator: ", ")],
      help: [nearest.map { "did you mean `\($0)`?" } ?? "add it to the form's `properties`, or remove it"])
  }

  static func editsCases(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN016", "`cases` are what the server has at the beginning, and no setting to change", at: .span(span),
      help: ["change cases with `submit`"])
  }

  static func doesNotCompile(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN016", "the project does not compile with this change, so the change is not made", at: .span(span),
      help: ["mend what is reported with it; references to what the change removes must be removed as well"])
  }
}
