/// What an expression can read: workers who agree in all of it get the same outcome and need to be judged only once.
///
/// What an expression mentions without being able to evaluate it is not listed: the outcome does not depend on it.
public struct XPathReads: Hashable, Sendable {
  /// Whether the user-groups table is read; the number of its rows, their ids and their names.
  public internal(set) var groups = false
  /// Paths into the session, such as `context/userid` or `user/data/commcare_location_id`.
  public internal(set) var session: Set<String> = []
  /// Whether properties of cases on the device are read.
  public internal(set) var cases = false
  /// Paths of questions below the form's root, such as `village`.
  public internal(set) var questions: Set<String> = []

  /// Whether the user's own id is read.
  public var userID: Bool { session.contains("context/userid") }
  /// The keys of user data that are read.
  public var userData: Set<String> {
    Set(session.filter { $0.hasPrefix("user/data/") }.map { String($0.dropFirst("user/data/".count)) })
  }
  /// Whether the case that was selected before the form is read.
  public var selectedCase: Bool { session.contains("data/case_id") }
  /// Whether nothing outside of the expression is read, so that it has the same outcome for everybody.
  public var isEmpty: Bool { !groups && session.isEmpty && !cases && questions.isEmpty }
}

extension XPathReads {
  init(of root: Node, source: (String) -> String?) {
    // Not recursive by habit: the tree is as deep as its brackets, and a list is as simple.
    var open = [root]
    while let node = open.popLast() {
      switch node {
      case .text, .number, .variable, .union, .filtered: break
      case .or(let operands), .and(let operands): open += operands
      case .equality(let first, let rest): open += [first] + rest.map(\.operand)
      case .comparison(let first, let rest): open += [first] + rest.map(\.operand)
      case .arithmetic(let first, let rest): open += [first] + rest.map(\.operand)
      case .negation(let operand, _): open.append(operand)
      case .call(let call): open += call.arguments
      case .path(let path):
        note(PathTarget(path, source: source))
        open += path.levels.flatMap(\.filters)
      }
    }
  }

  private mutating func note(_ target: PathTarget) {
    switch target {
    case .groups: groups = true
    case .session(let names): session.insert(names.joined(separator: "/"))
    case .question(let name): questions.insert(name)
    case .caseProperty: cases = true
    case .selectedCase:
      session.insert("data/case_id")
      cases = true
    case .relative, .notUnderstood, .unsupported: break
    }
  }
}
