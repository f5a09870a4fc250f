import Diagnostics
import ProjectModel
import YAMLSource

extension ScenarioDecoder {
  /// The whole scenario.
  mutating func scenario() -> Scenario? {
    let root = document.root
    var scenario = Scenario(name: "", path: source.path, span: SourceSpan(file: document.file, start: 0, length: 0))
    var isComplete = false
    if let key = projectKey(root) {
      report(.isProject(span(key)))
      return nil
    }
    forEachKey(TopKey.self, root, at: span(root)) { decoder, key, keyNode, value in
      switch key {
      case .scenario:
        guard let name = decoder.scalar("scenario", takes: "a text", value) else { return }
        (scenario.name, scenario.span) = (name.text, name.span)
      case .project:
        guard let path = decoder.scalar("project", takes: "a path", value) else { return }
        scenario.project = Self.joined(path.text, toFolderOf: decoder.source.path)
        scenario.projectSpan = path.span
      case .explanation: scenario.explanation = decoder.scalar("explanation", takes: "a text", value)?.text ?? ""
      case .webApps: scenario.webApps = decoder.names("web_apps", takes: "users", value)
      case .steps:
        isComplete = true
        guard decoder.document.kind(value) == .sequence || decoder.document.isNull(value) else {
          return decoder.reportValue("steps", takes: "a list of steps", value)
        }
        var nodes: [Node] = []
        decoder.document.forEachElement(of: value) { nodes.append($0) }
        for node in nodes {
          if let step = decoder.step(node) { scenario.steps.append(step) }
        }
      }
    }
    return isComplete ? scenario : nil
  }

  /// The key with which a project begins; nil if this may be a scenario.
  private func projectKey(_ root: Node) -> Node? {
    guard document.kind(root) == .mapping else { return nil }
    var found: Node?
    var isScenario = false
    document.forEachEntry(of: root) { key, _ in
      if text(key) == "caseload" { found = key }
      if text(key) == "scenario" || text(key) == "steps" { isScenario = true }
    }
    return isScenario ? nil : found
  }

  /// A path relative to the folder of the file that mentions it.
  static func joined(_ path: String, toFolderOf file: String) -> String {
    guard !path.hasPrefix("/"), let slash = file.lastIndex(of: "/") else { return path }
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return FileReader.simplified(String(file[...slash]) + path)
  }

  /// One step: a mapping with the step's word, and perhaps `at`.
  mutating func step(_ node: Node) -> Step? {
    var steps: [(kind: Step.Kind?, span: SourceSpan, word: String)] = []
    var times: [Written] = []
    forEachKey(StepKey.self, node, at: span(node)) { decoder, key, keyNode, value in
      let span = decoder.span(keyNode)
      func add(_ kind: Step.Kind?) { steps.append((kind, span, key.rawValue)) }
      switch key {
      case .sync: add(.sync(decoder.users("sync", value)))
      case .offline: add(.offline(decoder.users("offline", value)))
      case .online: add(decoder.online(value, span))
      case .submit:
        let (submission, at) = decoder.submission(value, span)
        if let at { times.append(at) }
        add(submission.map { .submit($0) })
      case .change:
        guard decoder.document.kind(value) == .mapping else {
          decoder.reportValue("change", takes: "a mapping, as in the project configuration", value)
          return add(nil)
        }
        if decoder.document.childCount(value) == 0 { decoder.report(.changesNothing(span)) }
        add(.change(ProjectEdit(source: decoder.source, document: decoder.document, strings: decoder.strings, node: value)))
      case .expect: add(.expect(decoder.expectations(value, span, isNegated: false)))
      case .at:
        if let time = decoder.scalar("at", takes: "a time", value) { times.append(time) }
      }
    }
    if times.count > 1 { report(.twoTimes(times[1], times[0])) }
    let time = times.first
    guard document.kind(node) == .mapping else { return nil }
    guard steps.count == 1 else {
      // A misspelt word has been reported already.
      if steps.count > 1 || document.childCount(node) == 0 || (time != nil && document.childCount(node) == 1) {
        report(.notOneStep(span(node), keys: steps.map(\.word)))
      }
      return nil
    }
    return steps[0].kind.map { Step($0, span: steps[0].span, time: time) }
  }

  /// The users of a step: at least one.
  mutating func users(_ key: String, _ node: Node) -> [Written] {
    let users = names(key, takes: "users", node)
    if users.isEmpty, document.isNull(node) || document.childCount(node) == 0, document.kind(node) != .mapping {
      reportValue(key, takes: "a user or a list of users", node)
    }
    return users
  }

  private mutating func online(_ node: Node, _ owner: SourceSpan) -> Step.Kind? {
    guard document.kind(node) == .mapping else { return .online(users("online", node), syncs: true) }
    var names: [Written] = []
    var syncs = true
    forEachKey(OnlineKey.self, node, at: owner) { decoder, key, _, value in
      switch key {
      case .users: names = decoder.users("users", value)
      case .sync: syncs = decoder.flag("sync", value)?.value ?? true
      }
    }
    return .online(names, syncs: syncs)
  }

  // MARK: Submissions

  private mutating func submission(_ node: Node, _ owner: SourceSpan) -> (Submission?, at: Written?) {
    var user: Written?
    var form: Written?
    var time: Written?
    var result = Submission(user: Written("", owner), form: Written("", owner))
    forEachKey(SubmitKey.self, node, at: owner) { decoder, key, _, value in
      switch key {
      case .user: user = decoder.scalar("user", takes: "a user", value)
      case .form: form = decoder.scalar("form", takes: "`APP/MENU/FORM`", value)
      case .selected: result.selectedCase = decoder.scalar("case", takes: "a case", value)
      case .answers: result.answers = decoder.answers("answers", value)
      case .set: result.set = decoder.values("set", value)
      case .creates: result.creates = decoder.newCases(value)
      case .closes: result.closes = decoder.flag("closes", value)
      case .updates: result.updates = decoder.flag("updates", value)
      case .outcome: result.outcome = decoder.word("outcome", value, known: Self.outcomes)
      case .reason: result.reason = decoder.word("reason", value, known: Self.reasons)
      case .at: time = decoder.scalar("at", takes: "a time", value)
      }
    }
    check(&result.reason, goesWith: &result.outcome)
    guard let user, let form else { return (nil, time) }
    (result.user, result.form) = (user, form)
    return (result, time)
  }

  /// `creates: monica`, `creates: [a, b]`, `creates: {ref-1: referral}` or `creates: {ref-1: {…}}`.
  private mutating func newCases(_ node: Node) -> [NewCase] {
    guard document.kind(node) == .mapping else { return names("creates", takes: "names", node).map { NewCase($0) } }
    return entries("creates", takes: "names", node).map { name, value in
      if document.isNull(value) { return NewCase(name) }
      if let type = written(value) { return NewCase(name, caseType: type) }
      var new = NewCase(name)
      forEachKey(NewCaseKey.self, value, at: name.span) { decoder, key, _, value in
        switch key {
        case .caseType: new.caseType = decoder.scalar("case_type", takes: "a case type", value)
        case .action: new.action = decoder.scalar("action", takes: "a number", value)
        case .set: new.set = decoder.values("set", value)
        case .answers: new.answers = decoder.answers("answers", value)
        case .owner: new.owner = decoder.scalar("owner", takes: "an owner", value)
        }
      }
      return new
    }
  }
}
