extension Assumptions {
  /// Whether two tests of one text for written parts, such as `startsWith('a')`, cannot both come out as they must.
  func areContradictory(_ terms: Terms) -> Bool {
    // More of them nobody writes.
    let known = tests.prefix(50).compactMap { TextTest($0.test, holds: $0.holds, terms) }
    for a in known where a.holds {
      for b in known where b.text == a.text && a.rulesOut(b) { return true }
    }
    return false
  }
}

/// That a text begins or ends with a part, or contains it, or that it does not.
private struct TextTest {
  let text: TermID
  let head: Term.Head
  let part: [UInt8]
  let holds: Bool

  init?(_ test: TermID, holds: Bool, _ terms: Terms) {
    let parts = terms[test].parts
    guard parts.count == 2, case .text(let bytes)? = terms.constant(parts[1]) else { return nil }
    (text, head, part, self.holds) = (parts[0], terms[test].head, bytes, holds)
  }

  /// Whether a text of which this test holds never comes out as the other one must.
  func rulesOut(_ other: TextTest) -> Bool {
    switch (head, other.head) {
    case (.startsWith, .startsWith):
      let isLonger = part.starts(with: other.part)
      return other.holds ? !isLonger && !other.part.starts(with: part) : isLonger
    case (.endsWith, .endsWith):
      let (end, otherEnd) = (part.reversed(), other.part.reversed())
      let isLonger = end.starts(with: otherEnd)
      return other.holds ? !isLonger && !otherEnd.starts(with: end) : isLonger
    case (.startsWith, .contains), (.endsWith, .contains), (.contains, .contains):
      return !other.holds && part.contains(run: other.part)
    default: return false
    }
  }
}

extension [UInt8] {
  /// Whether some bytes stand in these, one after the other.
  func contains(run part: [UInt8]) -> Bool {
    part.count <= count && (0...count - part.count).contains { self[$0...].starts(with: part) }
  }
}
