import Simulation

/// What can be typed beside the steps themselves.
enum InteractiveCommand: Equatable {
  case help, state, steps, quit
  /// Take back the last so many steps, or do them again.
  case undo(Int)
  case redo(Int)
  /// Let these users work in Web Apps; none: say who does.
  case webApps([String])
  /// Write the scenario; with `replacing` over an older file.
  case save(String, name: String, replacing: Bool)
  /// A command that lacks something, or has too much; how it is written.
  case wrong(String)

  /// The words with which a line can begin.
  static let words = [
    "change", "expect", "help", "history", "offline", "online", "quit", "redo", "save", "save!", "state", "steps",
    "submit", "sync", "undo", "web_apps",
  ]

  /// The words with which the line of a command begins.
  private static let firstWords = [
    "help", "?", "state", "steps", "history", "quit", "exit", "redo", "undo", "web_apps", "web_apps:", "save", "save!",
  ]

  /// The command of a line; nil if it is a step.
  init?(_ line: String) {
    let first = String(line.prefix { $0 != " " && $0 != "\t" })
    guard Self.firstWords.contains(first) else { return nil }
    let rest = TypedWord.split(line).dropFirst().map(\.text)
    switch first {
    case "help", "?": self = .help
    case "state": self = rest.isEmpty ? .state : .wrong("state")
    case "steps", "history": self = rest.isEmpty ? .steps : .wrong(first)
    case "quit", "exit": self = rest.isEmpty ? .quit : .wrong(first)
    case "undo", "redo":
      let count = rest.isEmpty ? 1 : rest.count == 1 ? Int(rest[0]) : nil
      if let count, count > 0 {
        self = first == "undo" ? .undo(count) : .redo(count)
      } else {
        self = .wrong("\(first) NUMBER")
      }
    case "web_apps", "web_apps:":
      let names = line.dropFirst(first.count).split { " \t,[]".contains($0) }
      self = .webApps(names.map { TypedWord.split(String($0)).first?.text ?? "" })
    case "save", "save!":
      guard rest.count > 0 else {
        self = .wrong("\(first) FILE NAME")
        return
      }
      self = .save(rest[0], name: Self.name(line) ?? "A session", replacing: first == "save!")
    default: return nil
    }
  }

  /// What follows the file of `save`: in quotes, or as it is.
  private static func name(_ line: String) -> String? {
    let words = TypedWord.split(line)
    guard words.count > 2 else { return nil }
    if words.count == 3 { return words[2].text }
    return words[2...].map { $0.hasQuotes ? "\"\($0.text)\"" : $0.text }.joined(separator: " ")
  }

  static let helpText = """
    Steps, as in a scenario file, or in short:
      sync david maria
      offline david
      online david
      submit david APP/MENU/FORM case=monica weight=61 name="Anna M" creates=NAME QUESTION=group:village-2
      change groups: {village-1: {case_sharing: false}}
      expect sees: {david: [monica]}
    Further:
      web_apps kim     kim works in Web Apps, from the beginning; alone it says who does
      state            what every device and the server have
      steps            the steps so far; also `history`
      undo             take back the last step; `undo 3` the last three; `redo` and `redo 3` do them again
      save FILE NAME   write the scenario; save! writes over a file
      quit             end; so does Ctrl-D
    Tab completes keys and names, the arrows bring back earlier lines.

    """
}
