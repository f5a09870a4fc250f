extension Assumptions {
  /// The ints that a term can be, by what it is made of and by what is known.
  func range(_ id: TermID, _ terms: Terms) -> IntRange {
    structural(id, terms).intersection(ints[id] ?? IntRange())
  }

  /// The ints that a term of the type `int` can be, by what it is made of. A result that is too large is an error, and
  /// so none. The depth of the recursion is that of the expression, which the parser limits.
  func structural(_ id: TermID, _ terms: Terms) -> IntRange {
    let term = terms[id]
    switch term.head {
    case .constant(.int(let value)): return IntRange(value, value)
    case .field: return terms.field(id)?.isCount == true ? IntRange(0) : IntRange()
    case .sizeOfText:
      let sizes = finite(term.parts[0], terms)?.compactMap { constant -> Int64? in
        guard case .text(let bytes) = constant else { return nil }
        return Int64(bytes.count { $0 & 0xC0 != 0x80 })
      }
      return IntRange(sizes?.min() ?? 0, sizes?.max() ?? .max)
    case .sizeOfList:
      let list = terms[term.parts[0]]
      switch list.head {
      case .constant(.list(let elements)): return IntRange(Int64(elements.count), Int64(elements.count))
      case .list: return IntRange(Int64(list.parts.count), Int64(list.parts.count))
      default: return IntRange(0)
      }
    case .conditional where terms.types[term.parts[1]] == .int && terms.types[term.parts[2]] == .int:
      let (a, b) = (range(term.parts[1], terms), range(term.parts[2], terms))
      return IntRange(min(a.low, b.low), max(a.high, b.high))
    case .math(let operation) where terms.types[id] == .int:
      return Self.combined(operation, range(term.parts[0], terms), range(term.parts[1], terms))
    default: return IntRange()
    }
  }

  private static func combined(_ operation: Arithmetic, _ a: IntRange, _ b: IntRange) -> IntRange {
    if a.isEmpty || b.isEmpty { return IntRange() }
    func clamped(_ result: (partialValue: Int64, overflow: Bool), isHigh: Bool) -> Int64 {
      result.overflow ? (isHigh ? .max : .min) : result.partialValue
    }
    switch operation {
    case .add:
      // What overflows downwards cannot be a low end, but neither does it rule anything out.
      return IntRange(
        clamped(a.low.addingReportingOverflow(b.low), isHigh: false),
        clamped(a.high.addingReportingOverflow(b.high), isHigh: true))
    case .subtract:
      return IntRange(
        clamped(a.low.subtractingReportingOverflow(b.high), isHigh: false),
        clamped(a.high.subtractingReportingOverflow(b.low), isHigh: true))
    case .remainder where b.low == b.high && b.low != 0 && b.low != .min:
      let most = abs(b.low) - 1
      return IntRange(a.low >= 0 ? 0 : -most, a.high <= 0 ? 0 : most)
    case .multiply, .divide, .remainder: return IntRange()
    }
  }
}
