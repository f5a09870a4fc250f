import Diagnostics
import RuleLanguage
import YAMLSource

/// Compiles the expressions of one rule; problems stand at their places inside the scalars.
struct RuleCompiler {
  let source: SourceFile
  let document: YAMLDocument
  let kind: FactKind
  let symbol: (String) -> UInt32?
  var diagnostics: [Diagnostic] = []
  /// What may still be spent on looking for contradictions, over all rules of a file.
  var searchBudget: Int

  /// What thousands of rules need that people write: a file made to be hard is only looked at so far.
  static let searchLimit = 400_000

  init(
    source: SourceFile, document: YAMLDocument, kind: FactKind, symbol: @escaping (String) -> UInt32?,
    searchBudget: Int = RuleCompiler.searchLimit
  ) {
    self.searchBudget = searchBudget
    self.source = source
    self.document = document
    self.kind = kind
    self.symbol = symbol
  }

  /// By kind: the fact alone, under its kind's name; and with what only messages know. Making one is dear.
  private static let schemas = FactKind.allCases.map { kind in
    let fact = Variable(kind.name, .object(kind.name))
    return (
      fact: FactLanguage.schema.with(variables: [fact]),
      message: FactLanguage.schema.with(variables: [fact, Variable("which", .string), Variable("count", .int)])
    )
  }

  private var schema: Schema { Self.schemas[Int(kind.rawValue)].fact }

  private var messageSchema: Schema { Self.schemas[Int(kind.rawValue)].message }

  /// Compiles `where` or `require`.
  mutating func condition(
    _ key: RuleKey, _ texts: [RuleKey: String], _ values: [RuleKey: YAMLNodeRef]
  ) -> LocatedExpression? {
    guard let text = texts[key], let node = values[key] else { return nil }
    return compile(text, node, expected: .bool)
  }

  mutating func message(_ texts: [RuleKey: String], _ values: [RuleKey: YAMLNodeRef]) -> LocatedMessage? {
    guard let text = texts[.message], let node = values[.message] else { return nil }
    do throws(Problems) {
      let template = try MessageTemplate(text, schema: messageSchema, symbol: symbol)
      return LocatedMessage(template: template, scalar: scalar(node))
    } catch {
      report(error, text, node)
      return nil
    }
  }

  /// Compiles `at`: an object.
  mutating func place(_ texts: [RuleKey: String], _ values: [RuleKey: YAMLNodeRef]) -> LocatedExpression? {
    guard let text = texts[.at], let node = values[.at], let compiled = compile(text, node, expected: nil) else {
      return nil
    }
    if case .object = compiled.expression.type { return compiled }
    reject(compiled, node, wanted: "an object, such as a form or a user")
    return nil
  }

  /// Compiles `group_by`: anything but a list.
  mutating func grouping(_ texts: [RuleKey: String], _ values: [RuleKey: YAMLNodeRef]) -> LocatedExpression? {
    guard let text = texts[.groupBy], let node = values[.groupBy], let compiled = compile(text, node, expected: nil)
    else { return nil }
    if case .list = compiled.expression.type {
      reject(compiled, node, wanted: "one value, not a list")
      return nil
    }
    return compiled
  }

  /// Compiles `related`: an object or a list of objects; null is none.
  mutating func related(_ texts: [RuleKey: String], _ values: [RuleKey: YAMLNodeRef]) -> LocatedExpression? {
    guard let text = texts[.related], let node = values[.related], let compiled = compile(text, node, expected: nil)
    else { return nil }
    switch compiled.expression.type {
    case .object, .list(.object), .nullable(.object): return compiled
    default:
      reject(compiled, node, wanted: "an object or a list of objects")
      return nil
    }
  }

  /// A mend must be one for the things at which the findings stand.
  mutating func check(_ fix: RuleFix, _ span: SourceSpan, at place: LocatedExpression?) {
    var found = kind.standardPlace
    if case .object(let name)? = place?.expression.type, let kind = FactKind(named: name) { found = kind }
    if found != fix.kind { diagnostics.append(.fixDoesNotFit(fix, span, of: found)) }
  }

