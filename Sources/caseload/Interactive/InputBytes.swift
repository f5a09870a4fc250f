#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard input, as lines or as keys.
struct InputBytes {
  private var bytes: [UInt8] = []
  private var next = 0

  /// Longer lines are cut off, in bytes.
  private static let lineLimit = 1_000_000

  /// A key of a terminal.
  enum Key: Equatable {
    case text(String)
    case enter, tab, backspace, delete, left, right, up, down, home, end
    case deleteWord, deleteToStart, deleteToEnd, clearScreen, interrupt, suspend, endOfInput, other
  }

  private mutating func byte() -> UInt8? {
    if next == bytes.count {
      bytes = [UInt8](unsafeUninitializedCapacity: 4096) { buffer, count in
        var got: Int
        repeat { got = readInput(buffer.baseAddress, 4096) } while got < 0 && errno == EINTR
        count = max(0, got)
      }
      next = 0
      if bytes.isEmpty { return nil }
    }
    next += 1
    return bytes[next - 1]
  }

  /// Whether a byte is there without waiting for one: the rest of a key's sequence comes at once.
  private func isMoreThere() -> Bool {
    if next < bytes.count { return true }
    var descriptor = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    return poll(&descriptor, 1, 50) == 1
  }

  /// The next line without its end; nil at the end of the input.
  mutating func line() -> String? {
    var line: [UInt8] = []
    var isAny = false
    while let byte = byte() {
      isAny = true
      if byte == 0x0A { break }
      if line.count < Self.lineLimit { line.append(byte) }
    }
    if line.last == 0x0D { line.removeLast() }
    return isAny ? String(decoding: line, as: UTF8.self) : nil
  }

  /// The next key; nil at the end of the input.
  mutating func key() -> Key? {
    guard let first = byte() else { return nil }
    switch first {
    case 0x0D, 0x0A: return .enter
    case 0x09: return .tab
    case 0x7F, 0x08: return .backspace
    case 0x01: return .home
    case 0x02: return .left
    case 0x03: return .interrupt
    case 0x04: return .endOfInput
    case 0x05: return .end
    case 0x06: return .right
    case 0x0B: return .deleteToEnd
    case 0x0C: return .clearScreen
    case 0x0E: return .down
    case 0x10: return .up
    case 0x15: return .deleteToStart
    case 0x17: return .deleteWord
    case 0x1A: return .suspend
    case 0x1B: return isMoreThere() ? escape() : .other
    case 0..<0x20: return .other
    default: return text(first)
    }
  }

  /// What follows an escape: `[A` and the like.
  private mutating func escape() -> Key {
    guard let second = byte(), second == UInt8(ascii: "[") || second == UInt8(ascii: "O") else { return .other }
    var parameters: [UInt8] = []
    while let byte = byte(), parameters.count < 16 {
      if byte < 0x40 {
        parameters.append(byte)
        continue
      }
      switch (byte, parameters) {
      case (UInt8(ascii: "A"), _): return .up
      case (UInt8(ascii: "B"), _): return .down
      case (UInt8(ascii: "C"), _): return .right
      case (UInt8(ascii: "D"), _): return .left
      case (UInt8(ascii: "H"), _), (UInt8(ascii: "~"), [0x31]), (UInt8(ascii: "~"), [0x37]): return .home
      case (UInt8(ascii: "F"), _), (UInt8(ascii: "~"), [0x34]), (UInt8(ascii: "~"), [0x38]): return .end
      case (UInt8(ascii: "~"), [0x33]): return .delete
      default: return .other
      }
    }
    return .other
  }

  /// One character of UTF-8, of which the first byte is known.
  private mutating func text(_ first: UInt8) -> Key {
    var character = [first]
    let length = first < 0xC0 ? 1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4
    while character.count < length, let byte = byte() { character.append(byte) }
    let text = String(decoding: character, as: UTF8.self)
    return text.unicodeScalars.contains("\u{FFFD}") ? .other : .text(text)
  }
}

private func readInput(_ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int) -> Int {
  read(STDIN_FILENO, buffer, count)
}
