extension CSVReader {
  /// How many bytes the well-formed UTF-8 sequence at an offset has, 0 if there is none (the Unicode standard,
  /// table 3-7).
  static func utf8Length(_ bytes: [UInt8], at i: Int) -> Int {
    let (count, second): (Int, ClosedRange<UInt8>) =
      switch bytes[i] {
      case 0x00...0x7F: (1, 0x80...0xBF)
      case 0xC2...0xDF: (2, 0x80...0xBF)
      case 0xE0: (3, 0xA0...0xBF)
      case 0xED: (3, 0x80...0x9F)
      case 0xE1...0xEF: (3, 0x80...0xBF)
      case 0xF0: (4, 0x90...0xBF)
      case 0xF1...0xF3: (4, 0x80...0xBF)
      case 0xF4: (4, 0x80...0x8F)
      default: (0, 0x80...0xBF)
      }
    if count < 2 { return count }
    guard i + count <= bytes.count, second.contains(bytes[i + 1]) else { return 0 }
    for k in 2..<max(2, count) where !(0x80...0xBF).contains(bytes[i + k]) { return 0 }
    return count
  }
}
