import Diagnostics
import OwnershipGraph
import ProjectModel
import XPath

extension SimulationState {
  /// A user fills in a form; the device keeps what it says, and sends it if it is online.
  mutating func playSubmission(_ submission: Submission, _ result: inout StepResult) {
    guard let user = activeUser(submission.user, &result) else { return refuse(submission, &result) }
    let device = device(of: version.users[user.index])
    if devices[device].isWebApps {
      // Web Apps users sync around each form.
      observed(device, &result) { state, result in
        state.sync(device, user, &result)
        let isSaved = state.fillIn(submission, device, &result)
        if isSaved { state.sync(device, user, &result) }
      }
    } else {
      guard devices[device].hasSynced else {
        result.diagnostics.append(.neverSynced(submission.user))
        return refuse(submission, &result)
      }
      _ = fillIn(submission, device, &result)
    }
  }

  private mutating func refuse(_ submission: Submission, _ result: inout StepResult) {
    result.outcome = .refused
    for new in submission.creates where names.cases.existing(new.name.text) == nil {
      unmadeCases[new.name.text] = "step \(result.index), which should have made it, could not take place"
    }
  }

  /// - Returns: whether the form was saved.
  private mutating func fillIn(_ submission: Submission, _ device: Int, _ result: inout StepResult) -> Bool {
    // What the form has looked at is let go before anything changes, or all of it would be copied.
    let (end, entry) = tryForm(submission, device, &result)
    touched.users.insert(submission.user.text)
    touched.forms.insert(submission.form.text)
    if submission.selectedCase != nil, let slash = submission.form.text.lastIndex(of: "/") {
      touched.menus.insert(String(submission.form.text[..<slash]))
    }
    switch end {
    case .wrong:
      refuse(submission, &result)
      return false
    case .stopped(let outcome):
      result.outcome = .stopped(outcome)
      for new in submission.creates where names.cases.existing(new.name.text) == nil {
        unmadeCases[new.name.text] = "the form that should have made it \(outcome.word) in step \(result.index)"
      }
      compare(outcome, submission, &result)
      return false
    case .filled(let form):
      result.notes += form.notes
      compare(entry, submission, &result)
      save(form, of: submission.form, device, &result)
      return true
    }
  }

  /// Opens the form and fills it in; what is wrong with the step is reported.
  ///
  /// - Returns: the end, and what the form's entry says.
  private func tryForm(
    _ submission: Submission, _ device: Int, _ result: inout StepResult
  ) -> (end: FillResult, entry: FormOutcome) {
    guard
      let open = open(
        submission.user, submission.form, submission.selectedCase, device, isSubmission: true, &result.diagnostics)
    else { return (.wrong, FormOutcome(word: "opens")) }
    if open.selected != nil, open.version.project.menus[open.record.menu].hasFilter {
      let menu = open.version.project.path(of: open.record.menu)
      result.notes.append("whether the filter of `\(menu)` lets the case through is not evaluated")
    }
    var filling = FillIn(submission, open, firstNew: Int32(names.cases.count))
    let end = filling.run()
    result.diagnostics += filling.problems
    if case .stopped(let outcome) = end { return (.stopped(explained(outcome, open)), open.entry()) }
    return (end, open.entry())
  }

  private func compare(_ outcome: FormOutcome, _ submission: Submission, _ result: inout StepResult) {
    let expected = submission.outcome ?? Written("opens", submission.form.span)
    let failure = outcomeFailure(
      outcome, expected, submission.reason, subject: "\(submission.form.text) for \(submission.user.text)",
      isNegated: false)
    if let failure { result.failures.append(failure) }
  }

