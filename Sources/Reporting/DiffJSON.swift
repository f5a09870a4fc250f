import AccessDiff
import Diagnostics
import OwnershipGraph
import ProjectModel

/// The JSON of `diff`, a contract that scripts build on: keys may be added, none renamed or removed; see the manual.
public struct DiffJSON {
  private let diff: AccessDiff
  private let limit: Int
  private let owners: EditFinder
  private var cases: CaseEditFinder
  private var locators: Sides<DiffLocator>

  /// - Parameters:
  ///   - sources: the files of both projects, with the paths that are to be shown.
  ///   - all: whether each list is complete; otherwise it has its first thousand elements.
  public init(_ diff: AccessDiff, sources: Sides<SourceMap>, all: Bool) {
    self.diff = diff
    limit = (all ? DiffLimits.all : .some).pairs
    owners = EditFinder(diff)
    cases = CaseEditFinder(diff)
    locators = Sides(old: DiffLocator(sources.old), new: DiffLocator(sources.new))
  }

  public mutating func render() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      let isComplete = summary(&json)
      json.field("complete", isComplete)
      json.arrayField("gained") { json in writePairs(.new, &json) }
      json.arrayField("lost") { json in writePairs(.old, &json) }
      json.objectField("cases") { json in
        json.arrayField("gained") { json in writeCases(.new, &json) }
        json.arrayField("lost") { json in writeCases(.old, &json) }
      }
      json.objectField("forms") { json in
        json.arrayField("newly_stops") { json in writeForms(.newlyStops, &json) }
        json.arrayField("newly_opens") { json in writeForms(.newlyOpens, &json) }
        json.arrayField("gone") { json in writeForms(.gone, &json) }
        json.objectField("checks") { json in
          json.arrayField("appeared") { json in writeChecks(.new, &json) }
          json.arrayField("vanished") { json in writeChecks(.old, &json) }
        }
      }
      json.objectField("owners") { json in
        json.arrayField("orphaned") { json in writeUnseen(diff.orphaned, .old, &json) }
        json.arrayField("adopted") { json in writeUnseen(diff.adopted, .new, &json) }
      }
      writeRenames("renames", diff.renames, &json)
      writeRenames("likely_renames", diff.likelyRenames, &json)
      writeRenames("changed_ids", diff.changedIDs, &json)
    }
    return json.bytes
  }

  /// The numbers; returns whether all of them are below the limit.
  private func summary(_ json: inout JSONWriter) -> Bool {
    let counts = DiffCounts(diff)
    func attempts(_ kind: FormChange.Kind) -> Int {
      diff.forms.reduce(0) { $0 + ($1.kind == kind ? $1.users.count : 0) }
    }
    let caseGains = diff.cases.reduce(0) { $0 + $1.users.count * $1.gained.count }
    let caseLosses = diff.cases.reduce(0) { $0 + $1.users.count * $1.lost.count }
    let numbers: [(String, Int)] = [
      ("gained", counts.gained.pairs), ("lost", counts.lost.pairs), ("cases_gained", caseGains),
      ("cases_lost", caseLosses), ("newly_stops", attempts(.newlyStops)), ("newly_opens", attempts(.newlyOpens)),
      ("gone", attempts(.gone)), ("checks_appeared", diff.checks.new.count), ("checks_vanished", diff.checks.old.count),
      ("orphaned", diff.orphaned.count), ("adopted", diff.adopted.count),
    ]
    json.objectField("summary") { json in
      json.field("users_gaining", counts.gained.users)
      json.field("users_losing", counts.lost.users)
      for (name, number) in numbers { json.field(name, number) }
    }
    return numbers.allSatisfy { $0.1 <= limit }
  }

  private mutating func because(_ edits: [Edit], _ json: inout JSONWriter) {
    json.arrayField("because") { json in
      for edit in edits {
        json.object { json in
          json.field("edit", edit.text.text)
          locators.old.write("old", edit.places.old, &json)
          locators.new.write("new", edit.places.new, &json)
        }
      }
    }
  }

  // MARK: Owners

  private mutating func writePairs(_ side: Side, _ json: inout JSONWriter) {
    var written = 0
    func write(_ user: Int, _ owner: Int32, _ json: inout JSONWriter) -> Bool {
      guard written < limit else { return false }
      written += 1
      json.object { json in
        json.field("user", diff.userName(user, side))
        json.field("owner", diff.ownerName(owner, side))
        because(owners.edits(user: user, owner: owner, holder: side), &json)
      }
      return true
    }
    for change in diff.owners {
      for user in change.users {
        if side == .new ? change.appear : change.disappear {
          guard write(Int(user), diff.numbering.number(ofUser: Int(user)), &json) else { return }
        }
        for number in (side == .new ? change.gained : change.lost).numbers {
          guard write(Int(user), number, &json) else { return }
        }
      }
    }
  }

  private mutating func writeUnseen(_ set: IntervalSet, _ side: Side, _ json: inout JSONWriter) {
    let witnesses = DiffWitnesses(diff, side)
    let counts = DiffCaseCounts(diff)
    for number in set.numbers.prefix(limit) {
      let isElsewhere = diff.numbering.owners[Int(number)][side.other] != nil
      json.object { json in
        json.field("owner", diff.ownerName(number, side))
        json.field(side == .old ? "removed" : "added", !isElsewhere)
        json.field("declared_cases", counts[number])
        var edits: [Edit] = []
        for user in witnesses[number] {
          for edit in owners.edits(user: user, owner: number, holder: side) where !edits.contains(edit) {
            edits.append(edit)
          }
        }
        because(edits, &json)
      }
    }
  }

  // MARK: Cases

  private mutating func writeCases(_ side: Side, _ json: inout JSONWriter) {
    var written = 0
    for change in diff.cases {
      for user in change.users {
        for number in side == .new ? change.gained : change.lost {
          guard written < limit else { return }
          written += 1
          json.object { json in
            json.field("user", diff.userName(Int(user), side))
            json.field("case", diff.caseName(number, side))
            because(cases.edits(user: Int(user), case: number, holder: side), &json)
          }
        }
      }
    }
  }

  // MARK: Forms

  private mutating func writeForms(_ kind: FormChange.Kind, _ json: inout JSONWriter) {
    var written = 0
    for change in diff.forms where change.kind == kind {
      for user in change.users {
        guard written < limit else { return }
        written += 1
        json.object { json in
          json.field("user", diff.userName(Int(user)))
          writePath(change.form, &json)
          json.field("outcome", orNull: change.outcomes.new?.word)
          json.field("reason", orNull: change.outcomes.new?.reason)
          json.field("outcome_before", orNull: change.outcomes.old?.word)
          json.field("reason_before", orNull: change.outcomes.old?.reason)
          because(owners.edits(change, user: Int(user)), &json)
        }
      }
    }
  }

  /// The fields `app`, `menu` and `form`.
  private func writePath(_ number: Int, _ json: inout JSONWriter) {
    let thing = diff.matching.forms.things[number]
    let side: Side = thing.new == nil ? .old : .new
    guard let id = thing[side] else { return }
    let project = diff.graphs[side].project
    let menu = project.menus[project.forms[id].menu]
    json.field("app", project.text(project.apps[menu.app].key))
    json.field("menu", project.text(menu.key))
    json.field("form", project.text(project.forms[id].key))
  }

  private mutating func writeChecks(_ side: Side, _ json: inout JSONWriter) {
    for form in diff.checks[side].prefix(limit) {
      json.object { json in
        writePath(form, &json)
        because(owners.checkEdits(form), &json)
      }
    }
  }

  // MARK: Notes

  private func writeRenames(_ name: String, _ renames: [Rename], _ json: inout JSONWriter) {
    json.arrayField(name) { json in
      for rename in renames {
        json.object { json in
          json.field("old", rename.old)
          json.field("new", rename.new)
        }
      }
    }
  }
}
