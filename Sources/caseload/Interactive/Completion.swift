import Reporting
import Simulation

/// Completes what stands before the cursor with what can follow at this point of a session: users where users are
/// meant, the cases of the menu's list where a case is picked, the questions of the form where it is answered.
struct Completion {
  /// A word that may be meant.
  struct Word: Equatable {
    /// As it is to be typed, in quotes if it must be.
    let text: String
    /// What follows once it is clear: a space, a colon or an equals sign.
    let ending: String

    init(_ name: String, ending: String = "") {
      // Names in which a word would end are typed in quotes; those that would not even be understood are as they are.
      let needsQuotes = name.contains { " \t,:[]{}=#'".contains($0) } && !Completion.isReference(name)
      text = needsQuotes && !name.contains("\"") ? "\"\(name)\"" : name
      self.ending = ending
    }
  }

  /// What of a line stands for what it may become.
  struct Offer {
    /// The end of the line that is replaced.
    var typed: String
    var found: [Word]
  }

  private let names: SessionNames

  init(_ state: SimulationState) { names = SessionNames(state) }

  /// - Parameter text: the line up to the cursor.
  func offer(for text: String) -> Offer {
    let line = String(text.drop { $0 == " " || $0 == "\t" })
    let first = String(line.prefix { $0.isLetter || $0 == "_" || $0 == "!" })
    if first == line { return Self.select(first, InteractiveCommand.words.map { Word($0, ending: " ") }) }
    let rest = line.dropFirst(first.count).drop { $0 == " " || $0 == "\t" }
    let isFlow = rest.first == ":" || rest.first == "{" || rest.first == "["
    if TypedStep.words.contains(first) || first == "web_apps", isFlow {
      return flow(rest.first == ":" ? line : "\(first): \(rest)")
    }
    switch first {
    case "change", "expect": return flow("\(first): {\(rest)")
    case "sync", "offline", "online", "web_apps": return short(line) { names.users.subtracting($0) }
    case "submit": return submission(line)
    default: return Offer(typed: "", found: [])
    }
  }

  /// Completes in YAML.
  private func flow(_ line: String) -> Offer {
    let position = FlowPosition(line)
    let found = StepLanguage(names).words(at: position)
      .filter { !position.used.contains($0.text) || $0.text == position.word }
    return Self.select(position.word, found)
  }

  /// Completes one of several names.
  private func short(_ line: String, _ known: (Set<String>) -> Set<String>) -> Offer {
    let words = line.split { $0 == " " || $0 == "," }.map(String.init)
    let isNew = line.last == " " || line.last == ","
    let typed = isNew ? "" : words.last ?? ""
    let others = Set(words.dropFirst().dropLast(isNew ? 0 : 1))
    return Self.select(typed, Self.words(known(others), ending: " "))
  }

  /// Completes `submit USER FORM KEY=VALUE…`.
  private func submission(_ line: String) -> Offer {
    let words = line.split(separator: " ").map(String.init)
    let isNew = line.last == " "
    let typed = isNew ? "" : words.last ?? ""
    let before = words.dropFirst().dropLast(isNew ? 0 : 1)
    let given = before.filter { !$0.contains("=") }
    if let equals = typed.firstIndex(of: "="), given.count > 1 {
      let value = typed[typed.index(after: equals)...].split(separator: ",", omittingEmptySubsequences: false).last ?? ""
      let found = names.values(of: String(typed[..<equals]), user: given[0], form: given[1])
      return Self.select(String(value), Self.words(found, ending: " "))
    }
    switch given.count {
    case 0: return Self.select(typed, Self.words(names.users, ending: " "))
    case 1: return Self.select(typed, Self.words(names.forms(of: given[0]), ending: " "))
    default:
      let taken = Set(before.filter { $0.contains("=") }.map { String($0.prefix { $0 != "=" }) })
      return Self.select(typed, Self.words(names.keys(of: given[1]).subtracting(taken), ending: "="))
    }
  }

  static func words(_ names: Set<String>, ending: String = "") -> [Word] {
    // A name that a terminal might obey is never typed for anybody.
    names.filter { PlainText.safe($0) == $0 }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      .map { Word($0, ending: ending) }
  }

  private static func select(_ typed: String, _ words: [Word]) -> Offer {
    let bare = typed.first == "\"" || typed.first == "'" ? String(typed.dropFirst()) : typed
    let found = words.filter { word in
      word.text.hasPrefix(typed) || (word.text.hasPrefix("\"") && word.text.dropFirst().hasPrefix(bare))
    }
    return Offer(typed: typed, found: found)
  }

  /// Whether a name is an owner such as `group:village-1`, which YAML takes as it is.
  private static func isReference(_ name: String) -> Bool {
    guard let colon = name.firstIndex(of: ":") else { return false }
    return ["user", "group", "location"].contains(String(name[..<colon]))
      && !name[name.index(after: colon)...].contains { " \t,:[]{}=#'".contains($0) }
  }

  /// What all of some words begin with.
  static func commonPrefix(_ words: [String]) -> String {
    guard var prefix = words.first else { return "" }
    for word in words.dropFirst() {
      while !word.hasPrefix(prefix) { prefix.removeLast() }
    }
    return prefix
  }
}
