/// A text with expressions in braces, such as `{sight.user} would see {sight.owner}`. `{{` and `}}` stand for braces.
public struct MessageTemplate: Sendable {
  enum Part: Sendable {
    case text(String)
    /// An expression and where it begins in the template, in bytes.
    case expression(RuleExpression, offset: Int)
  }

  /// The template as written.
  public let text: String
  let parts: [Part]

  /// The expressions, in the order of the text.
  public var expressions: [RuleExpression] {
    parts.compactMap { if case .expression(let expression, _) = $0 { expression } else { nil } }
  }

  /// How many elements of a list are written out; the others are counted.
  public static let listLimit = 20

  /// How deep lists in lists are written out.
  static let depthLimit = 4

  /// Compiles a template. Each expression may have any type; the places of problems are in the template's text.
  public init(
    _ text: String, schema: Schema, limits: Limits = Limits(), symbol: (String) -> UInt32? = { _ in nil }
  ) throws(Problems) {
    var scanner = TemplateScanner(text)
    let pieces: [TemplateScanner.Piece]
    do throws(Problem) {
      guard text.utf8.count <= limits.length else {
        throw Problem(0..<text.utf8.count, "the message is longer than \(limits.length) bytes")
      }
      pieces = try scanner.run()
    } catch {
      throw Problems([error])
    }
    var parts: [Part] = []
    var problems: [Problem] = []
    for piece in pieces {
      guard piece.isExpression else {
        parts.append(.text(piece.text))
        continue
      }
      do throws(Problems) {
        let expression = try RuleExpression(piece.text, schema: schema, limits: limits, symbol: symbol)
        parts.append(.expression(expression, offset: piece.offset))
      } catch {
        problems += error.list.map { $0.moved(by: piece.offset) }
      }
    }
    guard problems.isEmpty else { throw Problems(problems) }
    self.text = text
    self.parts = parts
  }

  /// The message for some facts.
  ///
  /// - Throws: why an expression has no value; the place is in the template's text.
  public func render(_ facts: any FactProvider) throws(EvaluationError) -> String {
    var budget = Int.max
    return try render(facts, spending: &budget)
  }

  /// The same, with a budget for several messages: what this one costs is taken from it.
  public func render(_ facts: any FactProvider, spending budget: inout Int) throws(EvaluationError) -> String {
    var result = ""
    for part in parts {
      switch part {
      case .text(let text): result += text
      case .expression(let expression, let offset):
        do throws(EvaluationError) {
          Self.write(try expression.evaluate(facts, spending: &budget), facts, into: &result)
        } catch {
          var error = error
          error.offset += offset
          throw error
        }
      }
    }
    return result
  }

  /// Lists are nested no deeper than their type is written; a host that nests them deeper gets nothing there.
  private static func write(
    _ value: Value, _ facts: any FactProvider, into result: inout String, depth: Int = 0
  ) {
    // Each level may write as many elements as a list may, so a few levels are enough.
    guard depth < depthLimit else { return }
    switch value {
    case .null: result += "null"
    case .bool(let value): result += value ? "true" : "false"
    case .int(let value): result += String(value)
    case .double(let value): result += value.plainText
    case .text(let text): result += text
    case .symbol(let symbol): facts.withText(of: symbol) { result += String(decoding: $0, as: UTF8.self) }
    case .object(let object): result += facts.name(of: object)
    case .list(let elements):
      write(count: elements.count, into: &result) { i, result in
        write(elements[i], facts, into: &result, depth: depth + 1)
      }
    case .hostList(let list):
      write(count: Int(list.count), into: &result) { i, result in
        write(facts.element(i, of: list), facts, into: &result, depth: depth + 1)
      }
    }
  }

  private static func write(count: Int, into result: inout String, _ element: (Int, inout String) -> Void) {
    for i in 0..<min(count, listLimit) {
      if i > 0 { result += ", " }
      element(i, &result)
    }
    if count > listLimit { result += " and \(count - listLimit) more" }
  }
}
