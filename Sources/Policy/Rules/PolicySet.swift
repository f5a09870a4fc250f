import Diagnostics
import ProjectModel
import YAMLSource

/// The rules that judge a project, from all policies that hold for it.
public struct PolicySet: Sendable {
  /// One policy that was read.
  public struct Policy: Sendable {
    public let name: String
    public let summary: String
    /// Its file, as it is shown.
    public let path: String
  }

  /// The policies, each after those that it extends.
  public private(set) var policies: [Policy] = []
  /// The rules of all of them, in the same order.
  public private(set) var rules: [Rule] = []
  /// The policies' files.
  public private(set) var sources = SourceMap()
  /// What is wrong with the policies; places are in ``sources``.
  public private(set) var diagnostics: [Diagnostic] = []
  /// What is wrong with how they are asked for; places are those of the requests and settings.
  public private(set) var requestDiagnostics: [Diagnostic] = []

  /// Where each code and name of a rule was met first.
  private var names: [String: SourceSpan] = [:]
  /// The shipped names and real paths that were read.
  private var read: Set<String> = []

  /// Longer files are no policies, in bytes.
  private static let sizeLimit = 10_000_000

  /// Reads policies and what they extend, each once.
  ///
  /// - Parameters:
  ///   - requests: the policies that hold.
  ///   - settings: levels of single rules; a later setting wins.
  ///   - project: the project to judge, whose texts the rules' constants are compared with; nil just to read them.
  public init(_ requests: [PolicyRequest], settings: [RuleSetting] = [], for project: Project? = nil) {
    for request in requests { read(request, project) }
    var places: [Int: Place] = [:]
    for setting in settings { apply(setting, &places) }
  }

  /// A step of reading: what a policy extends is read and added before the policy itself, whose author is the one who
  /// can mend a rule that is there twice. A chain may be as long as one likes.
  private enum Step {
    case read(PolicyRequest, isExtended: Bool)
    case add(PolicyFile, path: String)
  }

  private mutating func read(_ request: PolicyRequest, _ project: Project?) {
    var steps = [Step.read(request, isExtended: false)]
    while let step = steps.popLast() {
      switch step {
      case .add(let file, let path): add(file, path)
      case .read(let request, let isExtended):
        guard let source = source(of: request, isExtended),
          let file = parse(source, project, namedAt: request.place, isExtended)
        else { continue }
        let folder = Self.folder(of: source.path)
        steps.append(.add(file, path: source.path))
        steps += file.extends.reversed().map {
          .read(PolicyRequest($0.name, at: .span($0.span), folder: folder, within: request.root), isExtended: true)
        }
      }
    }
  }

  /// The text of a policy; nil if it was read already, or cannot be.
  private mutating func source(of request: PolicyRequest, _ isExtended: Bool) -> SourceFile? {
    if Self.isPath(request.name) {
      let path = request.name.hasPrefix("/") || request.folder == "." ? request.name : request.folder + "/" + request.name
      if let root = request.root, !Self.isInside(path, root, request) {
        report(.policyOutside(request.name, request.place), isExtended)
        return nil
      }
      guard read.insert(FileReader.identity(of: path)).inserted else { return nil }
      do {
        return SourceFile(path: path, bytes: try FileReader.read(path, limit: Self.sizeLimit))
      } catch {
        let shipped = ShippedPolicies.names
        report(.noPolicy(request.name, request.place, reason: error.reason, shipped: shipped, isPath: true), isExtended)
        return nil
      }
    }
    guard read.insert(request.name).inserted else { return nil }
    guard let shipped = ShippedPolicies.source(request.name) else {
      let reason = "none of that name comes with the program"
      let shipped = ShippedPolicies.names
      report(.noPolicy(request.name, request.place, reason: reason, shipped: shipped, isPath: false), isExtended)
      return nil
    }
    return shipped
  }

  /// Whether a file is in a folder, wherever links lead; one that is not there is, unless its path leaves the folder.
  private static func isInside(_ path: String, _ root: String, _ request: PolicyRequest) -> Bool {
    guard let root = ProjectFolder(root) else { return false }
    if case .outside = root.resolve(request.name, mentionedIn: request.folder + "/policy.yaml") { return false }
    return true
  }

