#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads lines: on a terminal with editing, history and completion, otherwise as they come.
struct LineEditor {
  private var buffer = LineBuffer()
  private var input = InputBytes()
  private let terminal: RawTerminal?
  /// Whether the last key was Ctrl-C on an empty line: the second one ends.
  private var isAskedToEnd = false
  /// How many lines were read.
  private(set) var lineCount = 0

  /// Whether keys are read one by one.
  var isTerminal: Bool { terminal != nil }

  /// From now on a terminal gives every key at once, until ``end()``: also between lines, so that what is typed ahead
  /// means the same.
  init() {
    let isDumb = getenv("TERM").map { String(cString: $0) == "dumb" } ?? true
    terminal = isatty(STDIN_FILENO) == 1 && isatty(STDOUT_FILENO) == 1 && !isDumb ? RawTerminal() : nil
  }

  /// Leaves the terminal as it was.
  func end() { terminal?.restore() }

  /// The next line without its end; nil at the end of the input.
  ///
  /// - Parameter complete: what the text before the cursor may become.
  mutating func line(prompt: String, complete: (String) -> Completion.Offer) -> String? {
    lineCount += 1
    guard let terminal else { return input.line() }
    draw(prompt)
    while let key = input.key() {
      if key != .interrupt { isAskedToEnd = false }
      switch key {
      case .enter:
        Output.write(Array("\n".utf8))
        return buffer.finish()
      case .interrupt:
        if isAskedToEnd {
          Output.write(Array("\n".utf8))
          return nil
        }
        isAskedToEnd = buffer.characters.isEmpty
        Output.write(Array("^C\n\(isAskedToEnd ? "Ctrl-C once more, Ctrl-D or `quit` ends\n" : "")".utf8))
        buffer.clear()
      case .endOfInput:
        if buffer.characters.isEmpty {
          Output.write(Array("\n".utf8))
          return nil
        }
        buffer.deleteForward()
      case .suspend:
        Output.write(Array("\n".utf8))
        terminal.suspend()
      case .clearScreen: Output.write(Array("\u{1B}[H\u{1B}[2J".utf8))
      case .tab: offer(complete(buffer.beforeCursor))
      case .text(let text): buffer.insert(text)
      case .backspace: buffer.deleteBackward()
      case .delete: buffer.deleteForward()
      case .left: buffer.move(by: -1)
      case .right: buffer.move(by: 1)
      case .home: buffer.moveToStart()
      case .end: buffer.moveToEnd()
      case .up: buffer.showOlder()
      case .down: buffer.showNewer()
      case .deleteWord: buffer.deleteWord()
      case .deleteToStart: buffer.deleteToStart()
      case .deleteToEnd: buffer.deleteToEnd()
      case .other: break
      }
      draw(prompt)
    }
    return nil
  }

  /// How many words are listed; how many more there are is said.
  private static let listLimit = 60

  /// Completes as far as it is clear, and lists what is possible if nothing is.
  private mutating func offer(_ offer: Completion.Offer) {
    guard let first = offer.found.first else { return }
    if offer.found.count == 1 {
      buffer.replace(last: offer.typed.count, with: first.text + first.ending)
      return
    }
    let common = Completion.commonPrefix(offer.found.map(\.text))
    if common.count > offer.typed.count {
      buffer.replace(last: offer.typed.count, with: common)
    } else {
      let more = offer.found.count - Self.listLimit
      let shown = offer.found.prefix(Self.listLimit).map { $0.text + $0.ending.filter { $0 == "=" } }
      Output.write(Array(("\n" + shown.joined(separator: "  ") + (more > 0 ? "  and \(more) more" : "") + "\n").utf8))
    }
  }

  /// Draws the line again: what fits around the cursor, and the cursor where it is.
  private func draw(_ prompt: String) {
    var size = winsize()
    let hasSize = ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0 && size.ws_col > 20
    let room = (hasSize ? Int(size.ws_col) : 80) - prompt.count - 1
    let start = max(0, buffer.cursor - room)
    let shown = buffer.characters[start...].prefix(room)
    let before = String(buffer.characters[start..<buffer.cursor])
    Output.write(Array(("\r\u{1B}[K" + prompt + String(shown) + "\r" + prompt + before).utf8))
  }
}
