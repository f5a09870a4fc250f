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
  /// - Parameter complete: the word before the cursor and the words that it may become.
  mutating func line(prompt: String, complete: (String) -> (word: String, found: [String])) -> String? {
    guard isTerminal else { return input.line() }
    draw(prompt)
    while let key = input.key() {
      switch key {
      case .enter:
        Output.write(Array("\n".utf8))
        return buffer.finish()
      case .interrupt:
        Output.write(Array("^C\n".utf8))
        if buffer.characters.isEmpty { return nil }
        buffer.clear()
      case .endOfInput:
        if buffer.characters.isEmpty {
          Output.write(Array("\n".utf8))
          return nil
        }
        buffer.deleteForward()
      case .tab: offer(complete)
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

  /// Completes as far as it is clear, and lists what is possible if nothing is.
  private mutating func offer(_ complete: (String) -> (word: String, found: [String])) {
    let (word, found) = complete(buffer.beforeCursor)
    guard !found.isEmpty else { return }
    let common = Completion.commonPrefix(found)
    if common.count > word.count || found.count == 1 {
      buffer.replace(last: word.count, with: found.count == 1 ? common + " " : common)
    } else {
      let shown = found.prefix(60).joined(separator: "  ") + (found.count > 60 ? "  …" : "")
      Output.write(Array(("\n" + shown + "\n").utf8))
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

/// A terminal that gives every key at once and shows nothing by itself, until it is restored.
private struct RawTerminal {
  private let before: termios

  init?() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = settings
    cfmakeraw(&settings)
    // Line feeds of the output still go to the beginning of the line.
    settings.c_oflag |= tcflag_t(OPOST | ONLCR)
    guard tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) == 0 else { return nil }
  }

  func restore() {
    var settings = before
    tcsetattr(STDIN_FILENO, TCSADRAIN, &settings)
  }
}
