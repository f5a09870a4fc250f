/// The codes of diagnostics by what can be done about them in a run.
public struct KnownCodes: Sendable {
  /// Codes of findings about a project that compiles; they can be allowed.
  public let findings: Set<String>
  /// Codes that are always reported: errors of the text, and findings about allowances and baselines.
  public let always: Set<String>
  /// The findings that this run looked for. Only of these can be said that there is none.
  public let judged: Set<String>

  /// The codes of rules by their names: an allowance may say either.
  let names: [String: String]
  /// Whether the rules of all policies are known. If not, nothing can be said of a code that is not among these.
  let isComplete: Bool

  /// - Parameters:
  ///   - findings: the codes of all rules, also of those that are off.
  ///   - judged: the codes that were looked for; none if the project does not compile.
  ///   - names: the codes of rules by their names.
  ///   - isComplete: whether these are all rules: a policy that could not be read may have others.
  public init(
    findings: some Sequence<String>, judged: some Sequence<String>, names: [String: String] = [:],
    isComplete: Bool = true
  ) {
    self.names = names
    self.isComplete = isComplete
    self.findings = Set(findings).union(Self.textWarnings)
    self.judged = Set(judged)
    var always: Set<String> = []
    for (prefix, count) in Self.families {
      for number in 1...count { always.insert(prefix + (number < 10 ? "00" : "0") + String(number)) }
    }
    self.always = always.subtracting(self.findings)
  }

  /// All codes, sorted.
  public var all: [String] { findings.union(always).sorted() }

  /// The same of a project that does not compile: nothing is looked for, and which policies it names is not known.
  public var ofText: KnownCodes { KnownCodes(findings: findings, judged: [], names: names, isComplete: false) }

  /// Warnings about the text: the project compiles with them.
  public static let textWarnings = ["FORM003"]

  /// Each family of codes that no rule has, and the number of its last code. A test compares them with the manual.
  private static let families = [
    ("FILE", 6), ("YAML", 11), ("CSV", 9), ("PROJ", 11), ("ORG", 6), ("FORM", 4), ("XPATH", 1), ("ALLOW", 4),
    ("BASE", 1), ("POL", 10),
  ]
}
