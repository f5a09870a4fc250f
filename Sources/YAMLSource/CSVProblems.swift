import Diagnostics

/// What was found wrong in one CSV file: the first hundred, and a count of the others.
struct CSVProblems {
  /// A file with a wrong encoding or separator has a problem in every row; nobody reads them all.
  static let limit = 100

  private var found: [CSVProblem] = []
  private var others = 0
  /// Where the first of the others is.
  private var firstOther: SourceSpan?

  mutating func add(_ problem: CSVProblem) {
    if found.count < Self.limit {
      found.append(problem)
    } else {
      firstOther = firstOther ?? problem.span
      others += 1
    }
  }

  /// How many there are, shown or not.
  var count: Int { found.count + others }

  /// Forgets the latest ones, back to a ``count`` of before.
  mutating func removeAll(after count: Int) {
    others = max(0, count - Self.limit)
    if others == 0 { firstOther = nil }
    if found.count > count { found.removeLast(found.count - count) }
  }

  func diagnostics(in file: FileID) -> [Diagnostic] {
    let all = found.map(\.diagnostic)
    guard let firstOther else { return all }
    return all + [
      Diagnostic(
        code: "CSV009", "\(others) more problem\(others == 1 ? "" : "s") in this file, from here on",
        at: .span(firstOther), help: ["mend the first ones and check again"], count: others)
    ]
  }
}

/// Something wrong in a CSV file. Made into a diagnostic only if it is among those that are shown.
enum CSVProblem {
  case neverClosed(SourceSpan)
  case textAfterQuote(SourceSpan, opening: SourceSpan)
  case beyondHeader(SourceSpan, cells: Int, header: Int, lastHeader: SourceSpan)
  case notUTF8(SourceSpan, first: UInt8)
  case utf16(SourceSpan)
  case nul(SourceSpan)
  case tooLarge(SourceSpan)

  var span: SourceSpan {
    switch self {
    case .neverClosed(let span), .textAfterQuote(let span, _), .beyondHeader(let span, _, _, _),
      .notUTF8(let span, _), .utf16(let span), .nul(let span), .tooLarge(let span):
      span
    }
  }

  var diagnostic: Diagnostic {
    let place = Place.span(span)
    switch self {
    case .neverClosed:
      return Diagnostic(
        code: "CSV001", "this quote is never closed", at: place,
        help: ["close it at the end of the cell, or double every quote that is part of a quoted text: `\"\"`"])
    case .textAfterQuote(_, let opening):
      return Diagnostic(
        code: "CSV001", "text after the closing quote of a cell", at: place,
        related: [RelatedPlace(.span(opening), "the quoted cell begins here")],
        help: [
          "put a comma after the closing quote, double the quote if it is part of the text,"
            + " or close the cell further up"
        ])
    case .beyondHeader(_, let cells, let header, let lastHeader):
      return Diagnostic(
        code: "CSV004", "row of \(cells) cells under a header of \(header)", at: place,
        related: [RelatedPlace(.span(lastHeader), "the last header is here")],
        help: ["put quotes around a text that has a comma in it, or name the further columns in the header"])
    case .notUTF8(_, let first):
      let hex = "0x" + (first < 16 ? "0" : "") + String(first, radix: 16, uppercase: true)
      return Diagnostic(
        code: "CSV007", "byte `\(hex)` is not UTF-8 text", at: place,
        help: ["save the file as UTF-8; in Excel the file type is `CSV UTF-8 (comma delimited)`"])
    case .utf16:
      return Diagnostic(
        code: "CSV007", "the file is UTF-16 text, not UTF-8", at: place,
        help: ["save the file as UTF-8; in Excel the file type is `CSV UTF-8 (comma delimited)`"])
    case .nul:
      return Diagnostic(
        code: "CSV007", "NUL byte in a text", at: place,
        help: ["remove it; a file with many of them is no CSV file, or one in UTF-16: save it as UTF-8"])
    case .tooLarge:
      return Diagnostic(
        code: "CSV008", "the file is larger than 2 GiB and was not read", at: place,
        help: ["split the table into several files"])
    }
  }
}
