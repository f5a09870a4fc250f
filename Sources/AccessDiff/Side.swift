/// One of the two projects that are compared.
public enum Side: Hashable, Sendable {
  case old, new

  /// The other project.
  public var other: Side { self == .old ? .new : .old }
}

/// Something for each of the two projects.
public struct Sides<Value> {
  public var old: Value
  public var new: Value

  public init(old: Value, new: Value) { (self.old, self.new) = (old, new) }

  public subscript(side: Side) -> Value {
    get { side == .old ? old : new }
    // In place: what is large is not copied to be changed.
    _modify { if side == .old { yield &old } else { yield &new } }
  }
}

extension Sides: Sendable where Value: Sendable {}
extension Sides: Equatable where Value: Equatable {}
extension Sides: Hashable where Value: Hashable {}
