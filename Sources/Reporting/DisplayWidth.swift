/// How many cells of a terminal a text takes.
enum DisplayWidth {
  /// The cells of a text without control characters.
  static func of(_ text: String) -> Int { text.reduce(0) { $0 + of($1) } }

  /// The cells of one character as people see it: 2 for an emoji of however many code points, otherwise the sum of
  /// its code points' cells, as terminals count.
  static func of(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    if let first = scalars.first, isEmoji(first, in: scalars) { return 2 }
    return scalars.reduce(0) { $0 + of($1) }
  }

  private static func isEmoji(_ first: Unicode.Scalar, in scalars: Character.UnicodeScalarView) -> Bool {
    guard first.value > 0x7F || scalars.count > 1, first.properties.isEmoji else { return false }
    if (0x1F1E6...0x1F1FF).contains(first.value) { return scalars.count > 1 }
    return first.properties.isEmojiPresentation || scalars.contains { $0.value == 0xFE0F }
  }

  static func of(_ scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    if value < 0x300 { return 1 }
    if isWide(value) { return 2 }
    switch value {
    // Vowels and finals of conjoining Hangul stand in the cell of the initial.
    case 0x1160...0x11FF, 0xD7B0...0xD7FF: return 0
    // Arabic marks that stand before a number take a cell although they are format characters.
    case 0x600...0x605, 0x6DD, 0x70F: return 1
    default: break
    }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: return scalar.properties.isEmojiPresentation ? 2 : 1
    }
  }

  /// Wide and fullwidth characters of the Unicode Character Database's East Asian Width, other than emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0x4DBF,
    0x4E00...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,
    0xFF01...0xFF60, 0xFFE0...0xFFE6, 0x16FE0...0x16FE3, 0x16FF0...0x16FF1, 0x17000...0x18D08, 0x1AFF0...0x1B2FB,
    0x1D300...0x1D356, 0x1F200...0x1F202, 0x1F210...0x1F23B, 0x1F240...0x1F248, 0x1F250...0x1F251,
    0x1F260...0x1F265, 0x20000...0x2FFFD, 0x30000...0x3FFFD,
  ]

  private static func isWide(_ value: UInt32) -> Bool {
    if value < 0x1100 { return false }
    // U+302A to U+302D and U+3099, U+309A are combining marks.
    if (0x302A...0x302D).contains(value) || (0x3099...0x309A).contains(value) { return false }
    return wide.contains { $0.contains(value) }
  }
}
