/// A page of the manual, cut at the commands of its ```` ```console ```` blocks.
///
/// Only `caseload …` and `echo $?` are commands of the manual; other lines that begin with `$ ` (`sudo apt-get …`) are
/// text, and so is what follows them.
struct ManualPage: Equatable {
  /// A line that begins with `$ `, and the lines below it up to the next command or the end of the block.
  struct Command: Equatable {
    /// What stands behind `$ `.
    var text: String
    /// The line of the command in the page, from 1.
    var line: Int
    /// The output that the page shows.
    var output: [String]

    /// `$ echo $?` shows the exit status of the command before.
    var isStatus: Bool { text == "echo $?" }
  }

  enum Segment: Equatable {
    case text(String)
    case command(Command)
  }

  var segments: [Segment] = []

  init(markdown: String) {
    var inConsole = false
    var current: Command?
    func isOurs(_ text: String) -> Bool { text == "caseload" || text.hasPrefix("caseload ") || text == "echo $?" }

    let lines = markdown.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    for (index, line) in lines.enumerated() {
      let endsBlock = inConsole && line == "```"
      let beginsCommand = inConsole && line.hasPrefix("$ ")
      if let command = current, endsBlock || beginsCommand {
        segments.append(.command(command))
        current = nil
      }
      if beginsCommand, isOurs(String(line.dropFirst(2))) {
        current = Command(text: String(line.dropFirst(2)), line: index + 1, output: [])
      } else if current != nil {
        current?.output.append(line)
      } else {
        segments.append(.text(line))
      }
      if endsBlock { inConsole = false } else if line == "```console" { inConsole = true }
    }
    // An unclosed block: keep what was read, so that writing the page back loses nothing.
    if let command = current { segments.append(.command(command)) }
  }

  var markdown: String {
    segments.flatMap { segment in
      switch segment {
      case .text(let line): [line]
      case .command(let command): ["$ " + command.text] + command.output
      }
    }.joined(separator: "\n")
  }

  /// The commands, top to bottom.
  var commands: [Command] {
    segments.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  /// The same page with other outputs, one for each of ``commands``.
  func with(outputs: [[String]]) -> ManualPage {
    var page = self
    var next = outputs.makeIterator()
    for index in page.segments.indices {
      if case .command(var command) = page.segments[index], let output = next.next() {
        command.output = output
        page.segments[index] = .command(command)
      }
    }
    return page
  }
}

/// The lines that differ, `-` for the page and `+` for the command, with the equal lines at both ends left out.
func difference(page: [String], actual: [String]) -> String {
  let prefix = zip(page, actual).prefix { $0 == $1 }.count
  let shorter = min(page.count, actual.count) - prefix
  let suffix = zip(page.reversed(), actual.reversed()).prefix(shorter).prefix { $0 == $1 }.count
  let removed = page[prefix..<(page.count - suffix)].map { "- " + $0 }
  let added = actual[prefix..<(actual.count - suffix)].map { "+ " + $0 }
  return (removed + added).joined(separator: "\n")
}
