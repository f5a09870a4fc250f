import Diagnostics
import OwnershipGraph
import ProjectModel
import RuleLanguage

/// Judges one rule over all its facts, and words what it finds.
struct RuleJudge {
  let rule: Rule
  let view: FactView
  /// The policies' files, for the places of what cannot be judged.
  private let policySources: SourceMap
  /// The conditions, and that the requirement does not hold, in the order in which they are tried.
  let tests: [Test]
  var findings = RuleFindings()
  /// Whether the rule has used up its steps: no further fact is judged.
  private(set) var isStopped = false
  /// The steps that the rule was given.
  private let given: Int

  /// One thing that must be so of a fact for a finding. It keeps what an evaluation needs, so it changes by being met.
  struct Test {
    let located: LocatedExpression
    /// What its value must be.
    let wanted: Bool
    let scope: FactScope
    private var condition: RuleCondition

    init(_ located: LocatedExpression, wanted: Bool, _ kind: FactKind, _ view: FactView) {
      self.located = located
      self.wanted = wanted
      scope = FactScope(of: located.expression, kind)
      condition = RuleCondition(located.expression, view)
    }

    /// Whether it is so of the view's fact; what that costs is taken from a budget.
    mutating func holds(spending budget: inout Int) throws(EvaluationError) -> Bool {
      try condition.isTrue(spending: &budget) == wanted
    }
  }

  init(_ rule: Rule, _ view: FactView, _ policySources: SourceMap) {
    self.rule = rule
    self.view = view
    self.policySources = policySources
    given = view.steps
    var tests = rule.conditions.map { Test($0, wanted: true, rule.kind, view) }
    if let requirement = rule.requirement { tests.append(Test(requirement, wanted: false, rule.kind, view)) }
    self.tests = tests
  }

  /// How much of a fact the place and the grouping depend on.
  var groupingScope: FactScope {
    [rule.at, rule.groupBy].compactMap { $0.map { FactScope(of: $0.expression, rule.kind) } }.max() ?? .place
  }

  /// A test that has no value. A class, so that a verdict is one word: there are millions.
  final class Unknown {
    let located: LocatedExpression
    let error: EvaluationError

    init(_ located: LocatedExpression, _ error: EvaluationError) {
      self.located = located
      self.error = error
    }
  }

  /// What tests say of a fact so far.
  enum Verdict {
    case passes, fails
    /// One of them has no value, and none is against the fact.
    case unknown(Unknown)

    var isFailed: Bool { if case .fails = self { true } else { false } }

    /// As in CEL's `&&`, what is false wins over what has no value.
    func and(_ other: Verdict) -> Verdict {
      switch (self, other) {
      case (.fails, _), (_, .fails): .fails
      case (.unknown, _): self
      case (.passes, _): other
      }
    }
  }

  /// What tests say of the view's fact, after what others have said of it.
  func verdict(_ tests: inout [Test], after earlier: Verdict = .passes) -> Verdict {
    var result = earlier
    for i in tests.indices {
      do throws(EvaluationError) {
        if try !tests[i].holds(spending: &view.steps) { return .fails }
      } catch {
        // One report is enough: after it, such facts are not looked at any further. That a rule is stopped is told
        // anyway.
        if findings.failure != nil, !isStop(error) { return .fails }
        result = result.and(.unknown(Unknown(tests[i].located, error)))
      }
    }
    return result
  }

  /// Whether the view's fact is a finding, once all has been tried; reported if that cannot be told.
  mutating func settles(_ verdict: Verdict) -> Bool {
    switch verdict {
    case .passes: return true
    case .fails: return false
    case .unknown(let unknown):
      fail(unknown.located, unknown.error)
      return false
    }
  }

  /// The group of the view's fact; nil if its expressions have no value.
  mutating func key(standard: ObjectRef, standardValue: FindingKey.GroupValue = .none) -> FindingKey? {
    var at = standard
    if let place = rule.at {
      guard let value = value(of: place) else { return nil }
      guard case .object(let object) = value else { return nil }
      at = object
    }
    guard let groupBy = rule.groupBy else { return FindingKey(at: at, value: standardValue) }
    guard let value = value(of: groupBy) else { return nil }
    return FindingKey(at: at, value: view.groupValue(value))
  }

  /// The value for the view's fact; nil, and reported, if there is none.
  mutating func value(of located: LocatedExpression) -> Value? {
    do throws(EvaluationError) {
      return try located.expression.evaluate(view, spending: &view.steps)
    } catch {
      fail(located, error)
      return nil
    }
  }

  private mutating func fail(_ located: LocatedExpression, _ error: EvaluationError) {
    fail(located.text, at: located.scalar, error)
  }

  mutating func fail(_ text: String, at scalar: SourceSpan, _ error: EvaluationError) {
    if isStopped || findings.failure != nil && !isStop(error) { return }
    let span = policySources[scalar.file].span(of: error.offset..<error.offset + error.length, in: text, at: scalar)
    if isStop(error) {
      isStopped = true
      findings.failure = .ruleStopped(rule, after: given, span)
      return
    }
    let fact: String
    if case .object(let object) = view.fact { fact = view.name(of: object) } else { fact = "" }
    findings.failure = .cannotEvaluate(rule, error, fact: fact, span)
  }

  /// Whether an error means that the rule has used up all its steps.
  private func isStop(_ error: EvaluationError) -> Bool { error.kind == .tooCostly && view.steps <= 0 }
}

extension FactView {
  /// A value as something to group by.
  func groupValue(_ value: Value) -> FindingKey.GroupValue {
    switch value {
    case .bool(let value): return .bool(value)
    case .int(let value): return .number(Double(value))
    case .double(let value): return .number(value)
    case .text(let text): return .text(text)
    case .object(let object): return .object(object)
    case .symbol(let symbol):
      var text = ""
      withText(of: symbol) { text = String(decoding: $0, as: UTF8.self) }
      return .text(text)
    case .null, .list, .hostList: return .none
    }
  }
}