  /// Keeps the form on the device: its cases are visible there at once, whoever owns them (semantics 4).
  private mutating func save(_ filled: FilledForm, of name: Written, _ device: Int, _ result: inout StepResult) {
    let version = devices[device].version
    let place = version?.forms[name.text].map { version?.project.forms[$0].span.moved(version?.files ?? []) } ?? nil
    let mark = histories.add(
      FormMark(
        user: devices[device].user, path: name.text, form: place, step: stepSpan, stepNumber: stepCount))
    var form = SubmittedForm(user: devices[device].user, path: name.text, blocks: [], mark: mark)
    var old: [Int32: CaseRecord?] = [:]
    for block in filled.blocks {
      if let opens = block.opens {
        server.reserve(names.cases.number(opens.name))
        histories[block.number].opened = mark
      }
      let saved = SubmittedForm.Block(
        number: block.number, opens: block.opens?.type, owner: block.owner.flatMap { ownerNumber($0) },
        properties: block.properties, links: block.links, closes: block.closes)
      if old[block.number] == nil { old.updateValue(devices[device].cases[block.number], forKey: block.number) }
      keep(saved, on: device)
      form.blocks.append(saved)
    }
    if !devices[device].isWebApps { noteSaved(old, device, histories.mark(mark), &result) }
    devices[device].queue.append(form)
    let isOnline = devices[device].isOnline
    if isOnline { sendForms(device, &result) } else { result.outcome = .queued }
    if !devices[device].isWebApps { noteLeft(old, device, isSent: isOnline, &result) }
  }

  private mutating func ownerNumber(_ owner: OwnerOnDevice) -> Int32? {
    switch owner {
    case .owner(let number): number
    case .text(let text): names.owners.number(text: text)
    case .unknown(let reason): names.owners.number(unknown: reason)
    case .empty: nil
    }
  }

  private mutating func keep(_ block: SubmittedForm.Block, on device: Int) {
    let user = devices[device].user
    var record = devices[device].cases[block.number] ?? CaseRecord(status: .open)
    if let type = block.opens {
      record.type = type
      record.openedBy = user
      record.links = block.links
      record.owner = block.owner ?? user
    }
    record.modifiedBy = user
    if let owner = block.owner { record.owner = owner }
    for (name, value) in block.properties { record.properties[name] = value }
    if block.closes { record.status = .closed }
    devices[device].cases[block.number] = record
    touched.caseTypes.insert(names.types[record.type])
    touched.owners.insert(names.owners[record.owner])
  }

  private mutating func noteSaved(
    _ old: [Int32: CaseRecord?], _ device: Int, _ mark: FormMark?, _ result: inout StepResult
  ) {
    let after = devices[device]
    var change = DeviceChange(user: names.owners.bareName(after.user))
    let new = old.filter { $0.value == nil }.keys
    change.appears = notes(Array(new), after) { arrival($0, after) }
    let changed = old.filter { c, record in
      guard let record, let now = after.cases[c] else { return false }
      return !record.looksLike(now)
    }
    // Whether the server will have it so is another matter: here it is the form of this step.
    func changeSteps(_ c: Int32) -> [ExplainedStep] {
      mark.map { markSteps($0, "case:\(names.cases[c]) was changed on this device", "changed it") } ?? []
    }
    change.changes = notes(Array(changed.keys), after, explaining: changeSteps) { c in
      guard let record = changed[c] ?? nil, let now = after.cases[c] else { return "" }
      return difference(record, now)
    }
    guard !change.isEmpty else { return }
    if options.contents == .changed { change.content = content(of: device) }
    merge(change, into: &result)
  }

  /// Notes the cases that the user does not own any more, and what the next sync does with them, as far as that is known:
  /// what the server has now, if the form has arrived there.
  private mutating func noteLeft(
    _ old: [Int32: CaseRecord?], _ device: Int, isSent: Bool, _ result: inout StepResult
  ) {
    let after = devices[device]
    let left = old.compactMap { c, record -> Int32? in
      guard let record, let now = after.cases[c] else { return nil }
      return isOwned(record, on: after) && !isOwned(now, on: after) ? c : nil
    }
    guard !left.isEmpty else { return }
    let user = version.user(after.user)
    let present = after.cases.keys.filter(server.isThere).sorted()
    var comes: Set<Int32> = []
    if isSent, let user { for c in left where verdict(c, user, present: present).isKept { comes.insert(c) } }
    var change = DeviceChange(user: names.owners.bareName(after.user))
    func staying(_ c: Int32) -> [ExplainedStep] {
      let text = "case:\(names.cases[c]) is owned by \(names.owners[after.cases[c]?.owner ?? OwnerTable.unowned])"
      if isSent { return comes.contains(c) ? stayingSteps(c, after) : ownedStep(c, text) }
      return histories.mark(after.queue.last?.mark).map { markSteps($0, text, "made it so") } ?? []
    }
    change.stays = notes(left, after, explaining: staying) { c in
      let owned = "owned by \(names.owners[after.cases[c]?.owner ?? OwnerTable.unowned])"
      if names.owners.kind(after.cases[c]?.owner ?? OwnerTable.unowned) == .unknown { return owned }
      if !isSent { return owned + "; it is here at least until the next sync" }
      if !comes.contains(c) { return "until the next sync; " + owned }
      return owned + "; it comes with another case, also after the next sync"
    }
    merge(change, into: &result)
  }

