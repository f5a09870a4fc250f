/// A line of text that is being edited, and the lines before it.
struct LineBuffer {
  private(set) var characters: [Character] = []
  /// Before which character the cursor stands.
  private(set) var cursor = 0
  private var history: [String] = []
  /// The line of the history that is shown; the history's end stands for the new line.
  private var place = 0
  /// The new line, while an older one is shown.
  private var draft = ""

  /// The longest line that can be typed, in characters.
  static let limit = 10_000

  var text: String { String(characters) }
  var beforeCursor: String { String(characters[..<cursor]) }

  mutating func insert(_ text: String) {
    let new = text.filter { !$0.isNewline }
    guard characters.count + new.count <= Self.limit else { return }
    characters.insert(contentsOf: new, at: cursor)
    cursor += new.count
  }

  mutating func deleteBackward() {
    guard cursor > 0 else { return }
    cursor -= 1
    characters.remove(at: cursor)
  }

  mutating func deleteForward() {
    guard cursor < characters.count else { return }
    characters.remove(at: cursor)
  }

  mutating func deleteWord() {
    let end = cursor
    while cursor > 0, characters[cursor - 1] == " " { cursor -= 1 }
    while cursor > 0, characters[cursor - 1] != " " { cursor -= 1 }
    characters.removeSubrange(cursor..<end)
  }

  mutating func deleteToStart() {
    characters.removeSubrange(..<cursor)
    cursor = 0
  }

  mutating func deleteToEnd() { characters.removeSubrange(cursor...) }

  mutating func move(by steps: Int) { cursor = min(max(0, cursor + steps), characters.count) }

  mutating func moveToStart() { cursor = 0 }

  mutating func moveToEnd() { cursor = characters.count }

  mutating func showOlder() {
    guard place > 0 else { return }
    if place == history.count { draft = text }
    place -= 1
    set(history[place])
  }

  mutating func showNewer() {
    guard place < history.count else { return }
    place += 1
    set(place == history.count ? draft : history[place])
  }

  private mutating func set(_ text: String) {
    characters = Array(text)
    cursor = characters.count
  }

  /// Ends the line, and begins a new one; the same line twice is remembered once.
  mutating func finish() -> String {
    let line = text
    if !line.allSatisfy({ $0 == " " }), history.last != line { history.append(line) }
    clear()
    return line
  }

  /// Begins a new line; the old one is forgotten.
  mutating func clear() {
    characters = []
    cursor = 0
    place = history.count
    draft = ""
  }

  /// Replaces the word before the cursor.
  mutating func replace(last count: Int, with text: String) {
    characters.removeSubrange(max(0, cursor - count)..<cursor)
    cursor = max(0, cursor - count)
    insert(text)
  }
}
