import Diagnostics
import RuleLanguage
import YAMLSource

/// A policy as it was read from one file.
struct PolicyFile {
  var name = ""
  var summary = ""
  /// The policies that it extends, and where they are named.
  var extends: [(name: String, span: SourceSpan)] = []
  var rules: [Rule] = []
}

/// Reads one policy file: all that is wrong with it in one run.
struct PolicyReader {
  let document: YAMLDocument
  let source: SourceFile
  let strings: StringTable
  /// The number of a project's text, so that constants compare as numbers.
  let symbol: (String) -> UInt32?
  private(set) var diagnostics = LimitedDiagnostics()
  /// Whether nothing is wrong with the rule that is read. One that was not understood does not judge: without a
  /// condition it would fire everywhere.
  private var isSound = true
  private var searchBudget = RuleCompiler.searchLimit
  var file = PolicyFile()

  init(_ document: YAMLDocument, _ source: SourceFile, _ strings: StringTable, symbol: @escaping (String) -> UInt32?) {
    self.document = document
    self.source = source
    self.strings = strings
    self.symbol = symbol
  }

  /// Whether the file is one at all, with mistakes or without.
  var isPolicy: Bool {
    guard document.kind(document.root) == .mapping else { return false }
    let keys = entries(of: document.root).map { text($0.key) }
    return keys.isEmpty || keys.contains("policy") || keys.contains("rules")
  }

  /// Reads the file, if it is a policy.
  mutating func run() {
    guard isPolicy else { return }
    var rules: YAMLNodeRef?
    for (key, node) in entries(of: document.root) {
      guard let policyKey = PolicyKey(rawValue: text(key)) else {
        report(
          .policyKey(text(key), document.span(key), of: "a policy", known: PolicyKey.allCases.map(\.rawValue)))
        continue
      }
      switch policyKey {
      case .policy: file.name = scalar(policyKey.rawValue, node) ?? ""
      case .summary: file.summary = scalar(policyKey.rawValue, node) ?? ""
      case .extends: readExtends(node)
      case .rules: rules = node
      }
    }
    if file.name.isEmpty {
      let start = SourceSpan(file: document.file, start: source.byteOrderMarkLength, length: 0)
      report(.policyMissing("policy", start, of: "the policy", about: PolicyKey.policy.about))
    }
    guard let rules, !document.isNull(rules) else { return }
    guard document.kind(rules) == .mapping else {
      report(.policyValue("rules", document.span(rules), expected: "rules by name"))
      return
    }
    for (key, node) in entries(of: rules) { readRule(key, node) }
  }

  private mutating func readExtends(_ node: YAMLNodeRef) {
    let isList = document.kind(node) == .sequence
    for element in isList ? elements(of: node) : [node] {
      if let name = scalar(PolicyKey.extends.rawValue, element) { file.extends.append((name, document.span(element))) }
    }
  }

  // MARK: Rules

  private mutating func readRule(_ key: YAMLNodeRef, _ node: YAMLNodeRef) {
    let name = text(key)
    let span = document.span(key)
    isSound = true
    guard document.kind(node) == .mapping else {
      report(.policyValue(name, document.span(node), expected: "a rule: a mapping of keys"))
      return
    }
    var values: [RuleKey: YAMLNodeRef] = [:]
    for (key, value) in entries(of: node) {
      guard let ruleKey = RuleKey(rawValue: text(key)) else {
        report(
          .policyKey(text(key), document.span(key), of: "a rule", known: RuleKey.allCases.map(\.rawValue)))
        continue
      }
      values[ruleKey] = value
    }
    for key in RuleKey.required where values[key] == nil {
      report(.policyMissing(key.rawValue, span, of: "rule `\(name)`", about: key.about))
    }
    var texts: [RuleKey: String] = [:]
    for key in RuleKey.allCases where key != .examples {
      guard let node = values[key] else { continue }
      // `off` and `true` are what people write without quotes.
      if let text = scalar(key.rawValue, node) { texts[key] = text } else { values[key] = nil }
    }
    let code = texts[.code].flatMap { checked(code: $0, values[.code]) }
    let level = texts[.severity].map { word($0, RuleLevel.self, .severity, values) } ?? .warning
    let kind = texts[.forEach].flatMap { text in
      word(text, among: FactKind.allCases.map(\.name), .forEach, values).flatMap(FactKind.init(named:))
    }
    let examples = values[.examples].map { readExamples($0) } ?? (nil, nil)
    // Expressions are checked as soon as it is known what they speak of, so that all mistakes come out in one run.
    guard let kind else { return }
    var compiler = RuleCompiler(
      source: source, document: document, kind: kind, symbol: symbol, searchBudget: searchBudget)
    let conditions = compiler.condition(.where, texts, values)
    let requirement = compiler.condition(.require, texts, values)
    let template = compiler.message(texts, values)
    let at = compiler.place(texts, values)
    let groupBy = compiler.grouping(texts, values)
    let related = compiler.related(texts, values)
    let fix = texts[.fix].flatMap { word($0, RuleFix.self, .fix, values) }
    if let fix, let node = values[.fix] { compiler.check(fix, document.span(node), at: at) }
    if level != .off { compiler.findNeverFiring(conditions, requirement) }
    searchBudget = compiler.searchBudget
    for diagnostic in compiler.diagnostics { report(diagnostic) }
    guard let code, let summary = texts[.summary], let template, isSound else { return }
    file.rules.append(
      Rule(
        name: name, code: code, policy: file.name, summary: summary, because: texts[.because] ?? "",
        mend: texts[.mend] ?? "", level: level ?? .warning, kind: kind, examples: examples,
        texts: RuleKey.allCases.compactMap { key in texts[key].map { (key, $0) } }, span: span,
        conditions: conditions.map { whole in
          whole.expression.conjuncts.map { LocatedExpression(expression: $0, scalar: whole.scalar, text: whole.text) }
        } ?? [],
        requirement: requirement, message: template, at: at, groupBy: groupBy, related: related, fix: fix))
  }

