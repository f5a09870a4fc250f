/// An object of the host: a kind and a number. What it has is fetched field by field, when it is asked for.
public struct ObjectRef: Hashable, Sendable {
  /// The host's number for the kind of object.
  public var type: UInt32
  /// The host's number for the object within its kind.
  public var index: UInt64

  public init(type: UInt32, index: UInt64) {
    self.type = type
    self.index = index
  }
}

/// A list that stays with the host: its size is known, its elements are fetched one by one.
public struct HostList: Hashable, Sendable {
  /// The host's number for the kind of list, such as the slot of the field it came from.
  public var kind: UInt32
  /// How many elements it has.
  public var count: UInt32
  /// The host's number for the list within its kind.
  public var id: UInt64

  public init(kind: UInt32, id: UInt64, count: Int) {
    self.kind = kind
    self.id = id
    self.count = UInt32(clamping: count)
  }
}

/// A value during evaluation.
///
/// A string is either a symbol (a number that stands for one text in the host's table) or a text of its own;
/// both are the same to an expression. Two symbols are equal exactly when their numbers are.
public enum Value: Sendable {
  case null
  case bool(Bool)
  case int(Int64)
  case double(Double)
  /// A string in the host's table.
  case symbol(UInt32)
  /// A string that is not in the host's table, or not known to be.
  case text(String)
  case object(ObjectRef)
  /// A list that an expression has built, or that the host has at hand.
  case list([Value])
  /// A list that stays with the host.
  case hostList(HostList)
}
