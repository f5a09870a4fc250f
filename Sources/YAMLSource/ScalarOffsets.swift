import Diagnostics

extension SourceFile {
  /// Where a byte of a scalar's value stands in the source, for every scalar style: an anchor or tag before it, quotes,
  /// escapes, folded lines and the indentation of block scalars are stepped over.
  ///
  /// - Parameters:
  ///   - offset: a byte offset in the scalar's value; beyond the last byte it means the end of the text.
  ///   - value: the value as YAML reads it.
  ///   - span: the scalar as it is written; where an alias stands for it, at the anchor.
  /// - Returns: a byte offset in the file. All bytes of an escaped character are where the escape begins.
  public func sourceOffset(ofValueOffset offset: Int, in value: String, span: SourceSpan) -> Int {
    var reading = ScalarReading(bytes, span)
    let isBlock = reading.skipToText()
    let value = Array(value.utf8)
    guard isBlock else {
      reading.readFlow()
      return reading.place(of: offset, in: value) ?? Int(span.start)
    }
    // An indentation indicator counts from the parent's column, which is not known here: the value decides.
    for indentation in reading.possibleIndentations() {
      var attempt = reading
      attempt.readBlock(indentation: indentation)
      if let place = attempt.place(of: offset, in: value) { return place }
    }
    return Int(span.start)
  }
}

/// Reads a scalar again, as YAML does, and notes where each byte of its value stands.
struct ScalarReading {
  private let source: [UInt8]
  private var at: Int
  private var end: Int
  /// The opening quote of a quoted scalar.
  private var quote: UInt8?
  private var isFolded = false
  /// The value's bytes so far, and the place of each.
  private var value: [UInt8] = []
  private var places: [Int] = []

  private static let lineFeed = UInt8(ascii: "\n")
  private static let backslash = UInt8(ascii: "\\")

  init(_ source: [UInt8], _ span: SourceSpan) {
    self.source = source
    at = min(Int(span.start), source.count)
    end = min(max(span.end, at), source.count)
  }

  /// Where a byte of the value stands; nil if the value is another than the one that was read.
  func place(of offset: Int, in expected: [UInt8]) -> Int? {
    // A block's last line breaks may have been left out of its value.
    guard value.starts(with: expected) else { return nil }
    let offset = min(offset, expected.count)
    return offset < places.count ? places[offset] : end
  }

  /// Steps over anchors, tags, the opening quote or the header of a block; says whether it is a block.
  mutating func skipToText() -> Bool {
    while byte(at) == UInt8(ascii: "&") || byte(at) == UInt8(ascii: "!") {
      while at < end, !isBlank(byte(at)), !isBreak(at) { at += 1 }
      while at < end, isBlank(byte(at)) || isBreak(at) { at += 1 }
    }
    switch byte(at) {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      quote = byte(at)
      at += 1
      end = max(at, end - 1)
      return false
    case UInt8(ascii: "|"), UInt8(ascii: ">"):
      isFolded = byte(at) == UInt8(ascii: ">")
      while at < end, !isBreak(at) { at += 1 }
      at += breakLength(at)
      return true
    default: return false
    }
  }

  private mutating func append(_ byte: UInt8, at place: Int) {
    value.append(byte)
    places.append(place)
  }

  // MARK: Plain and quoted scalars

  mutating func readFlow() {
    while at < end {
      if isBlank(byte(at)) || isBreak(at) {
        readBlanks()
      } else if quote == UInt8(ascii: "\""), byte(at) == Self.backslash {
        readEscape()
      } else {
        append(byte(at), at: at)
        at += quote == UInt8(ascii: "'") && byte(at) == quote ? 2 : 1
      }
    }
  }

  /// Blanks are themselves; with a line break among them they are one space, with several one line feed fewer.
  private mutating func readBlanks() {
    let start = at
    var breaks: [Int] = []
    while at < end, isBlank(byte(at)) || isBreak(at) {
      if isBreak(at) { breaks.append(at) }
      at += max(1, breakLength(at))
    }
    if breaks.isEmpty {
      for place in start..<at { append(byte(place), at: place) }
    } else if breaks.count == 1 {
      append(UInt8(ascii: " "), at: breaks[0])
    } else {
      for place in breaks.dropFirst() { append(Self.lineFeed, at: place) }
    }
  }

