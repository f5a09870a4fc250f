/// A project with one form, `app/menu/form`, that `ana` tries: a member of the first groups of `g1`, `g2` and `g3`, in
/// `Village 1`, which owns no cases.
struct OneForm {
  /// The keys of the form, in flow style.
  var form: String
  var menu = "basic"
  var groups = 1
  var sharing = true
  /// More keys of ana's.
  var worker = ""
  /// More sections.
  var more = ""

  /// A form that opens one case with an owner.
  static func opening(_ owner: String, questions: String = "", groups: Int = 1, worker: String = "") -> OneForm {
    let form = "questions: {\(questions)}, opens: {case_type: patient, properties: {owner_id: \(owner)}}"
    return OneForm(form: form, groups: groups, worker: worker)
  }

  var yaml: String {
    let names = ["Village 1", "Village 2", "North/Hope Clinic-Cases"]
    let declared = (1...3).map { number in
      let members = number <= groups ? "ana, ben" : ""
      return "  g\(number): {id: g\(number), name: \(names[number - 1]), case_sharing: true, members: [\(members)]}"
    }
    return """
      caseload: 1
      project: test
      case_types: {patient: {}, referral: {}}
      organization:
        levels: {village: {}}
        locations: {v1: {level: village, name: Village 1, id: id-v1}, v2: {level: village, name: Village 2}}
      groups:
      \(declared.joined(separator: "\n"))
        quiet: {id: id-quiet, name: Quiet}
      mobile_workers: {ana: {locations: [v1, v2], id: id-ana\(worker)}, ben: {id: id-ben}}
      apps:
        app:
          case_sharing: \(sharing)
          menus:
            source:
              type: advanced
              case_type: patient
              forms:
                open: {opens: patient}
                none: {}
                child: {opens: {case_type: patient, index: {to: selected_case}}}
            menu:
              type: \(menu)
              case_type: patient
              forms: {form: {\(form)}}
      \(more)
      """
  }

  var project: TestProject {
    get throws { try TestProject(yaml) }
  }

  var carriesCheck: Bool {
    get throws { try project.carriesCheck("app/menu/form") }
  }

  func attempt(by user: String = "ana") throws -> (outcome: String, reason: String?) {
    let outcome = try project.attempt(user, "app/menu/form").outcome
    return (outcome.word, outcome.reason)
  }

  /// What is known of each new case's owner.
  func owners(by user: String = "ana") throws -> [OwnersInWords] {
    try project.owners(user, "app/menu/form")
  }
}
