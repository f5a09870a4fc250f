import OwnershipGraph
import Testing

/// Semantics 3.1 to 3.5: which forms carry the group-count check.
@Suite struct CheckTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var rule: String
    var form: String
    var carries: Bool

    init(_ rule: String, _ form: String, _ carries: Bool) {
      (self.rule, self.form, self.carries) = (rule, form, carries)
    }

    var testDescription: String { "\(rule): {\(form)} \(carries ? "carries it" : "does not")" }
  }

  static let basic: [Row] = [
    Row("3.3 opens a case", "opens: patient", true),
    Row("3.3 always", "opens: {case_type: patient, when: always}", true),
    Row("3.3 if", "opens: {case_type: patient, when: conditional}", true),
    Row("3.3 never", "opens: {case_type: patient, when: never}", false),
    Row("3.3 the form requires a case", "requires_case: true, opens: patient", false),
    Row("3.3 its own owner", "opens: {case_type: patient, properties: {owner_id: current_user}}", false),
    Row("3.3 its own owner, unowned", "opens: {case_type: patient, properties: {owner_id: unowned}}", false),
    Row("3.3 updates save the owner", "opens: patient, updates: {properties: {owner_id: current_user}}", false),
    Row("3.3 updates save the owner, listed", "opens: patient, updates: {properties: [owner_id]}", false),
    Row("3.3 active: if", "opens: patient, updates: {when: conditional, properties: [owner_id]}", false),
    Row("3.3 active: never", "opens: patient, updates: {when: never, properties: [owner_id]}", true),
    Row("3.3 exactly owner_id", "opens: patient, updates: {properties: [previous_owner_id, owner, Owner_ID]}", true),
    Row("3.3 a child", "opens: {case_type: referral, index: {to: selected_case}}", true),
    Row(
      "3.3 a child with an owner",
      "opens: {case_type: referral, index: {to: selected_case}, properties: {owner_id: unowned}}", false),
    Row(
      "3.3 a child: the condition makes no difference",
      "opens: {case_type: referral, when: never, index: {to: selected_case}}", true),
    Row(
      "3.3 a child: repeats make none", "opens: {case_type: referral, repeat: true, index: {to: selected_case}}", true),
    Row(
      "3.3 a child: nor does the relationship",
      "opens: {case_type: referral, index: {to: selected_case, relationship: extension}}", true),
    Row(
      "3.3 a child: updates do not cover it",
      "opens: {case_type: referral, index: {to: selected_case}}, updates: {properties: [owner_id]}", true),
    Row(
      "3.3 the main case's owner does not cover the child",
      """
      opens: [{case_type: patient, properties: {owner_id: current_user}}, \
      {case_type: referral, index: {to: opened_case}}]
      """,
      true),
    Row(
      "3.3 nor the child's owner the main case",
      "opens: [patient, {case_type: referral, index: {to: opened_case}, properties: {owner_id: unowned}}]", true),
    Row(
      "3.3 any of several children",
      """
      opens: [{case_type: referral, index: {to: selected_case}, properties: {owner_id: unowned}}, \
      {case_type: referral, index: {to: selected_case}}]
      """, true),
    Row("3.5 only updates", "requires_case: true, updates: {properties: [weight]}", false),
    Row("3.5 only closes", "requires_case: true, closes: true", false),
    Row("3.5 a survey", "", false),
  ]

  static let advanced: [Row] = [
    Row("3.4 no index", "opens: patient", true),
    Row("3.4 the condition makes no difference", "opens: {case_type: patient, when: never}", true),
    Row("3.4 nor does a required case", "requires_case: true, opens: patient", true),
    Row("3.4 its own owner", "opens: {case_type: patient, properties: {owner_id: unowned}}", false),
    Row("3.4 a child", "opens: {case_type: patient, index: {to: selected_case, relationship: child}}", true),
    Row(
      "3.4 only extensions", "opens: {case_type: patient, index: {to: selected_case, relationship: extension}}", false),
    Row(
      "3.4 at least one child",
      """
      opens: [{case_type: patient, properties: {owner_id: unowned}}, {case_type: referral, index: \
      [{to: selected_case, relationship: extension}, {to: opened_case, relationship: child}]}]
      """, true),
    Row(
      "3.4 by a question",
      "questions: {q: {}}, opens: {case_type: patient, index: {to: selected_case, relationship: {question: q}}}",
      false),
    Row(
      "3.4 a question beats a child",
      """
      questions: {q: {}}, opens: [{case_type: patient, properties: {owner_id: unowned}}, {case_type: referral, index: \
      [{to: selected_case, relationship: {question: q}}, {to: opened_case, relationship: child}]}]
      """, false),
    Row(
      "3.4 load-and-update actions never matter: they do not save a new case's owner",
      "requires_case: true, opens: patient, updates: {properties: [owner_id]}", true),
    Row(
      "3.4 load-and-update actions never matter: alone they carry nothing",
      "requires_case: true, updates: {properties: [owner_id, weight]}", false),
    Row("3.5 a survey", "", false),
  ]

  static let shadow: [Row] = [
    Row("3.4 a shadow form of one that opens", "source: source/open", true),
    Row("3.4 a shadow form of one that opens a child", "source: source/child", true),
    Row("3.4 a shadow form of one that opens nothing", "source: source/none", false),
    Row(
      "3.4 what the shadow form itself saves does not matter",
      "source: source/open, updates: {properties: [owner_id]}", true),
  ]

  @Test(arguments: basic)
  func basicForm(_ row: Row) throws {
    #expect(try OneForm(form: row.form).carriesCheck == row.carries)
    #expect(try OneForm(form: row.form, sharing: false).carriesCheck == false)
  }

  @Test(arguments: advanced)
  func advancedForm(_ row: Row) throws {
    #expect(try OneForm(form: row.form, menu: "advanced").carriesCheck == row.carries)
    #expect(try OneForm(form: row.form, menu: "advanced", sharing: false).carriesCheck == false)
  }

  @Test(arguments: shadow, ["shadow", "advanced"])
  func shadowForm(_ row: Row, _ menu: String) throws {
    #expect(try OneForm(form: row.form, menu: menu).carriesCheck == row.carries)
  }

  @Test("3.4 a shadow menu's forms are those of its source")
  func shadowMenu() throws {
    let yaml = OneForm(form: "").yaml
      .replacing("      source:", with: "      copy: {type: shadow, source: source}\n      source:")
    let project = try TestProject(yaml)
    #expect(
      project.formNames.filter { $0.hasPrefix("app/copy") } == ["app/copy/child", "app/copy/none", "app/copy/open"])
    #expect(try project.carriesCheck("app/copy/open"))
    #expect(try !project.carriesCheck("app/copy/none"))
  }

  /// The check runs before the form opens: who fails it is stopped, whatever the form would do.
  @Test(
    "3.1 the outcome follows the number of groups", arguments: [(0, "no_group"), (1, nil), (2, "several_groups")])
  func outcome(groups: Int, reason: String?) throws {
    for condition in ["always", "conditional"] {
      let form = OneForm(form: "opens: {case_type: patient, when: \(condition)}", groups: groups)
      #expect(try form.attempt() == (reason == nil ? "opens" : "stops", reason))
    }
    let covered = OneForm(form: "opens: {case_type: patient, properties: {owner_id: current_user}}", groups: groups)
    #expect(try covered.attempt() == ("opens", nil))
    // A child that is never opened stops as well.
    let never = OneForm(form: "opens: {case_type: referral, when: never, index: {to: selected_case}}", groups: groups)
    #expect(try never.attempt().reason == reason)
  }

  @Test("1.3 and 3.1 a location that is counted twice stops the form")
  func doubleCount() throws {
    var organization = Organization(clinic: "v", village: "o", assigned: ["west", "v2"])
    organization.more = """
      case_types: {patient: {}}
      apps: {app: {case_sharing: true, menus: {menu: {case_type: patient, forms: {form: {opens: patient}}}}}}
      """
    #expect(try TestProject(organization.yaml).attempt("ana", "app/menu/form").outcome == .stopsWithSeveralGroups)
    organization.assigned = ["west"]
    #expect(try TestProject(organization.yaml).attempt("ana", "app/menu/form").outcome == .opens)
  }
}