  /// A rule whose condition is never true, or whose requirement holds wherever the condition does, finds nothing: a
  /// mistake.
  mutating func findNeverFiring(_ conditions: LocatedExpression?, _ requirement: LocatedExpression?) {
    let wanted = conditions.map { $0.expression.conjuncts.map { ($0, wanted: true) } } ?? []
    if let conditions {
      if case .bool(false)? = conditions.expression.constantValue {
        diagnostics.append(.neverFires(conditions.scalar, because: "`where` is false whatever the fact is"))
        return
      }
      if Contradiction.isCertain(wanted, schema: schema, spending: &searchBudget) {
        var core = core(of: wanted)
        let last = core.removeLast()
        diagnostics.append(
          .neverFires(
            span(last, in: conditions), because: "`where` is false whatever the fact is",
            related: core.map { RelatedPlace(.span(span($0, in: conditions)), "it cannot be true together with this") }))
        return
      }
    }
    guard let requirement else { return }
    let unmet = [(requirement.expression, wanted: false)]
    if Contradiction.isCertain(unmet, schema: schema, spending: &searchBudget) {
      diagnostics.append(.neverFires(requirement.scalar, because: "`require` is true whatever the fact is"))
    } else if let conditions, Contradiction.isCertain(unmet + wanted, schema: schema, spending: &searchBudget) {
      diagnostics.append(
        .neverFires(
          requirement.scalar, because: "`require` is true of every fact that `where` lets through",
          related: core(of: unmet + wanted).dropFirst().map {
            RelatedPlace(.span(span($0, in: conditions)), "where this is true, `require` is")
          }))
    }
  }

  /// As few of some conditions as contradict each other; the first always stays where it is the requirement.
  private mutating func core(of all: [(RuleExpression, wanted: Bool)]) -> [RuleExpression] {
    var core = all
    // Each trial costs as much as the whole: people do not write as many.
    guard all.count <= 50 else { return all.map(\.0) }
    for index in all.indices.reversed() where core.count > 1 && all[index].wanted {
      var fewer = core
      fewer.remove(at: index)
      if Contradiction.isCertain(fewer, schema: schema, spending: &searchBudget) { core = fewer }
    }
    return core.map(\.0)
  }

  /// Where a part of an expression stands.
  private func span(_ part: RuleExpression, in whole: LocatedExpression) -> SourceSpan {
    source.span(of: part.range, in: whole.text, at: whole.scalar)
  }

  private mutating func reject(_ compiled: LocatedExpression, _ node: YAMLNodeRef, wanted: String) {
    let problem = Problem(
      offset: 0, length: compiled.text.utf8.count, "this is a value of type \(compiled.expression.type); wanted is \(wanted)")
    report(Problems([problem]), compiled.text, node)
  }

  private mutating func compile(_ text: String, _ node: YAMLNodeRef, expected: ValueType?) -> LocatedExpression? {
    do throws(Problems) {
      let expression = try RuleExpression(text, schema: schema, expected: expected, symbol: symbol)
      return LocatedExpression(expression: expression, scalar: scalar(node), text: text)
    } catch {
      report(error, text, node)
      return nil
    }
  }

  private mutating func report(_ problems: Problems, _ text: String, _ node: YAMLNodeRef) {
    for problem in problems.list {
      let range = problem.offset..<problem.offset + problem.length
      diagnostics.append(.ruleExpression(problem, source.span(of: range, in: text, at: scalar(node))))
    }
  }

  /// Where a scalar's text stands. An alias has none of its own: its anchor's is where to mend it.
  private func scalar(_ node: YAMLNodeRef) -> SourceSpan { document.anchorSpan(node) ?? document.span(node) }
}

extension SourceFile {
  /// Where a piece of a scalar's value stands.
  func span(of range: Range<Int>, in value: String, at scalar: SourceSpan) -> SourceSpan {
    let start = sourceOffset(ofValueOffset: range.lowerBound, in: value, span: scalar)
    let end = sourceOffset(ofValueOffset: range.upperBound, in: value, span: scalar)
    return SourceSpan(file: scalar.file, start: start, length: max(0, end - start))
  }
}
