import Simulation

/// Completes the word before the cursor with names that are known at this point of a session.
struct Completion {
  /// Words, sorted, each once.
  let words: [String]

  init(_ state: SimulationState) {
    var words = Set(InteractiveCommand.words + Self.keys)
    words.formUnion(state.users)
    words.formUnion(state.cases)
    words.formUnion(state.forms)
    words.formUnion(state.menus)
    words.formUnion(state.owners)
    self.words = words.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The words of the language of scenarios.
  private static let keys = ScenarioLanguage.shapes.flatMap { $0.keys.map(\.name) }

  /// The word before the cursor, and the known words that begin with it.
  func candidates(for text: String) -> (word: String, found: [String]) {
    let word = String(text.reversed().prefix { !" \t,[]{}=\"".contains($0) }.reversed())
    let isFirst = text.drop(while: { $0 == " " }) == word
    let known = isFirst ? InteractiveCommand.words : words
    return (word, known.filter { $0.hasPrefix(word) })
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
