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

  /// One thing that must be so of a fact for a finding.
  struct Test {
    let located: LocatedExpression
    /// What its value must be.
    let wanted: Bool
    let scope: FactScope
  }

  init(_ rule: Rule, _ view: FactView, _ policySources: SourceMap) {
    self.rule = rule
    self.view = view
    self.policySources = policySources
    var tests = rule.conditions.map { Test(located: $0, wanted: true, scope: FactScope(of: $0.expression, rule.kind)) }
    if let requirement = rule.requirement {
      tests.append(Test(located: requirement, wanted: false, scope: FactScope(of: requirement.expression, rule.kind)))
    }
    self.tests = tests
  }

  /// How much of a fact the place and the grouping depend on.
  var groupingScope: FactScope {
    [rule.at, rule.groupBy].compactMap { $0.map { FactScope(of: $0.expression, rule.kind) } }.max() ?? .place
  }

  /// Whether the fact of the view passes tests. As in CEL's `&&`, what is false wins over what has no value.
  mutating func passes(_ tests: some Sequence<Test>) -> Bool {
    var failing: (Test, EvaluationError)?
    for test in tests {
      do throws(EvaluationError) {
        if try test.located.expression.isTrue(view) != test.wanted { return false }
      } catch {
        if failing == nil { failing = (test, error) }
      }
    }
    guard let (test, error) = failing else { return true }
    fail(test.located, error)
    return false
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

  func value(of located: LocatedExpression?) -> Value? { located.flatMap { try? $0.expression.evaluate(view) } }

  private mutating func value(of located: LocatedExpression) -> Value? {
    do throws(EvaluationError) {
      return try located.expression.evaluate(view)
    } catch {
      fail(located, error)
      return nil
    }
  }

  private mutating func fail(_ located: LocatedExpression, _ error: EvaluationError) {
    guard findings.failure == nil else { return }
    let fact: String
    if case .object(let object) = view.fact { fact = view.name(of: object) } else { fact = "" }
    findings.failure = .cannotEvaluate(
      rule, error, fact: fact,
      policySources[located.scalar.file].span(
        of: error.offset..<error.offset + error.length, in: located.text, at: located.scalar))
  }
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
