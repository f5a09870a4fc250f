/// Turns libyaml's marks, which count code points, into byte offsets: free for ASCII, one walk along other texts.
struct SourceOffsets {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let base: Int
  private let isASCII: Bool
  private var index = 0
  private var offset = 0

  /// - Parameters:
  ///   - bytes: the text after any byte order mark.
  ///   - base: the length of the byte order mark.
  init(_ bytes: UnsafeBufferPointer<UInt8>, base: Int) {
    self.bytes = bytes
    self.base = base
    var all: UInt8 = 0
    for byte in bytes { all |= byte }
    isASCII = all < 0x80
  }

  /// The byte offset in the file of a code point's index in the text.
  mutating func byteOffset(ofIndex target: Int) -> Int {
    if isASCII { return base + min(target, bytes.count) }
    while index < target, offset < bytes.count {
      offset += 1
      while offset < bytes.count, bytes[offset] & 0xC0 == 0x80 { offset += 1 }
      index += 1
    }
    while index > target, offset > 0 {
      offset -= 1
      while offset > 0, bytes[offset] & 0xC0 == 0x80 { offset -= 1 }
      index -= 1
    }
    return base + offset
  }
}
