/// One node of a YAML document: sixteen bytes in a flat array, in the order of the text.
///
/// A collection's children follow it; a mapping's are keys and values in turn. `next` skips what is below. Places have
/// thirty bits, which is as much as a file may be long; the two bits left in each say what the node is.
public struct YAMLNode: Sendable {
  /// What a node is.
  public enum Kind: UInt8, Sendable { case scalar, mapping, sequence, alias }

  private var startAndKind: UInt32
  private var lengthAndStyle: UInt32
  private var nextAndMarks: UInt32
  /// A scalar's symbol, a collection's number of children, an alias' target.
  var payload: UInt32

  private static let low: UInt32 = 1 << 30 - 1
  private static let firstBit: UInt32 = 1 << 30
  private static let secondBit: UInt32 = 1 << 31

  /// - Parameters:
  ///   - start: the first byte in the file.
  ///   - length: in bytes; 0 for a block collection.
  init(start: UInt32, length: UInt32, payload: UInt32, next: UInt32, kind: Kind, isPlain: Bool) {
    startAndKind = start & Self.low | UInt32(kind.rawValue) << 30
    lengthAndStyle = min(length, Self.low) | (isPlain ? Self.firstBit : 0)
    nextAndMarks = next & Self.low
    self.payload = payload
  }

  var start: UInt32 {
    get { startAndKind & Self.low }
    set { startAndKind = startAndKind & ~Self.low | newValue & Self.low }
  }

  var length: UInt32 {
    get { lengthAndStyle & Self.low }
    set { lengthAndStyle = lengthAndStyle & ~Self.low | min(newValue, Self.low) }
  }

  /// The index after the node's last descendant.
  var next: UInt32 {
    get { nextAndMarks & Self.low }
    set { nextAndMarks = nextAndMarks & ~Self.low | newValue & Self.low }
  }

  public var kind: Kind {
    switch startAndKind >> 30 {
    case 0: .scalar
    case 1: .mapping
    case 2: .sequence
    default: .alias
    }
  }

  /// Whether a scalar stands without quotes, so that `true`, `12` and nothing at all are not text.
  public var isPlain: Bool { lengthAndStyle & Self.firstBit != 0 }

  /// Whether a mapping has a merge key `<<`, or an entry that is passed over.
  var isIrregular: Bool {
    get { nextAndMarks & Self.firstBit != 0 }
    set { set(Self.firstBit, newValue) }
  }

  /// Whether a key's entry is passed over: it was reported as wrong.
  var isPassedOver: Bool {
    get { nextAndMarks & Self.secondBit != 0 }
    set { set(Self.secondBit, newValue) }
  }

  private mutating func set(_ mark: UInt32, _ value: Bool) {
    nextAndMarks = value ? nextAndMarks | mark : nextAndMarks & ~mark
  }
}
