/// What an expression can speak of: the object types and variables of the host.
public struct Schema: Sendable {
  /// The object types, in the host's order.
  public let types: [ObjectType]
  /// The variables; at evaluation each is known by its index here.
  public let variables: [Variable]
  private let typeIndex: [String: Int]
  private let fieldIndex: [[String: Int]]

  /// Of several types, fields or variables of one name the first counts.
  public init(types: [ObjectType], variables: [Variable]) {
    self.types = types
    self.variables = variables
    typeIndex = Dictionary(types.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    fieldIndex = types.map { type in
      Dictionary(type.fields.enumerated().map { ($1.name, $0) }, uniquingKeysWith: { first, _ in first })
    }
  }

  /// A schema of the same types with other variables.
  public func with(variables: [Variable]) -> Schema { Schema(types: types, variables: variables) }

  /// The object type of a name, or nil.
  public func type(named name: String) -> ObjectType? { typeIndex[name].map { types[$0] } }

  /// A field of an object type, or nil.
  public func field(_ name: String, of type: String) -> Field? {
    guard let index = typeIndex[type], let field = fieldIndex[index][name] else { return nil }
    return types[index].fields[field]
  }

  /// Whether objects of the two types may be compared.
  func areComparable(_ a: String, _ b: String) -> Bool {
    if a == b { return true }
    return type(named: a)?.comparableWith.contains(b) == true || type(named: b)?.comparableWith.contains(a) == true
  }
}
