import Diagnostics

/// Files and diagnostics made for a test; places are found by the text that stands there.
struct Samples {
  var sources = SourceMap()
  var diagnostics: [Diagnostic] = []

  mutating func file(_ path: String, _ text: String) -> FileID { file(path, Array(text.utf8)) }

  mutating func file(_ path: String, _ bytes: [UInt8]) -> FileID { sources.add(SourceFile(path: path, bytes: bytes)) }

  /// Where a text stands for the first time in a file.
  func place(_ file: FileID, _ text: String) -> Place { place(file, Array(text.utf8)) }

  func place(_ file: FileID, _ text: [UInt8]) -> Place {
    let bytes = sources[file].bytes
    let start = (0...bytes.count - text.count).first { bytes[$0..<$0 + text.count].elementsEqual(text) }
    return .span(SourceSpan(file: file, start: start ?? bytes.count, length: text.count))
  }

  func place(_ file: FileID, from start: Int, length: Int) -> Place {
    .span(SourceSpan(file: file, start: start, length: length))
  }

  mutating func add(
    _ code: String, _ message: String, _ place: Place, severity: Severity = .error, related: [RelatedPlace] = [],
    notes: [String] = [], help: [String] = [], count: Int = 1
  ) {
    diagnostics.append(
      Diagnostic(
        code: code, severity: severity, message, at: place, related: related, notes: notes, help: help, count: count))
  }
}

extension Samples {
  /// What an ordinary project gives: related places, notes, help, several files and severities.
  static var ordinary: Samples {
    var samples = Samples()
    let lines = (1...8).map { "# line \($0)\n" }.joined()
    let main = samples.file(
      "project.yaml",
      "caseload: 1\nproject: village\n" + lines
        + "mobile_workers:\n  joy:\n    groups: [vilage-1]\ngroups:\n  village-1: {members: [joy, joy]}\n")
    let people = samples.file("people/workers.yaml", "mobile_workers:\n  joy: {role: nurse}\n")
    samples.add(
      "PROJ006", "there is no group `vilage-1`", samples.place(main, "vilage-1"), help: ["did you mean `village-1`?"])
    samples.add(
      "PROJ005", "the user `joy` is declared twice", samples.place(people, "joy"),
      related: [RelatedPlace(samples.place(main, "joy"), "first declared here")],
      help: ["rename or remove one of the two"])
    samples.add(
      "FORM003", "the form requires a case, so HQ never opens this main case", samples.place(main, "village"),
      severity: .warning,
      notes: ["a note of two lines:\nthe second stands below the first", "and another"])
    samples.add("GRAPH001", "2,000 workers see no case", samples.place(main, "groups:"), severity: .info, count: 2000)
    samples.add("FILE001", "`missing.yaml` cannot be read: there is no such file", .path("missing.yaml"))
    return samples
  }

  /// Places behind and in characters that take no cell, or two, or as many as one likes.
  static var wide: Samples {
    var samples = Samples()
    let file = samples.file(
      "wide.yaml",
      """
      \ttabs\tbefore: here
      村: 首都 here
      "👩‍👩‍👧 family": here
      flags 🇨🇲🇰🇪: here
      cafe\u{301} and caf\u{E9}: here
      zero\u{200B}width\u{FEFF}: here
      ❤️ and ❤: here
      한국 \u{1112}\u{1161}\u{11AB}: here
      क्षेत्र: here
      ｆｕｌｌ: 宽宽
      a\tmarked\ttab: x
      👍🏽👍: here

      """)
    let bytes = samples.sources[file].bytes
    let starts = bytes.indices.filter { bytes[$0...].starts(with: Array("here".utf8)) }
    for start in starts { samples.add("WIDE001", "below `here`", samples.place(file, from: start, length: 4)) }
    samples.add("WIDE002", "below two wide characters", samples.place(file, "宽宽"))
    samples.add("WIDE002", "below an emoji of five code points", samples.place(file, "👩‍👩‍👧"))
    samples.add("WIDE002", "below a tab", samples.place(file, "\tmarked"))
    return samples
  }

