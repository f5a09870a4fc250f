import Diagnostics
import GroupSetup
import OwnershipGraph
import Policy
import ProjectModel

/// What a generated set-up means for the people who work with it, computed on the generated project.
public struct SetupConsequences: Sendable {
  /// A form that stops or fails for somebody in the generated project.
  public struct Stop: Sendable {
    /// The finding, at the form in the project as it is.
    public var finding: Diagnostic
    public var form: FormID
    /// For how many users it did so before.
    public var countBefore: Int
  }

  /// Mobile workers with more than one row in the user-groups table, most first.
  public private(set) var severalGroups: [(user: UserID, count: Int)] = []
  /// Users whose number of groups changes: an owner that counted twice counts once (semantics 1.3).
  public private(set) var countChanges: [(user: UserID, before: Int, after: Int)] = []
  public private(set) var stops: [Stop] = []
  /// Places in apps that must be edited by hand, or looked at, with the edit.
  public private(set) var edits: [Diagnostic] = []
  /// What else follows, in words.
  public private(set) var remarks: [String] = []

  /// - Parameters:
  ///   - before: the findings of the checker on the project as it is.
  ///   - after: the findings of the checker on the generated project.
  ///   - remarks: what else is to be known.
  ///   - writesApps: whether the apps are part of what is written, with references to owners renamed.
  public init(
    _ generated: Generated, before: [Diagnostic], after: [Diagnostic], remarks: [String] = [], writesApps: Bool = true
  ) {
    collectCounts(generated)
    collectStops(generated, before, after)
    edits = OwnerMentions.find(generated, writesApps: writesApps).inOutputOrder(generated.before.project.sources)
    collectRemarks(generated)
    self.remarks += remarks
  }

  private mutating func collectCounts(_ generated: Generated) {
    let (old, new) = (generated.before, generated.after)
    // Where the sight differs, so do the counts, and the proof has said it.
    let isExact = generated.setup.leftOut.isEmpty && generated.proof.isGreen
    for user in old.project.users.ids where !old.project.users[user].isWebUser {
      let name = old.project.text(old.project.users[user].key)
      guard let same = new.project.strings.existing(name).flatMap({ new.project.names.users[$0] }) else { continue }
      let count = new.groupCount(of: same)
      if count > 1 { severalGroups.append((user, count)) }
      if isExact, count != old.groupCount(of: user) {
        countChanges.append((user, old.groupCount(of: user), count))
      }
    }
    severalGroups.sort { $0.count != $1.count ? $0.count > $1.count : $0.user < $1.user }
  }

  // MARK: Forms

  private mutating func collectStops(_ generated: Generated, _ before: [Diagnostic], _ after: [Diagnostic]) {
    let (old, new) = (generated.before.project, generated.after.project)
    let (oldPlaces, newPlaces) = (FormPlaces(old), FormPlaces(new))
    var oldForms: [String: FormID] = [:]
    for form in old.forms.ids { oldForms[old.path(of: form)] = form }
    var counts: [String: Int] = [:]
    var severalBefore: [FormID: Int] = [:]
    for finding in before {
      guard case .span(let span) = finding.place, let form = oldPlaces.form(at: span) else { continue }
      counts["\(finding.code) \(form.raw)", default: 0] += finding.count
      if FormEntry.isAboutSeveralGroups(finding.code) { severalBefore[form, default: 0] += finding.count }
    }
    for finding in after.inOutputOrder(new.sources) {
      guard case .span(let span) = finding.place, let form = newPlaces.form(at: span),
        let same = oldForms[new.path(of: form)]
      else { continue }
      // Several groups are several, also where something else adds up to them now.
      let several = FormEntry.isAboutSeveralGroups(finding.code) ? severalBefore[same] : nil
      let countBefore = counts["\(finding.code) \(same.raw)"] ?? several ?? 0
      var finding = finding
      finding.place = .span(old.forms[same].span)
      // They point into the generated project, which need not be a file.
      finding.related = []
      stops.append(Stop(finding: finding, form: same, countBefore: countBefore))
    }
  }

  /// Finds the form that holds a place.
  private struct FormPlaces {
    private let places: [(file: UInt32, start: UInt32, form: FormID)]

    init(_ project: Project) {
      places = project.forms.ids
        .map { (project.forms[$0].span.file.index, project.forms[$0].span.start, $0) }
        .sorted { ($0.0, $0.1, $0.2) < ($1.0, $1.1, $1.2) }
    }

    func form(at span: SourceSpan) -> FormID? {
      places.last { $0.file == span.file.index && $0.start <= span.start }?.form
    }
  }

  // MARK: Remarks

  private mutating func collectRemarks(_ generated: Generated) {
    let (project, setup) = (generated.before.project, generated.setup)
    remarks += setup.notes
    for (user, owners) in setup.webUserLosses {
      remarks.append(
        "web user \(project.text(project.users[user].key)) would no longer see \(Words.counted(owners, "owner")): web users are never in groups"
      )
    }
    let left = setup.leftOut.count
    if left > 0 {
      remarks.append(
        "\(Words.counted(left, "owning location")) outside the selection: not generated, and not in the proof")
    }
    if setup.groups.contains(where: { $0.location != nil }) { addGroupRemarks(project) }
    let makesLocations = setup.renaming.contains { owner, target in
      if case .group = owner.reference, case .location = target { true } else { false }
    }
    if makesLocations { addLocationRemarks() }
  }

  private mutating func addLocationRemarks() {
    remarks.append(
      "groups that became locations stay in HQ until somebody turns their case sharing off; with members, these have both"
    )
    remarks.append(
      "cases that groups own keep them as owners: let the locations own them, or nobody sees them any more")
  }

  private mutating func addGroupRemarks(_ project: Project) {
    let levels = project.levels.filter { $0.sharesCases || $0.viewDescendants }.map { project.text($0.key) }
    remarks.append(
      "if the organization stays in HQ, turn Owns Cases and View Child Data off for \(levels.joined(separator: ", ")): otherwise workers have both"
    )
    remarks.append(
      "cases that locations own keep them as owners: let the groups own them, or nobody sees them any more")
  }
}
