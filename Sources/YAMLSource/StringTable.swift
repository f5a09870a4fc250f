/// An interned text: equal texts have equal numbers within one ``StringTable``.
public struct Symbol: Hashable, Sendable {
  /// The index in the table, from 0.
  public let index: UInt32

  public init(_ index: UInt32) { self.index = index }

  /// The empty text; every table begins with it.
  public static let empty = Symbol(0)
}

/// Every scalar of a project, once: an open-addressing hash table over one pool of UTF-8 bytes.
///
/// Costs about 12 bytes beside the text itself; a look-up touches one slot and compares bytes.
public struct StringTable: Sendable {
  private var pool: [UInt8] = []
  private var ends: [UInt32] = []
  /// A text's hash in the upper half, its index in the lower: a look-up that fails touches nothing else.
  private var slots: [UInt64]
  private var mask: Int

  private static let free = UInt64.max

  /// A table with room for about so many texts before it grows.
  public init(expectedCount: Int = 1024) {
    var capacity = 64
    while capacity * 3 < expectedCount * 4 { capacity *= 2 }
    slots = [UInt64](repeating: Self.free, count: capacity)
    mask = capacity - 1
    _ = intern("")
  }

  /// How many different texts there are.
  public var count: Int { ends.count }

  /// Makes room for texts of so many bytes in all.
  public mutating func reserve(bytes: Int) { pool.reserveCapacity(pool.count + bytes) }

  /// The symbol of a text, made if it is new.
  public mutating func intern(_ text: String) -> Symbol {
    var text = text
    return text.withUTF8 { intern($0) }
  }

  /// The symbol of a text given as UTF-8, made if it is new.
  public mutating func intern(_ text: UnsafeBufferPointer<UInt8>) -> Symbol {
    intern(text, hash: Self.hash(text))
  }

  private mutating func intern(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Symbol {
    if let found = find(text, hash: hash) { return found }
    let index = UInt32(ends.count)
    pool.append(contentsOf: text)
    ends.append(UInt32(pool.count))
    if ends.count * 4 > slots.count * 3 { grow() }
    place(UInt64(hash) << 32 | UInt64(index))
    return Symbol(index)
  }

  /// The symbols here of all texts of another table, by their symbols there; made where they are new, in that order. One
  /// can be left out: its place holds 0.
  ///
  /// In a large table nearly every look-up waits for memory: here the first slots of many texts are fetched at once.
  mutating func intern(all other: StringTable, except leftOut: Symbol?) -> [UInt32] {
    var hashes = [UInt32](repeating: 0, count: other.count)
    for entry in other.slots where entry != Self.free {
      hashes[Int(UInt32(truncatingIfNeeded: entry))] = UInt32(entry >> 32)
    }
    var symbols: [UInt32] = []
    symbols.reserveCapacity(other.count)
    var firsts = [UInt64](repeating: 0, count: 32)
    for start in stride(from: 0, to: other.count, by: firsts.count) {
      let end = min(start + firsts.count, other.count)
      for i in start..<end { firsts[i - start] = slots[Int(hashes[i]) & mask] }
      for i in start..<end {
        if leftOut?.index == UInt32(i) {
          symbols.append(0)
          continue
        }
        let first = firsts[i - start]
        let symbol = other.withBytes(of: Symbol(UInt32(i))) { text in
          // What was there stays there, whatever has been added since.
          if first != Self.free, UInt32(first >> 32) == hashes[i], equals(UInt32(truncatingIfNeeded: first), text) {
            return Symbol(UInt32(truncatingIfNeeded: first))
          }
          return intern(text, hash: hashes[i])
        }
        symbols.append(symbol.index)
      }
    }
    return symbols
  }

  /// The symbol of a text if the table has it.
  public func existing(_ text: String) -> Symbol? {
    var text = text
    return text.withUTF8 { find($0, hash: Self.hash($0)) }
  }

  /// The text of a symbol.
  public subscript(symbol: Symbol) -> String {
    withBytes(of: symbol) { String(decoding: $0, as: UTF8.self) }
  }

  /// The text of a symbol for a message: what is beyond a hundred bytes or so is left out.
  public func abbreviated(_ symbol: Symbol) -> String {
    withBytes(of: symbol) { bytes in
      if bytes.count <= 120 { return String(decoding: bytes, as: UTF8.self) }
      var end = 100
      while end > 0, bytes[end] & 0xC0 == 0x80 { end -= 1 }
      return String(decoding: bytes[..<end], as: UTF8.self) + "…"
    }
  }

  /// The UTF-8 bytes of a symbol's text, without a copy.
  @inline(__always)
  public func withBytes<R>(of symbol: Symbol, _ body: (UnsafeBufferPointer<UInt8>) -> R) -> R {
    let i = Int(symbol.index)
    let start = i == 0 ? 0 : Int(ends[i - 1])
    let end = Int(ends[i])
    return pool.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
  }

  private func find(_ text: UnsafeBufferPointer<UInt8>, hash: UInt32) -> Symbol? {
    slots.withUnsafeBufferPointer { slots in
      var slot = Int(hash) & mask
      while true {
        let candidate = slots[slot]
        if candidate == Self.free { return nil }
        if UInt32(candidate >> 32) == hash, equals(UInt32(truncatingIfNeeded: candidate), text) {
          return Symbol(UInt32(truncatingIfNeeded: candidate))
        }
        slot = (slot + 1) & mask
      }
    }
  }

  @inline(__always)
  private func equals(_ candidate: UInt32, _ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withBytes(of: Symbol(candidate)) { bytes in
      guard bytes.count == text.count else { return false }
      for i in 0..<bytes.count where bytes[i] != text[i] { return false }
      return true
    }
  }

  private mutating func place(_ entry: UInt64) {
    var slot = Int(entry >> 32) & mask
    while slots[slot] != Self.free { slot = (slot + 1) & mask }
    slots[slot] = entry
  }

  private mutating func grow() {
    let entries = slots
    slots = [UInt64](repeating: Self.free, count: entries.count * 2)
    mask = slots.count - 1
    for entry in entries where entry != Self.free { place(entry) }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> UInt32 {
    var h: UInt64 = 0x9E37_79B9_7F4A_7C15 ^ UInt64(text.count)
    var i = 0
    while i + 8 <= text.count {
      let word = UnsafeRawPointer(text.baseAddress!).loadUnaligned(fromByteOffset: i, as: UInt64.self)
      h = mix(h ^ word)
      i += 8
    }
    var tail: UInt64 = 0
    while i < text.count {
      tail = tail << 8 | UInt64(text[i])
      i += 1
    }
    h = mix(h ^ tail)
    return UInt32(truncatingIfNeeded: h ^ (h >> 32))
  }

  @inline(__always)
  private static func mix(_ x: UInt64) -> UInt64 {
    let product = x.multipliedFullWidth(by: 0xD6E8_FEB8_6659_FD93)
    return product.low ^ product.high
  }
}

extension StringTable {
  /// Whether one text comes before another, by their UTF-8 bytes.
  public func precedes(_ a: Symbol, _ b: Symbol) -> Bool {
    withBytes(of: a) { a in withBytes(of: b) { b in a.lexicographicallyPrecedes(b) } }
  }
}
