import Foundation
import ProjectModel
import Reporting
import Testing

/// Pieces of a project that the schema and the decoder must judge alike. What is expected follows from the language's
/// description.
@Suite(SchemaJudge.runs) struct AgreementTests {
  struct Piece: CustomTestStringConvertible, Sendable {
    let yaml: String
    let isAccepted: Bool
    var testDescription: String { yaml.replacing("\n", with: " ⏎ ") }
  }

  static let accepted: [String] = [
    // Texts and numbers.
    "plan: pro", "groups: {a: {name: 1.50, id: 0017}}", "groups: {a: {name: ''}}", "groups: {a: {name: yes}}",
    "groups: {a: {name: 2024-01-01}}", "groups: {a: {name: .nan}}",
    // Booleans of YAML 1.2's core schema.
    "groups: {a: {case_sharing: True, reporting: FALSE}}",
    // Collections with nothing in them.
    "groups:", "groups: {a: }", "groups: {a: {members: , data: ~}}", "include:", "policies:", "organization:",
    "organization: {levels: , locations: null}", "features:", "apps: {a: {menus: , add_ons: }}",
    "case_types: {p: }\napps: {a: {menus: {m: {case_types: , forms: }}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {questions: {q: }, opens: , updates: }}}}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {opens: [~, {case_type: p, index: , properties: }]}}}}}}",
    "groups: {table: }", "groups: {table: []}",
    // One value or a list.
    "groups: {a: {members: joy}, b: {members: [joy]}}\nmobile_workers: {joy: }", "policies: recommended",
    "groups: {a: }\nsupervisors: {joy: {over: group:a}}\nmobile_workers: {joy: }",
    // Names.
    "groups: {a/b: {}, 'c: d': {}, 7: {}, null-1: {}}", "case_types: {table: {}}",
    // Cases.
    "case_types: {p: }\ncases: {c: {case_type: p, owner: unowned}, d: {case_type: p, owner: '-'}}",
    "case_types: {p: }\nmobile_workers: {joy: }\ncases: "
      + "{c: {case_type: p, created_by: joy, properties: {a: 1, b: true}}}",
    // Case properties.
    form("{opens: {case_type: p, properties: {owner_id: current_user, a: , b: 1, c: true, d: {user_data: x}}}}"),
    form("{opens: {case_type: p, properties: {owner_id: unowned}}}"),
    form("{opens: {case_type: p, properties: {owner_id: '-'}}}"),
    form("{opens: {case_type: p, properties: {owner_id: {user_data: commcare_location_id}}}}"),
    form("{requires_case: true, updates: {properties: [weight, 7, owner_id]}}"),
    form("{requires_case: true, updates: {properties: {weight: }, when: conditional}}"),
    form("{closes: conditional}"), form("{closes: true}"), form("{closes: False}"),
    form("{questions: {q: {choices: [a, 1, user:joy], type: checkbox}}}") + "\nmobile_workers: {joy: }",
    // Relationships.
    form("{opens: [{case_type: p, index: {to: selected_case, relationship: extension}}]}"),
    form("{opens: [p, {case_type: p, index: [{to: opened_case}, ~]}]}"),
    "case_types: {p: }\napps: {a: {menus: {m: {type: advanced, forms: {f: {questions: {q: }, opens: "
      + "{case_type: p, index: {to: selected_case, relationship: {question: q}}}}}}}}}",
    // Shadow menus and forms.
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {opens: p}}}, n: {type: shadow, source: m}}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {opens: p}}}, n: {type: shadow, source: m, "
      + "forms: {g: {source: f}}}}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {type: advanced, forms: {f: {opens: p}, g: {source: f}}}}}}",
    // Locations.
    "organization: {levels: {d: , c: {parent: d}}, locations: {x: {level: d, children: {y: {level: c}}}}}",
    "organization: {levels: {d: , c: {parent: d}}, locations: {x: {level: d}, y: {level: c, parent: x}}}",
    // Merge keys.
    "groups: {a: &a {name: A}, b: {<<: *a, case_sharing: true}}",
  ]

  static let rejected: [String] = [
    // Texts.
    "plan: gold", "plan: Pro", "plan: [pro]", "plan:", "groups: {a: {name: }}", "groups: {a: {name: true}}",
    "groups: {a: {name: [x]}}", "groups: {a: {name: {en: x}}}", "policies: true", "policies: {a: b}", "include: {a: b}",
    // Booleans.
    "groups: {a: {case_sharing: yes}}", "groups: {a: {case_sharing: 1}}", "groups: {a: {case_sharing: 'true'}}",
    "groups: {a: {case_sharing: }}", "features: {extension_sync: on}",
    // Collections.
    "groups: [a]", "groups: a", "groups: {a: b}", "groups: {a: [b]}", "groups: {a: {members: {b: c}}}",
    "groups: {a: {members: [~]}}", "groups: {a: {members: true}}", "groups: {a: {data: {b: }}}",
    "groups: {a: {data: {b: [c]}}}", "groups: {a: {data: [b]}}", "organization: []", "features: []",
    "case_types: {p: }\napps: {a: {menus: {m: {case_types: p}}}}",
    // Tables.
    "groups: {table: true}", "groups: {table: {level: a}}", "groups: {table: [[a.csv]]}", "groups: {table: ''}",
    "groups: {table: {path: a.csv}}", "groups: {table: [~]}",
    // Keys.
    "group: {}", "groups: {a: {case_shared: true}}", "features: {x: true}", "organization: {level: {}}",
    "web_users: {kim: {groups: []}}",
    // Names.
    "groups: {'': {}}", "groups: {~: {}}", "apps: {'': {}}", "apps: {a/b: {}}",
    "apps: {'a:b': {}}", "apps: {a: {menus: {a/b: {}}}}",
    form("{}").replacing("{f: ", with: "{f/g: "),
    // What is required.
    "supervisors: {joy: }\nmobile_workers: {joy: }", "supervisors: {joy: {}}\nmobile_workers: {joy: }",
    "organization: {levels: {d: }, locations: {x: }}", "organization: {levels: {d: }, locations: {x: {name: X}}}",
    "case_types: {p: }\ncases: {c: }", "case_types: {p: }\ncases: {c: {case_type: p}}", "cases: {c: {owner: unowned}}",
    form("{opens: {}}"), form("{opens: [{when: always}]}"), form("{questions: {q: {lookup_table: }}}"),
    form("{questions: {q: {lookup_table: {query: a, value: b, instance: }}}}"),
    form("{questions: {q: {lookup_table: {query: a}}}}"),
    form("{opens: [p, {case_type: p, index: {relationship: child}}]}"),
    // Owners and references.
    "case_types: {p: }\ncases: {c: {case_type: p, owner: joy}}\nmobile_workers: {joy: }",
    "case_types: {p: }\ncases: {c: {case_type: p, owner: 12}}",
    "case_types: {p: }\ncases: {c: {case_type: p, owner: current_user}}",
    "case_types: {p: }\ncases: {c: {case_type: p, owner: }}",
    "groups: {a: }\nsupervisors: {joy: {over: a}}\nmobile_workers: {joy: }",
    "supervisors: {joy: {over: user:joy}}\nmobile_workers: {joy: }",
    form("{opens: {case_type: p, properties: {owner_id: joy}}}"),
    form("{opens: {case_type: p, properties: {owner_id: person:joy}}}"),
    form("{opens: {case_type: p, properties: {owner_id: }}}"),
    form("{opens: {case_type: p, properties: {owner_id: true}}}"),
    form("{opens: {case_type: p, properties: {owner_id: [current_user]}}}"),
    form("{opens: {case_type: p, properties: {owner_id: {}}}}"),
    form("{opens: {case_type: p, properties: {owner_id: {userdata: x}}}}"),
    form("{opens: {case_type: p, properties: {owner_id: {user_data: x, same_as: selected_case}}}}"),
    form(
      "{requires_case: true, opens: {case_type: p, index: {to: selected_case}, "
        + "properties: {owner_id: {same_as: opened_case}}}}"),
    form("{opens: {case_type: p, properties: {a: [b]}}}"), form("{opens: {case_type: p, properties: {a: {}}}}"),
    form("{opens: {case_type: p, properties: [owner_id]}}"),
    // Forms.
    form("{opens: true}"), form("{opens: [true]}"), form("{opens: [[p]]}"), form("{closes: never}"), form("{closes: }"),
    form("{updates: [weight]}"), form("{updates: {properties: [~]}}"), form("{updates: {properties: weight}}"),
    form("{opens: {case_type: p, when: sometimes}}"), form("{opens: {case_type: p, repeat: 1}}"),
    form("{requires_case: true, opens: {case_type: p, index: {to: selected_case, relationship: }}}"),
    form("{requires_case: true, opens: {case_type: p, index: {to: selected_case, relationship: host}}}"),
    form("{requires_case: true, opens: {case_type: p, index: {to: other_case}}}"),
    form("{requires_case: true, opens: {case_type: p, index: selected_case}}"),
    form("{questions: {q: {choices: [true]}}}"), form("{questions: {q: {choices: a}}}"),
    form("{questions: {q: {type: radio}}}"), form("{questions: [q]}"),
    // Shadow menus and forms.
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {opens: p}}}, n: {type: shadow, source: m, forms: {g: }}}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {opens: p}}}, n: {source: m}}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: {opens: p}, g: {source: f}}}}}}",
    "case_types: {p: }\napps: {a: {menus: {m: {type: advanced, forms: {f: {opens: p}, g: {source: f, opens: p}}}}}}",
    // Locations.
    "organization: {levels: {d: , c: {parent: d}}, locations: {x: {level: d, children: {y: {level: c, parent: x}}}}}",
    // The top.
    "# no header\nproject: p", "# no header\ncaseload: 1", "# no header\ncaseload: 2\nproject: p",
    "# no header\ncaseload: 1\nproject: ''", "# no header\ncaseload: 1\nproject:", "# no header\n[caseload, project]",
    "# no header\ncaseload: true\nproject: p", "# no header\ncaseload: [1]\nproject: p",
    "# no header\ncaseload: 1.1\nproject: p",
  ]

  /// A form of a basic menu that opens cases of type `p`.
  static func form(_ body: String) -> String {
    "case_types: {p: }\napps: {a: {menus: {m: {forms: {f: \(body)}}}}}"
  }

  /// The examples of the manual are right as well; those with tables need files of their own and are judged elsewhere.
  static let manual = ReferenceTests.examples.filter(\.tables.isEmpty).map { "# no header\n" + $0.project }

  static let pieces =
    (accepted + manual).map { Piece(yaml: $0, isAccepted: true) } + rejected.map { Piece(yaml: $0, isAccepted: false) }

  /// What both say about each piece.
  static let results: Result<[(schema: SchemaJudge.Verdict, problems: [String])], any Error> = Result {
    let folder = try TemporaryFolder()
    for (number, piece) in pieces.enumerated() {
      let header = piece.yaml.hasPrefix("# no header") ? "" : "caseload: 1\nproject: p\n"
      try folder.write(Array((header + piece.yaml + "\n").utf8), to: "\(number)/project.yaml")
    }
    let files = pieces.indices.map {
      SchemaJudge.File(path: folder.url("\($0)/project.yaml").path, root: .project)
    }
    let verdicts = try SchemaJudge.judge(files)
    return zip(verdicts, files).map { verdict, file in
      (verdict, ProjectLoader.load(file.path).diagnostics.map { "\($0.code) \($0.message)" })
    }
  }

  @Test(arguments: Array(zip(0..., pieces)))
  func `the schema and the decoder judge alike`(number: Int, piece: Piece) throws {
    let result = try Self.results.get()[number]
    let isRejected = if case .rejected = result.schema { true } else { false }
    let comment = Comment("schema: \(result.schema), decoder: \(result.problems)")
    #expect((result.schema == .accepted, isRejected) == (piece.isAccepted, !piece.isAccepted), comment)
    #expect(result.problems.isEmpty == piece.isAccepted, comment)
  }
}
