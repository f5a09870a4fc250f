import Diagnostics

/// One line of source text as it is shown, and where the marks go below it.
struct Snippet {
  /// The line, or the part of it around the place, safe to print.
  let text: String
  /// How many cells stand before the place.
  let indentation: Int
  /// How many cells the place takes on this line, at least one.
  let width: Int

  /// Lines are shown whole up to so many cells, otherwise a window of that size.
  static let windowWidth = 100
  /// How many cells before the place a window shows.
  static let contextBefore = 30

  /// The line that a span begins in; a span of several lines is marked to the end of its first.
  init(_ span: SourceSpan, bytes: [UInt8], line: Range<Int>) {
    let start = min(max(Int(span.start), line.lowerBound), line.upperBound)
    let end = min(max(span.end, start), line.upperBound)
    // Four bytes a cell are enough for any text that is not made of invisible characters.
    let limit = Self.windowWidth * 4
    let from = Self.boundary(max(line.lowerBound, start - limit), bytes, line)
    let to = Self.boundary(min(line.upperBound, start + limit), bytes, line)
    var before = Array(SafeText.shown(bytes[from..<start]))
    let inside = Array(SafeText.shown(bytes[start..<min(end, to)]))
    var after = Array(SafeText.shown(bytes[min(end, to)..<to]))

    func width(_ characters: [Character]) -> Int { characters.reduce(0) { $0 + DisplayWidth.of($1) } }
    var isCutBefore = from > line.lowerBound
    var isCutAfter = to < line.upperBound
    if isCutBefore || isCutAfter || width(before) + width(inside) + width(after) > Self.windowWidth {
      let kept = Self.suffix(before, width: Self.contextBefore)
      isCutBefore = isCutBefore || kept.count < before.count
      before = kept
    }
    let place = Self.prefix(inside, width: Self.windowWidth - width(before))
    if place.count < inside.count {
      after = []
      isCutAfter = true
    } else {
      let kept = Self.prefix(after, width: Self.windowWidth - width(before) - width(place))
      isCutAfter = isCutAfter || kept.count < after.count
      after = kept
    }
    text = (isCutBefore ? "…" : "") + String(before) + String(place) + String(after) + (isCutAfter ? "…" : "")
    indentation = (isCutBefore ? 1 : 0) + width(before)
    self.width = max(1, width(place))
  }

  /// The nearest offset at or before this one where a character begins.
  private static func boundary(_ offset: Int, _ bytes: [UInt8], _ line: Range<Int>) -> Int {
    var result = offset
    while result > line.lowerBound, result < line.upperBound, offset - result < 3, bytes[result] & 0xC0 == 0x80 {
      result -= 1
    }
    return result
  }

  private static func prefix(_ characters: [Character], width: Int) -> [Character] {
    var cells = 0
    var count = 0
    while count < characters.count {
      cells += DisplayWidth.of(characters[count])
      if cells > width { break }
      count += 1
    }
    return Array(characters[..<count])
  }

  private static func suffix(_ characters: [Character], width: Int) -> [Character] {
    var cells = 0
    var start = characters.count
    while start > 0 {
      cells += DisplayWidth.of(characters[start - 1])
      if cells > width { break }
      start -= 1
    }
    return Array(characters[start...])
  }
}