  /// What files, names and paths may hold to fool a terminal or a renderer.
  static var hostile: Samples {
    var samples = Samples()
    let file = samples.file(
      "evil\u{1B}[2J\n.yaml",
      Array("a: \u{1B}[31mred\u{07}\u{7F} then\n".utf8) + [0x62, 0x3A, 0x20, 0xFF, 0xC3, 0x28, 0xE2, 0x82]
        + Array(" bad\n".utf8)
        + Array("c: \u{9B}31m \u{202E}abc\u{2066} \u{2028}x bidi\n".utf8) + Array("nul\0here".utf8))
    samples.add(
      "EVIL001", "unknown key `\u{1B}]0;title\u{07}\nerror[FAKE]: a line of its own\r\t\u{202E}`",
      samples.place(file, "then"),
      related: [RelatedPlace(samples.place(file, "red"), "see \u{1B}[1m")], notes: ["note \u{9B}1m"],
      help: ["help\u{1B}[0m"])
    samples.add("EVIL002", "behind bytes that are not UTF-8", samples.place(file, "bad"))
    samples.add("EVIL002", "a byte that is not UTF-8", samples.place(file, [0xFF]))
    samples.add("EVIL003", "behind marks of direction", samples.place(file, "bidi"))
    samples.add("EVIL004", "a NUL", samples.place(file, "\0"))
    samples.add("EVIL005", "a whole file", .path("evil\u{1B}[2J\u{2028}.yaml"))
    return samples
  }

  /// Places without length, at ends, beyond ends, over several lines; every kind of line break; a byte order mark.
  static var edges: Samples {
    var samples = Samples()
    let crlf = samples.file("crlf.yaml", "\u{FEFF}first: 1\r\nsecond\r\n\r\nlast")
    samples.add("EDGE001", "zero length at the beginning", samples.place(crlf, from: 3, length: 0))
    samples.add("EDGE002", "behind a byte order mark", samples.place(crlf, "first"))
    samples.add("EDGE003", "zero length at the end of a line", samples.place(crlf, from: 11, length: 0))
    samples.add("EDGE004", "over two lines", samples.place(crlf, "1\r\nsec"))
    samples.add("EDGE005", "on an empty line", samples.place(crlf, from: 21, length: 0))
    samples.add("EDGE006", "zero length at the end of the file", samples.place(crlf, from: 27, length: 0))
    samples.add("EDGE007", "beyond the end of the file", samples.place(crlf, from: 4000, length: 10))
    let cr = samples.file("cr.yaml", "one\rtwo\rthree\n")
    samples.add("EDGE008", "carriage returns alone", samples.place(cr, "two"))
    samples.add("EDGE009", "behind the last line break", samples.place(cr, from: 14, length: 0))
    let empty = samples.file("empty.yaml", "")
    samples.add("EDGE010", "an empty file", samples.place(empty, from: 0, length: 0))
    return samples
  }

  /// Lines that do not fit, and lists of places that nobody reads.
  static var long: Samples {
    var samples = Samples()
    let numbers = (0..<2000).map(String.init).joined(separator: " ")
    let wide = String(repeating: "村", count: 200)
    let file = samples.file(
      "long.yaml", numbers + "\n" + wide + "x" + wide + "\n" + String(repeating: "e\u{301}", count: 500) + "!\n")
    samples.add("LONG001", "at the beginning", samples.place(file, "0 1 2"))
    samples.add("LONG002", "in the middle", samples.place(file, "1000"))
    samples.add("LONG003", "at the end", samples.place(file, "1999"))
    samples.add("LONG004", "a long place", samples.place(file, numbers))
    samples.add("LONG005", "between wide characters", samples.place(file, "x"))
    samples.add("LONG006", "behind combining marks", samples.place(file, "!"))
    let places = (10..<22).map { RelatedPlace(samples.place(file, " \($0) "), "place \($0)") }
    samples.add("LONG007", "many places", samples.place(file, "0"), related: places)
    return samples
  }
}
