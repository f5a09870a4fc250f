/// Where an evaluation gets its facts from: an object of the host, which may turn to other facts between two evaluations.
/// An object, since it is asked millions of times: a value of unknown size would be copied each time.
///
/// A value must have the type that the schema declares; another one is an error of evaluation, never a crash.
public protocol FactProvider: AnyObject {
  /// The value of a variable, by its index in the schema.
  func variable(_ index: Int) -> Value
  /// The value of an object's field, by its slot.
  func field(_ slot: Int, of object: ObjectRef) -> Value
  /// An element of a list of the host; the index is from 0 and less than the list's count.
  func element(_ index: Int, of list: HostList) -> Value
  /// Whether a list of the host has the value, where the host knows without looking at each element; nil otherwise.
  func contains(_ value: Value, in list: HostList) -> Bool?
  /// Whether two objects are the same one. By default: same kind and number.
  func isSame(_ a: ObjectRef, _ b: ObjectRef) -> Bool
  /// Calls the body with the UTF-8 bytes of a symbol.
  func withText(of symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Void)
  /// What messages call an object.
  func name(of object: ObjectRef) -> String
}

extension FactProvider {
  /// No list answers by itself: its elements are looked at.
  public func contains(_ value: Value, in list: HostList) -> Bool? { nil }

  /// Same kind and number.
  public func isSame(_ a: ObjectRef, _ b: ObjectRef) -> Bool { a == b }

  /// No symbols: every text is empty.
  public func withText(of symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    body(UnsafeBufferPointer(start: nil, count: 0))
  }
}

/// No facts at all, for expressions that read none.
public final class NoFacts: FactProvider, Sendable {
  public init() {}
  public func variable(_ index: Int) -> Value { .null }
  public func field(_ slot: Int, of object: ObjectRef) -> Value { .null }
  public func element(_ index: Int, of list: HostList) -> Value { .null }
  public func name(of object: ObjectRef) -> String { "" }
}