  // MARK: Opening a form

  /// A form on a device, with its case picked from the menu's list; reports what stands in the way.
  func open(
    _ userName: Written, _ formName: Written, _ caseName: Written?, _ device: Int, isSubmission: Bool,
    _ problems: inout [Diagnostic]
  ) -> OpenForm? {
    guard let version = devices[device].version, let user = version.user(devices[device].user) else {
      problems.append(.neverSynced(userName))
      return nil
    }
    guard let form = version.forms[formName.text] else {
      let isNew = self.version.forms[formName.text] != nil
      problems.append(
        notOnDevice("form", formName, isNew: isNew, device)
          ?? .unknown(
            "form", formName, among: suggestions(version.forms.keys.sortedByBytes(), problems.count),
            help: "write it as `APP/MENU/FORM`"))
      return nil
    }
    let record = version.project.forms[form]
    let app = version.project.menus[record.menu].app
    guard version.graph.listingApps(of: user).contains(app) else {
      problems.append(
        mayOpenSoon(formName, device)
          ?? .mayNotOpen(userName, version.project.text(version.project.apps[app].key), formName.span))
      return nil
    }
    var open = OpenForm(version: version, form: form, user: user, device: devices[device], names: names)
    guard let caseName else {
      if record.requiresCase, isSubmission {
        problems.append(.caseNeeded(formName))
        return nil
      }
      return open
    }
    guard record.requiresCase else {
      problems.append(.caseNotNeeded(caseName, formName.text))
      return nil
    }
    guard let selected = knownCase(caseName, &problems) else { return nil }
    if let (reason, notes) = whyNotListed(selected, record.menu, version, device) {
      problems.append(
        .notListed(caseName, version.project.path(of: record.menu), userName.text, reason: reason, notes: notes))
      return nil
    }
    open.selected = selected
    return open
  }

  /// A case that some step has made, or that is declared; reported if there is none.
  func knownCase(_ name: Written, _ problems: inout [Diagnostic]) -> Int32? {
    if let number = names.cases.existing(name.text) { return number }
    if let reason = unmadeCases[name.text] {
      problems.append(
        Diagnostic(
          code: "SCEN010", "there is no case `\(name.text)`: \(reason)", at: .span(name.span),
          help: ["mend that step first"]))
    } else {
      problems.append(
        .unknown(
          "case", name, among: suggestions(names.cases.names, problems.count),
          help: "name a declared case, or one of `creates`"))
    }
    return nil
  }

  /// Why a case is not in a menu's list on a device (semantics 4); nil if it is.
  func whyNotListed(
    _ c: Int32, _ menu: MenuID, _ version: ProjectVersion, _ device: Int
  ) -> (reason: String, notes: [String])? {
    guard let record = devices[device].cases[c] else {
      let steps = explanation(c, devices[device].user).filter { !$0.isDetail }
      return ("it is not on the device", steps.map(\.text))
    }
    if !record.isOpen { return ("it is closed on the device", []) }
    guard version.menuTypes[menu.index].contains(record.type) else {
      let types = version.menuTypes[menu.index].map { "`\(names.types[$0])`" }.joined(separator: ", ")
      return ("its case type is `\(names.types[record.type])`, and the menu lists \(types)", [])
    }
    return nil
  }
}
