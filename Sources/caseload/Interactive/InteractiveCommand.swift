/// What can be typed beside the steps themselves.
enum InteractiveCommand: Equatable {
  case help, state, steps, undo, quit
  /// Write the scenario; with `replacing` over an older file.
  case save(String, name: String, replacing: Bool)
  /// A command that lacks something; how it is written.
  case incomplete(String)

  /// The words with which a line can begin.
  static let words = [
    "change", "expect", "help", "offline", "online", "quit", "save", "save!", "state", "steps", "submit", "sync",
    "undo",
  ]

  /// The command of a line; nil if it is a step.
  init?(_ line: String) {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    switch (words.first, words.count) {
    case ("help", 1), ("?", 1): self = .help
    case ("state", 1): self = .state
    case ("steps", 1), ("history", 1): self = .steps
    case ("undo", 1): self = .undo
    case ("quit", 1), ("exit", 1): self = .quit
    case ("save", 1), ("save!", 1): self = .incomplete("save FILE NAME")
    case ("save", _), ("save!", _):
      self = .save(words[1], name: words.count > 2 ? words[2] : "A session", replacing: words[0] == "save!")
    default: return nil
    }
  }

  static let helpText = """
    Steps, as in a scenario file, or in short:
      sync david maria
      offline david
      online david
      submit david APP/MENU/FORM case=monica weight=61 creates=NAME QUESTION=group:village-2
      change: {groups: {village-1: {case_sharing: false}}}
      expect: {sees: {david: [monica]}}
    Further:
      state            what every device and the server have
      steps            the steps so far
      undo             take back the last step
      save FILE NAME   write the scenario; save! writes over a file
      quit             end; so does Ctrl-D
    Tab completes names.

    """
}
