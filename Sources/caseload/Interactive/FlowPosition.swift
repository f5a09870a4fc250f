/// Where in a step that is typed as YAML in one line the cursor stands, and what stands around it.
struct FlowPosition {
  /// The keys on the way from the outside in; lists have none.
  private(set) var path: [String] = []
  /// Whether a key is being typed, and not a value.
  private(set) var isKey = true
  /// What of the word before the cursor has been typed, with the quote that it begins with.
  private(set) var word = ""
  /// The values of the mappings around the cursor by their keys; an inner one wins.
  private(set) var values: [String: String] = [:]
  /// The keys of the innermost mapping, or the items of the innermost list.
  private(set) var used: Set<String> = []

  /// A mapping or a list that is not closed yet.
  private struct Frame {
    var isMapping: Bool
    /// The key whose value comes.
    var key: String?
    var values: [String: String] = [:]
    var used: Set<String> = []

    /// Takes a word that is complete.
    mutating func end(_ word: String) {
      guard !word.isEmpty else { return }
      if let key { values[key] = word } else if !isMapping { used.insert(word) }
    }
  }

  /// - Parameter text: the line up to the cursor.
  init(_ text: String) {
    var frames = [Frame(isMapping: true)]
    let text = Array(text)
    var i = 0
    while i < text.count {
      let top = frames.count - 1
      let letter = text[i]
      switch letter {
      case "{", "[":
        frames.append(Frame(isMapping: letter == "{"))
        word = ""
      case "}", "]":
        frames[top].end(trimmed)
        if frames.count > 1 { frames.removeLast() }
        word = ""
      case ",":
        frames[top].end(trimmed)
        frames[top].key = nil
        word = ""
      case ":" where frames[top].isMapping && frames[top].key == nil && Self.endsKey(text, i):
        frames[top].key = trimmed
        frames[top].used.insert(trimmed)
        word = ""
      case "\"" where word.isEmpty, "'" where word.isEmpty:
        guard let end = text[(i + 1)...].firstIndex(of: letter) else {
          word = String(text[i...])
          i = text.count
          continue
        }
        word = String(text[(i + 1)..<end])
        i = end
      case " ", "\t": if !word.isEmpty { word.append(letter) }
      default: word.append(letter)
      }
      i += 1
    }
    path = frames.compactMap(\.key)
    if let innermost = frames.last {
      isKey = innermost.isMapping && innermost.key == nil
      used = innermost.used
    }
    for frame in frames { values.merge(frame.values) { _, inner in inner } }
  }

  private var trimmed: String { String(word.reversed().drop { $0 == " " }.reversed()) }

  /// Whether a colon ends a key: that of `group:village-1` does not.
  private static func endsKey(_ text: [Character], _ colon: Int) -> Bool {
    guard colon + 1 < text.count else { return true }
    return " {[\"'".contains(text[colon + 1])
  }
}
