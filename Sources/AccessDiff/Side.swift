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
    set { if side == .old { old = newValue } else { new = newValue } }
  }
}

extension Sides: Sendable where Value: Sendable {}
extension Sides: Equatable where Value: Equatable {}
extension Sides: Hashable where Value: Hashable {}
