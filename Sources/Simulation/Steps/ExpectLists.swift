import Diagnostics

/// Lists of names that are expected, and what cannot be known of them.
extension SimulationState {
  /// Compares a list of names, each of which must exist.
  ///
  /// - Parameters:
  ///   - unknown: names of which it cannot be known whether they belong to the list, with why.
  ///   - reason: why a name is in the list, or why it is not.
  func compare(
    _ actual: [String], _ list: NameList, _ expectation: Expectation, subject: String, unknown: [String: String] = [:],
    reason: (String) -> [ExplainedStep]
  ) -> ExpectationFailure? {
    let there = Set(actual)
    var differences: [Difference] = []
    var seen: Set<String> = []
    func add(_ kind: Difference.Kind, _ name: String, _ span: SourceSpan?) {
      guard seen.insert(kind.sign + name).inserted else { return }
      // Each reason costs a walk through the cases around: nobody reads more than the first of them.
      let steps = kind == .unknown || differences.count >= 100 ? [] : reason(name)
      differences.append(
        Difference(
          kind: kind, name: name,
          reason: unknown[name] ?? steps.filter { !$0.isDetail }.map(\.text).joined(separator: "; "),
          explanation: options.explains ? steps : [], span: span))
    }
    if expectation.isNegated {
      // That there is nothing is a statement as well: it is false if there is something.
      if list.exactly?.isEmpty == true, !actual.contains(where: { unknown[$0] == nil }) {
        if unknown.isEmpty {
          differences.append(
            Difference(kind: .missing, name: "anything at all", reason: "", explanation: [], span: nil))
        }
        for name in unknown.keys { add(.unknown, name, nil) }
      }
      for name in list.all {
        if unknown[name.text] != nil {
          add(.unknown, name.text, name.span)
        } else if there.contains(name.text) {
          add(.unexpected, name.text, name.span)
        }
      }
    } else {
      for name in (list.exactly ?? []) + list.includes {
        if unknown[name.text] != nil {
          add(.unknown, name.text, name.span)
        } else if !there.contains(name.text) {
          add(.missing, name.text, name.span)
        }
      }
      for name in list.excludes {
        if unknown[name.text] != nil {
          add(.unknown, name.text, name.span)
        } else if there.contains(name.text) {
          add(.unexpected, name.text, name.span)
        }
      }
      if let exactly = list.exactly {
        let expected = Set(exactly.map(\.text))
        for name in actual where !expected.contains(name) && unknown[name] == nil { add(.unexpected, name, nil) }
        for name in unknown.keys where !expected.contains(name) { add(.unknown, name, nil) }
      }
    }
    if differences.isEmpty { return nil }
    differences.sort { ($0.kind, $0.name) < ($1.kind, $1.name) }
    return ExpectationFailure(
      subject: expectation.isNegated ? "not: " + subject : subject, differences: differences, span: expectation.span)
  }

  /// Whether every case of a list exists; those that do not are reported.
  func knowsCases(_ list: NameList, _ result: inout StepResult) -> Bool {
    let known = list.all.map { knownCase($0, &result.diagnostics) != nil }
    return !known.contains(false)
  }

  /// Cases of which nobody can know whether a user gets them, since the owner of one that would bring them is unknown.
  mutating func uncertainCases(but there: Set<Int32>) -> [String: String] {
    guard !server.uncertain.isEmpty else { return [:] }
    let near = Neighbourhood(of: server.uncertain.sorted(), in: server, marks: &marks)
    var result: [String: String] = [:]
    for c in near.members where !there.contains(c) {
      result[names.cases[c]] =
        server.uncertain.contains(c)
        ? "its owner cannot be known" : "it can come with a case whose owner cannot be known"
    }
    return result
  }
}
