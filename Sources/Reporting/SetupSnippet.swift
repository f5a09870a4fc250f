import OwnershipGraph
import ProjectModel

/// The owner question that lets a form open for workers in several groups (semantics 2, 3.3), as YAML to paste.
public struct SetupSnippet {
  /// The lines for one form: a question over the user-groups table, and the new cases whose owner it sets.
  ///
  /// - Parameter replacingExpressions: whether owners that an expression gives come from the question instead.
  public static func lines(_ form: FormID, _ project: Project, replacingExpressions: Bool = false) -> [String] {
    let record = project.forms[form]
    let parts = project.path(of: form).split(separator: "/", maxSplits: 2).map(String.init)
    var name = "owner_group"
    while record.questions.contains(where: { project.text($0.key) == name }) { name += "_2" }
    var lines = [
      "# apps > \(parts[0]) > menus > \(parts.dropFirst().first ?? "") > forms > \(parts.last ?? "")",
      "questions:",
      "  \(name):",
      "    label: Which group will look after the case?",
      "    type: multiple_choice",
      "    required: true",
      "    lookup_table:",
      "      query: instance('group')/groups/group",
      "      instance: {id: group, uri: jr://fixture/user-groups}",
      "      value: \"@id\"",
      "      label: name",
      "opens:",
    ]
    for action in record.opens {
      lines.append("  - case_type: \(project.text(project.caseTypes[action.caseType].key))")
      if action.owner == nil {
        lines.append("    properties: {owner_id: {question: \(name)}}   # beside what the action has")
      } else if replacingExpressions, case .xpath? = action.owner?.source {
        lines.append("    properties: {owner_id: {question: \(name)}}   # in the place of the expression")
      } else {
        lines.append("    # as it is")
      }
    }
    return lines
  }
}
