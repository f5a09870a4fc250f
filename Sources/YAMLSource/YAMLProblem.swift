import CLibYAML
import Diagnostics

/// What libyaml says when it stops, with the place computed where libyaml gives none.
struct YAMLProblem {
  private let kind: yaml_error_type_t
  private let problem: String
  private let context: String
  private let mark: Int
  private let contextMark: Int
  private let readerOffset: Int
  private let text: UnsafeBufferPointer<UInt8>
  private let base: Int

  init(_ parser: yaml_parser_t, text: UnsafeBufferPointer<UInt8>, base: Int) {
    kind = parser.error
    problem = parser.problem.map { String(cString: $0) } ?? "unreadable"
    context = parser.context.map { String(cString: $0) } ?? ""
    mark = parser.problem_mark.index
    contextMark = parser.context_mark.index
    readerOffset = parser.problem_offset
    self.text = text
    self.base = base
  }

  func diagnostic(file: FileID, offsets: inout SourceOffsets) -> Diagnostic {
    switch kind {
    case YAML_MEMORY_ERROR: return .outOfMemory(file)
    case YAML_READER_ERROR:
      // Reader errors carry no mark, only the byte.
      return .notText(SourceSpan(file: file, start: base + min(readerOffset, text.count), length: 1), problem)
    default: break
    }
    let start = offsets.byteOffset(ofIndex: mark)
    let span = SourceSpan(file: file, start: start, length: start < base + text.count ? 1 : 0)
    let inText = start - base
    if inText < text.count, text[inText] == 0x09 { return .tab(span) }
    var diagnostic = Diagnostic(code: "YAML001", "this is not YAML: \(problem)", at: .span(span))
    if !context.isEmpty, contextMark != mark {
      let from = offsets.byteOffset(ofIndex: contextMark)
      diagnostic.related.append(RelatedPlace(.span(SourceSpan(file: file, start: from, length: 1)), context))
    }
    diagnostic.help = Self.help(for: problem)
    return diagnostic
  }

  private static func help(for problem: String) -> [String] {
    if problem.contains("mapping values are not allowed") {
      return ["put quotes around a text that contains a colon, and check the indentation"]
    }
    if problem.contains("did not find expected key") || problem.contains("block end") {
      return ["check the indentation: the entries of one mapping begin in one column"]
    }
    if problem.contains("could not find expected ':'") { return ["a key needs a colon and a space after it"] }
    if problem.contains("unexpected end of stream") { return ["a quote or bracket is opened and never closed"] }
    if problem.contains("cannot start any token") {
      return ["put quotes around a text that begins with a special character such as `@`, `%` or a backtick"]
    }
    return ["check the indentation, the quotes and the brackets before this place"]
  }
}