  /// Codes are short, so that they fit into comments and annotations.
  private mutating func checked(code: String, _ node: YAMLNodeRef?) -> String? {
    let letters = code.prefix { $0.isASCII && $0.isUppercase }
    let digits = code.dropFirst(letters.count)
    let isCode =
      (2...12).contains(letters.count) && (1...6).contains(digits.count) && digits.allSatisfy { $0.isASCII && $0.isNumber }
    if isCode { return code }
    if let node {
      report(
        .policyValue("code", document.span(node), expected: "2 to 12 capital letters and then 1 to 6 digits, such as `LOCAL001`", found: code))
    }
    return nil
  }

  private mutating func readExamples(_ node: YAMLNodeRef) -> (good: Rule.Example?, bad: Rule.Example?) {
    guard document.kind(node) == .mapping else {
      report(.policyValue("examples", document.span(node), expected: "a mapping with `good` and `bad`"))
      return (nil, nil)
    }
    var good: Rule.Example?
    var bad: Rule.Example?
    for (key, value) in entries(of: node) {
      guard let exampleKey = ExampleKey(rawValue: text(key)) else {
        report(
          .policyKey(text(key), document.span(key), of: "`examples`", known: ExampleKey.allCases.map(\.rawValue)))
        continue
      }
      guard let text = scalar(exampleKey.rawValue, value) else { continue }
      let example = Rule.Example(text: text, span: document.span(value))
      if exampleKey == .good { good = example } else { bad = example }
    }
    return (good, bad)
  }

  private mutating func report(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    isSound = false
  }

  // MARK: Nodes

  private func text(_ node: YAMLNodeRef) -> String { strings[document.symbol(node)] }

  private func entries(of node: YAMLNodeRef) -> [(key: YAMLNodeRef, value: YAMLNodeRef)] {
    var result: [(YAMLNodeRef, YAMLNodeRef)] = []
    document.forEachEntry(of: node) { result.append(($0, $1)) }
    return result
  }

  private func elements(of node: YAMLNodeRef) -> [YAMLNodeRef] {
    var result: [YAMLNodeRef] = []
    document.forEachElement(of: node) { result.append($0) }
    return result
  }

  /// A scalar that is not nothing; reported if it is something else.
  private mutating func scalar(_ key: String, _ node: YAMLNodeRef) -> String? {
    guard document.kind(node) == .scalar, !document.isNull(node) else {
      let isList = document.kind(node) == .sequence && RuleKey(rawValue: key)?.isExpression == true
      let expected = isList ? "an expression; one that begins with `[` is put in quotes" : "a text"
      report(.policyValue(key, document.span(node), expected: expected))
      return nil
    }
    return text(node)
  }

  private mutating func word<Word: RawRepresentable<String> & CaseIterable>(
    _ text: String, _ words: Word.Type, _ key: RuleKey, _ values: [RuleKey: YAMLNodeRef]
  ) -> Word? {
    word(text, among: Word.allCases.map(\.rawValue), key, values).flatMap { Word(rawValue: $0) }
  }

  private mutating func word(
    _ text: String, among known: [String], _ key: RuleKey, _ values: [RuleKey: YAMLNodeRef]
  ) -> String? {
    if known.contains(text) { return text }
    if let node = values[key] {
      report(.policyWord(text, key: key.rawValue, document.span(node), known: known))
    }
    return nil
  }
}
