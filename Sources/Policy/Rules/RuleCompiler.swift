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

  init(source: SourceFile, document: YAMLDocument, kind: FactKind, symbol: @escaping (String) -> UInt32?) {
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

  /// A rule whose condition is never true, or whose requirement always is, finds nothing: a mistake.
  mutating func findNeverFiring(_ conditions: LocatedExpression?, _ requirement: LocatedExpression?) {
    if let conditions, case .bool(false)? = conditions.expression.constantValue {
      diagnostics.append(.neverFires(conditions.scalar, because: "`where` is false whatever the fact is"))
    }
    if let requirement, case .bool(true)? = requirement.expression.constantValue {
      diagnostics.append(.neverFires(requirement.scalar, because: "`require` is true whatever the fact is"))
    }
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
