import Diagnostics

/// Changed files as a unified diff, as `git apply` and `patch -p1` take it.
public enum UnifiedDiff {
  /// How many lines around a change are shown.
  private static let context = 3

  /// The diff of the files that are changed, in the given order.
  public static func render(_ files: [EditedFile], color: Bool) -> [UInt8] {
    var output: [UInt8] = []
    for file in files where file.isChanged { output += Writer(file, color: color).render() }
    return output
  }

  /// A piece of a file in which every original line is kept, or none.
  private struct Piece {
    /// Lines of the original, and of the text as it is now.
    var old: Range<Int>
    var new: Range<Int>
    var isKept: Bool
  }

  private struct Writer {
    let file: EditedFile
    let color: Bool
    private let original: [EditedFile.Line]

    init(_ file: EditedFile, color: Bool) {
      self.file = file
      self.color = color
      original = EditedFile(file.original).lines
    }

    func render() -> [UInt8] {
      var output: [UInt8] = []
      let path = UnifiedDiff.shown(file.original.path)
      paint("--- " + UnifiedDiff.quoted("a/" + path), "1", &output)
      paint("+++ " + UnifiedDiff.quoted("b/" + path), "1", &output)
      for hunk in hunks() { write(hunk, &output) }
      return output
    }

    /// Kept and changed pieces in turn.
    private func pieces() -> [Piece] {
      var pieces: [Piece] = []
      func add(_ piece: Piece) {
        if piece.old.isEmpty, piece.new.isEmpty { return }
        if let last = pieces.last, last.isKept == piece.isKept {
          pieces[pieces.count - 1].old = last.old.lowerBound..<piece.old.upperBound
          pieces[pieces.count - 1].new = last.new.lowerBound..<piece.new.upperBound
        } else {
          pieces.append(piece)
        }
      }
      var old = 0
      var new = 0
      func change(old oldEnd: Int, new newEnd: Int) {
        // Lines that an edit made as they were: those around a line that was put in.
        var (a, b, c, d) = (old, new, oldEnd, newEnd)
        while a < c, b < d, original[a].bytes == file.lines[b].bytes { (a, b) = (a + 1, b + 1) }
        while a < c, b < d, original[c - 1].bytes == file.lines[d - 1].bytes { (c, d) = (c - 1, d - 1) }
        add(Piece(old: old..<a, new: new..<b, isKept: true))
        add(Piece(old: a..<c, new: b..<d, isKept: false))
        add(Piece(old: c..<oldEnd, new: d..<newEnd, isKept: true))
      }
      for (number, line) in file.lines.enumerated() {
        guard let origin = line.origin else { continue }
        change(old: origin, new: number)
        add(Piece(old: origin..<origin + 1, new: number..<number + 1, isKept: true))
        (old, new) = (origin + 1, number + 1)
      }
      change(old: original.count, new: file.lines.count)
      return pieces
    }

    /// Changes with the lines around them; those that are near each other together.
    private func hunks() -> [[Piece]] {
      let context = UnifiedDiff.context
      var hunks: [[Piece]] = []
      var hunk: [Piece] = []
      let pieces = pieces()
      for (index, piece) in pieces.enumerated() {
        guard piece.isKept else {
          hunk.append(piece)
          continue
        }
        let isLast = index == pieces.count - 1
        let count = piece.old.count
        if !hunk.isEmpty, !isLast, count <= 2 * context {
          hunk.append(piece)
          continue
        }
        if !hunk.isEmpty {
          let after = min(context, count)
          hunk.append(
            Piece(
              old: piece.old.lowerBound..<piece.old.lowerBound + after,
              new: piece.new.lowerBound..<piece.new.lowerBound + after, isKept: true))
          hunks.append(hunk)
          hunk = []
        }
        if !isLast {
          let before = min(context, count)
          hunk = [
            Piece(
              old: piece.old.upperBound - before..<piece.old.upperBound,
              new: piece.new.upperBound - before..<piece.new.upperBound, isKept: true)
          ]
        }
      }
      if hunk.contains(where: { !$0.isKept }) { hunks.append(hunk) }
      return hunks
    }

    private func write(_ hunk: [Piece], _ output: inout [UInt8]) {
      guard let first = hunk.first, let last = hunk.last else { return }
      let old = first.old.lowerBound..<last.old.upperBound
      let new = first.new.lowerBound..<last.new.upperBound
      paint("@@ -\(Self.range(old)) +\(Self.range(new)) @@", "36", &output)
      for piece in hunk {
        if piece.isKept {
          for line in original[piece.old] { write(" ", line.bytes, nil, &output) }
        } else {
          for line in original[piece.old] { write("-", line.bytes, "31", &output) }
          for line in file.lines[piece.new] { write("+", line.bytes, "32", &output) }
        }
      }
    }

    /// `3,7`: the first line and how many; a range of nothing names the line before it.
    private static func range(_ lines: Range<Int>) -> String {
      let first = lines.isEmpty ? lines.lowerBound : lines.lowerBound + 1
      return lines.count == 1 ? "\(first)" : "\(first),\(lines.count)"
    }

    private func write(_ mark: String, _ line: ArraySlice<UInt8>, _ code: String?, _ output: inout [UInt8]) {
      let hasEnd = line.last == UInt8(ascii: "\n")
      let text = hasEnd ? line.dropLast() : line
      if color, let code { output += Array("\u{1B}[\(code)m".utf8) }
      output += Array(mark.utf8)
      output += text
      if color, code != nil { output += Array("\u{1B}[0m".utf8) }
      output.append(UInt8(ascii: "\n"))
      if !hasEnd { output += Array("\\ No newline at end of file\n".utf8) }
    }

    private func paint(_ text: String, _ code: String, _ output: inout [UInt8]) {
      output += Array((color ? "\u{1B}[\(code)m\(text)\u{1B}[0m\n" : text + "\n").utf8)
    }
  }

  /// A path behind `a/`: without `./` or the slash of an absolute one, which nobody could take away again.
  private static func shown(_ path: String) -> String {
    var path = path[...]
    while path.hasPrefix("./") || path.hasPrefix("/") { path = path.dropFirst(path.hasPrefix("/") ? 1 : 2) }
    return String(path)
  }

  /// A path as git writes it: in quotes if it has quotes, backslashes or control characters; a tab ends one with blanks.
  private static func quoted(_ path: String) -> String {
    guard path.utf8.contains(where: { $0 < 0x20 || $0 == 0x7F || $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") })
    else { return path.contains(" ") ? path + "\t" : path }
    var result = "\""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): result += "\\" + String(UnicodeScalar(byte))
      case 0x20..<0x7F: result.unicodeScalars.append(UnicodeScalar(byte))
      default: result += "\\" + String(repeating: "0", count: byte < 8 ? 2 : byte < 64 ? 1 : 0) + String(byte, radix: 8)
      }
    }
    return result + "\""
  }
}