  /// A policy that is at hand, and what it extends.
  init(text: String, shownAs path: String, for project: Project? = nil) {
    let source = SourceFile(path: path, bytes: Array(text.utf8))
    guard let file = parse(source, project, namedAt: .path(path), false) else { return }
    for extended in file.extends {
      let folder = Self.folder(of: path)
      read(PolicyRequest(extended.name, at: .span(extended.span), folder: folder), project)
    }
    add(file, path)
  }

  private mutating func report(_ diagnostic: Diagnostic, _ isExtended: Bool) {
    if isExtended { diagnostics.append(diagnostic) } else { requestDiagnostics.append(diagnostic) }
  }

  /// Of a file that is no policy nothing is shown: whoever wrote its name may not be allowed to read it.
  private mutating func parse(
    _ source: SourceFile, _ project: Project?, namedAt place: Place, _ isExtended: Bool
  ) -> PolicyFile? {
    let file = sources.add(source)
    var strings = StringTable.forYAML()
    let (document, problems) = YAMLReader.read(source, file: file, into: &strings)
    // Mistakes in the YAML are shown where the name says that it is meant to be some.
    if problems.contains(where: { $0.severity == .error }), ![".yaml", ".yml"].contains(where: source.path.hasSuffix) {
      report(.noPolicyFile(source.path, place), isExtended)
      return nil
    }
    diagnostics += problems
    guard let document else { return nil }
    var reader = PolicyReader(document, source, strings) { text in project?.strings.existing(text)?.index }
    guard reader.isPolicy else {
      report(.noPolicyFile(source.path, place), isExtended)
      return nil
    }
    reader.run()
    diagnostics += reader.diagnostics.all
    return reader.file
  }

  private mutating func add(_ file: PolicyFile, _ path: String) {
    policies.append(Policy(name: file.name, summary: file.summary, path: path))
    for rule in file.rules {
      if let first = names[rule.code] {
        diagnostics.append(.ruleTwice("the code `\(rule.code)`", rule.span, first: first))
        continue
      }
      if let first = names[rule.name] {
        diagnostics.append(.ruleTwice("the rule `\(rule.name)`", rule.span, first: first))
        continue
      }
      names[rule.code] = rule.span
      names[rule.name] = rule.span
      rules.append(rule)
    }
  }

  /// Gives a rule another level; nothing happens if there is none of that code.
  mutating func set(_ code: String, to level: RuleLevel) {
    if let index = rules.firstIndex(where: { $0.code == code }) { rules[index].level = level }
  }

  /// Leaves only some rules.
  mutating func keep(_ isMeant: (Rule) -> Bool) { rules = rules.filter(isMeant) }

  /// - Parameter places: where the levels of rules are set in the project, by rule.
  private mutating func apply(_ setting: RuleSetting, _ places: inout [Int: Place]) {
    guard let index = rules.firstIndex(where: { $0.code == setting.rule || $0.name == setting.rule }) else {
      // A level for a shipped rule whose policy does not hold here waits for the run in which it does.
      let shipped = PolicySet(ShippedPolicies.names.map { PolicyRequest($0, at: .path($0)) })
      if shipped.rule(setting.rule) != nil { return }
      let known = (rules + shipped.rules).flatMap { [$0.code, $0.name] }
      requestDiagnostics.append(.unknownRule(setting.rule, setting.place, known: known))
      return
    }
    rules[index].level = setting.level
    // On the command line the last one wins; in a project nobody can mean both.
    guard case .span = setting.place else { return }
    if let first = places[index] {
      requestDiagnostics.append(.levelTwice(rules[index], setting.rule, setting.place, first: first))
    }
    places[index] = setting.place
  }

  /// A name without folder and ending is a shipped policy's.
  private static func isPath(_ name: String) -> Bool {
    name.contains("/") || name.hasSuffix(".yaml") || name.hasSuffix(".yml")
  }

  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// The rule with a code or name.
  public func rule(_ name: String) -> Rule? { rules.first { $0.code == name || $0.name == name } }

  /// Whether the rules of all policies that are asked for are among ``rules``: each was read, without an error.
  var isComplete: Bool {
    diagnostics.allSatisfy { $0.severity != .error } && !requestDiagnostics.contains { $0.code == "POL007" }
  }

  /// Whether anything is wrong that keeps the rules from judging.
  public var isUsable: Bool { (diagnostics + requestDiagnostics).allSatisfy { $0.severity != .error } }
}