  private mutating func readEscape() {
    let start = at
    if isBreak(at + 1) {
      // An escaped line break is nothing, with the blanks of the next line; empty lines after it are line feeds.
      at += 1 + breakLength(at + 1)
      while at < end, isBlank(byte(at)) || isBreak(at) {
        if isBreak(at) { append(Self.lineFeed, at: at) }
        at += max(1, breakLength(at))
      }
      return
    }
    let digits: Int
    switch byte(at + 1) {
    case UInt8(ascii: "x"): digits = 2
    case UInt8(ascii: "u"): digits = 4
    case UInt8(ascii: "U"): digits = 8
    default: digits = 0
    }
    at += 2 + digits
    let written = source[min(start + 2, end)..<min(at, end)]
    let scalar =
      digits == 0
      ? Self.escaped(byte(start + 1))
      : UInt32(String(decoding: written, as: UTF8.self), radix: 16).flatMap(Unicode.Scalar.init) ?? "\u{FFFD}"
    for byte in String(scalar).utf8 { append(byte, at: start) }
  }

  private static func escaped(_ byte: UInt8) -> Unicode.Scalar {
    switch byte {
    case UInt8(ascii: "0"): "\0"
    case UInt8(ascii: "a"): "\u{07}"
    case UInt8(ascii: "b"): "\u{08}"
    case UInt8(ascii: "t"): "\t"
    case UInt8(ascii: "n"): "\n"
    case UInt8(ascii: "v"): "\u{0B}"
    case UInt8(ascii: "f"): "\u{0C}"
    case UInt8(ascii: "r"): "\r"
    case UInt8(ascii: "e"): "\u{1B}"
    case UInt8(ascii: "N"): "\u{85}"
    case UInt8(ascii: "_"): "\u{A0}"
    case UInt8(ascii: "L"): "\u{2028}"
    case UInt8(ascii: "P"): "\u{2029}"
    default: Unicode.Scalar(byte)
    }
  }

  // MARK: Block scalars

  /// The spaces before the first line that has text, and then fewer.
  func possibleIndentations() -> [Int] {
    var i = at
    var spaces = 0
    while i < end, byte(i) == UInt8(ascii: " ") || isBreak(i) {
      spaces = isBreak(i) ? 0 : spaces + 1
      i += 1
    }
    // Deeper than collections can be within each other, nothing is indented on purpose.
    return Array((0...min(spaces, 1024)).reversed())
  }

  mutating func readBlock(indentation: Int) {
    /// The line break before this line, and those of the empty lines in between.
    var lastBreak: Int?
    var emptyLines: [Int] = []
    var lastWasIndented = false
    while at < end {
      let lineStart = at
      while at < end, at - lineStart < indentation, byte(at) == UInt8(ascii: " ") { at += 1 }
      if at >= end { break }
      if isBreak(at) {
        emptyLines.append(at)
        at += breakLength(at)
        continue
      }
      let isIndented = isBlank(byte(at))
      if let lastBreak {
        if !isFolded || lastWasIndented || isIndented {
          append(Self.lineFeed, at: lastBreak)
        } else if emptyLines.isEmpty {
          append(UInt8(ascii: " "), at: lastBreak)
        }
      }
      for place in emptyLines { append(Self.lineFeed, at: place) }
      emptyLines = []
      lastWasIndented = isIndented
      while at < end, !isBreak(at) {
        append(byte(at), at: at)
        at += 1
      }
      lastBreak = at
      at += breakLength(at)
    }
    for place in [lastBreak].compactMap({ $0 }) + emptyLines { append(Self.lineFeed, at: place) }
  }

  // MARK: Characters

  private func byte(_ index: Int) -> UInt8 { index < end ? source[index] : 0 }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func isBreak(_ index: Int) -> Bool { byte(index) == 0x0A || byte(index) == 0x0D }

  private func breakLength(_ index: Int) -> Int {
    isBreak(index) ? (byte(index) == 0x0D && byte(index + 1) == 0x0A ? 2 : 1) : 0
  }
}
