/// The static type of an expression, a field or a variable.
///
/// The names are CEL's, as in the section *Values* of its language definition; `nullable` is CEL's wrapper type:
/// such a value is taken wherever the plain type is, and a null there is an error of evaluation.
public indirect enum ValueType: Hashable, Sendable {
  /// `true` or `false`.
  case bool
  /// A signed integer of 64 bits.
  case int
  /// A floating-point number of 64 bits.
  case double
  /// A sequence of Unicode code points.
  case string
  /// The type of `null` alone.
  case null
  /// A list whose elements all have one type.
  case list(ValueType)
  /// A value of the type, or null.
  case nullable(ValueType)
  /// An object of the host's type of that name.
  case object(String)
  /// The element type of an empty list: it fits every other type. The host never declares it.
  case anything
}

extension ValueType: CustomStringConvertible {
  /// The type as messages show it, such as `list(string)` or `user or null`.
  public var description: String {
    switch self {
    case .bool: "bool"
    case .int: "int"
    case .double: "double"
    case .string: "string"
    case .null: "null"
    case .list(let element): "list(\(element))"
    case .nullable(let type): "\(type) or null"
    case .object(let name): name
    case .anything: "anything"
    }
  }
}

extension ValueType {
  /// The type without the possibility of null.
  var withoutNull: ValueType {
    if case .nullable(let type) = self { return type.withoutNull }
    return self
  }

  /// The type with the possibility of null.
  var orNull: ValueType {
    switch self {
    case .nullable, .null: self
    case .anything: .null
    default: .nullable(self)
    }
  }

  var isNumber: Bool { self == .int || self == .double }
}
