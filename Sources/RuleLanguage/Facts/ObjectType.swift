/// A field of an object type.
public struct Field: Hashable, Sendable {
  /// The name by which expressions select it.
  public let name: String
  public let type: ValueType
  /// The number by which it is fetched at evaluation; unique within its object type.
  public let slot: Int
  /// What it means: one sentence for the reference.
  public let documentation: String
  /// Of a string, or a list of them: the only ones that there can be; empty if it can be any. A comparison with another
  /// one is never true, and so a mistake.
  public let words: [String]
  /// Of an int: whether it counts something, and so is never negative.
  public let isCount: Bool

  public init(
    _ name: String, _ type: ValueType, slot: Int, _ documentation: String = "", words: [String] = [],
    isCount: Bool = false
  ) {
    self.isCount = isCount
    self.name = name
    self.type = type
    self.slot = slot
    self.documentation = documentation
    self.words = words
  }
}

/// A type of the host's objects: a name and fields.
public struct ObjectType: Hashable, Sendable {
  /// The name that fields and variables refer to, and that messages show.
  public let name: String
  /// What its objects are: one sentence for the reference.
  public let documentation: String
  /// The fields, in the order of the reference.
  public let fields: [Field]
  /// Names of other object types whose objects may be compared with these by `==`, `!=` and `in`; it holds both
  /// ways. The host decides which are the same: ``FactProvider/isSame(_:_:)``.
  public let comparableWith: [String]

  public init(_ name: String, _ documentation: String = "", fields: [Field], comparableWith: [String] = []) {
    self.name = name
    self.documentation = documentation
    self.fields = fields
    self.comparableWith = comparableWith
  }
}

/// A name that expressions may use without a declaration of their own.
public struct Variable: Hashable, Sendable {
  public let name: String
  public let type: ValueType

  public init(_ name: String, _ type: ValueType) {
    self.name = name
    self.type = type
  }
}
