extension Schema {
  /// The type that holds the values of both, or nil: for the elements of a list, the branches of a conditional.
  func joined(_ a: ValueType, _ b: ValueType) -> ValueType? {
    switch (a, b) {
    case _ where a == b: a
    case (.anything, let other), (let other, .anything): other
    case (.null, let other), (let other, .null): other.orNull
    case (.nullable(let inner), let other), (let other, .nullable(let inner)):
      joined(inner, other.withoutNull)?.orNull
    case (.list(let a), .list(let b)): joined(a, b).map { .list($0) }
    default: nil
    }
  }

  /// Whether `==` between the types can be true. Numbers of different types are compared as numbers, as CEL
  /// evaluates it (language definition, *Equality*; comparisons.textproto, `eq_mixed_types`).
  func canEqual(_ a: ValueType, _ b: ValueType) -> Bool {
    switch (a, b) {
    case (.anything, _), (_, .anything): true
    case (.null, .nullable), (.nullable, .null), (.null, .null): true
    case (.null, _), (_, .null): false
    case (.nullable, _), (_, .nullable): canEqual(a.withoutNull, b.withoutNull)
    case (.list(let a), .list(let b)): canEqual(a, b)
    case (.object(let a), .object(let b)): areComparable(a, b)
    default: a == b || (a.isNumber && b.isNumber)
    }
  }

  /// Whether a value of a type is taken where another is asked for.
  func fits(_ type: ValueType, _ wanted: ValueType) -> Bool {
    switch (type, wanted) {
    case _ where type == wanted: true
    case (.anything, _): true
    case (.null, .nullable): true
    case (_, .nullable(let inner)): fits(type.withoutNull, inner)
    case (.nullable(let inner), _): fits(inner, wanted)
    case (.list(let a), .list(let b)): fits(a, b)
    default: false
    }
  }
}
