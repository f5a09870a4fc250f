import OwnershipGraph
import ProjectModel
import RuleLanguage
import XPath

extension FactLanguage {
  static let questionFields: [FactField] = [
    FactField("name", .string, "the question ID") { v, i in .word(v.question(i).key) },
    FactField("form", object(.form), "its form") { v, i in .form(v.facts.questions[i].form) },
    FactField("type", .string, "`multiple_choice`, `checkbox`, `text` or `hidden_value`", words: FactWords.questionType)
    { v, i in .text(v.question(i).type.rawValue) },
    FactField("required", .bool, "whether it must be answered") { v, i in .bool(v.question(i).isRequired) },
    FactField("calculated", .bool, "whether its answer is calculated, rather than given by the worker") { v, i in
      .bool(v.question(i).calculate != nil)
    },
    FactField("is_owner", .bool, "whether an owner comes from it") { v, i in
      let fact = v.facts.questions[i]
      let form = v.project.forms[fact.form]
      return .bool(
        (form.opens.map(\.owner) + [form.updates?.owner]).contains { owner in
          if case .question(let index)? = owner?.source { index == fact.index } else { false }
        })
    },
    FactField("has_lookup", .bool, "whether its choices come from a lookup table") { v, i in
      .bool(v.question(i).lookup != nil)
    },
    FactField("reads_user_groups", .bool, "whether its choices are the user's case sharing groups") { v, i in
      .bool(v.question(i).lookup.map(v.readsUserGroups) ?? false)
    },
    FactField(
      "misses_groups", .bool,
      "whether the query leads into the user-groups table and elsewhere than to its rows, `/groups/group`"
    ) { v, i in .bool(v.question(i).lookup?.missesGroups(v.project) ?? false) },
    FactField("query", .string, "the lookup table's query, or empty") { v, i in
      .word(v.question(i).lookup?.queryText ?? .empty)
    },
    FactField("query_instances", .list(.string), "the ids of the instances that the query reads") { v, i in
      guard let lookup = v.question(i).lookup else { return .list([]) }
      return .list(InstanceIDs.read(by: v.project.text(lookup.queryText)).map { .text($0) })
    },
    FactField(
      "unknown_instances", .list(.string), "those of them that are neither declared with the question nor known to HQ"
    ) { v, i in
      guard let lookup = v.question(i).lookup else { return .list([]) }
      return .list(
        InstanceIDs.read(by: v.project.text(lookup.queryText)).filter {
          $0 != v.project.text(lookup.instanceID) && !InstanceIDs.isKnown($0)
        }.map { .text($0) })
    },
    FactField("instance_id", .string, "the declared Instance ID, or empty") { v, i in
      .word(v.question(i).lookup?.instanceID ?? .empty)
    },
    FactField("instance_uri", .string, "the declared Instance URI, or empty") { v, i in
      .word(v.question(i).lookup?.instanceURI ?? .empty)
    },
    FactField("value", .string, "the value field, or empty") { v, i in .word(v.question(i).lookup?.value ?? .empty) },
    FactField("label_field", .string, "the label field, or empty") { v, i in
      .word(v.question(i).lookup?.label ?? .empty)
    },
  ]
}
