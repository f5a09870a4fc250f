/// The words of a typed line. What is between quotes, double or single, belongs together; inside, `\"` stands for a
/// double quote. Quotes stand at the beginning of a word, behind `=` or behind a comma; anywhere else they are letters,
/// as in `O'Brien`, and so is one that is not closed. What is in brackets behind `=` belongs together as well.
public struct TypedWord: Equatable, Sendable {
  /// The letters, without the quotes; of each, whether it was between quotes.
  public private(set) var letters: [(letter: Character, isQuoted: Bool)] = []
  /// Whether anything was between quotes, if only nothing.
  public private(set) var hasQuotes = false

  public var text: String { String(letters.map(\.letter)) }

  public static func == (a: TypedWord, b: TypedWord) -> Bool { a.text == b.text && a.hasQuotes == b.hasQuotes }

  /// Splits a line at spaces and tabs that are not between quotes.
  ///
  /// - Parameter limit: how many words at most; what follows them is left out.
  public static func split(_ line: String, limit: Int = .max) -> [TypedWord] {
    let line = Array(line)
    /// The quotes of which one is not closed: they are letters from there on.
    var open: Set<Character> = []
    var words: [TypedWord] = []
    var word: TypedWord?
    /// Where the list in brackets ends that has been begun.
    var bracket = -1
    var hasBrackets = true
    var i = 0
    while i < line.count {
      let letter = line[i]
      if letter == "[", i > bracket, hasBrackets, word?.endsWithEquals == true {
        bracket = closingBracket(line, i) ?? -1
        hasBrackets = bracket > i
      }
      if letter == " " || letter == "\t", i < bracket {
        word?.letters.append((letter, false))
      } else if letter == " " || letter == "\t" {
        if let done = word { words.append(done) }
        word = nil
        if words.count == limit { return words }
      } else if letter == "\"" || letter == "'", takesQuotes(word, inBrackets: i < bracket), !open.contains(letter),
        let close = closing(letter, line, i)
      {
        if word == nil { word = TypedWord() }
        word?.hasQuotes = true
        var j = i + 1
        while j < close {
          if letter == "\"", line[j] == "\\", j + 1 < close { j += 1 }
          word?.letters.append((line[j], true))
          j += 1
        }
        i = close
      } else {
        if letter == "\"" || letter == "'", takesQuotes(word, inBrackets: i < bracket) { open.insert(letter) }
        if word == nil { word = TypedWord() }
        word?.letters.append((letter, false))
      }
      i += 1
    }
    if let word { words.append(word) }
    return words
  }

  /// Whether a quote that follows a word would begin a quoted part.
  private static func takesQuotes(_ word: TypedWord?, inBrackets: Bool) -> Bool {
    guard let word else { return true }
    guard let last = word.letters.last else { return !word.hasQuotes }
    return !last.isQuoted && (inBrackets ? "=,[ \t" : "=,").contains(last.letter)
  }

  private var endsWithEquals: Bool { letters.last.map { $0.letter == "=" && !$0.isQuoted } ?? false }

  /// The place of the bracket that closes the one at `start`; those between quotes are letters.
  private static func closingBracket(_ line: [Character], _ start: Int) -> Int? {
    var quote: Character?
    for i in (start + 1)..<line.count {
      if line[i] == "]", quote == nil { return i }
      if line[i] == quote { quote = nil } else if quote == nil, line[i] == "\"", "[, ".contains(line[i - 1]) { quote = "\"" }
    }
    return nil
  }

  /// The place of the quote that closes the one at `start`.
  private static func closing(_ quote: Character, _ line: [Character], _ start: Int) -> Int? {
    var i = start + 1
    while i < line.count {
      if quote == "\"", line[i] == "\\" { i += 1 } else if line[i] == quote { return i }
      i += 1
    }
    return nil
  }

  /// The parts between the first `=` and what stands before it; nil without one, or if nothing stands before it.
  var pair: (key: String, value: TypedWord)? {
    guard let equals = letters.firstIndex(where: { $0.letter == "=" && !$0.isQuoted }), equals > 0 else { return nil }
    var value = TypedWord()
    value.letters = Array(letters[(equals + 1)...])
    value.hasQuotes = value.letters.contains { $0.isQuoted } || (hasQuotes && value.letters.isEmpty)
    return (String(letters[..<equals].map(\.letter)), value)
  }

  /// The parts between commas that are not quoted, with or without brackets around all; empty ones left out unless they
  /// were quoted.
  var parts: [String] {
    if letters.isEmpty, hasQuotes { return [""] }
    var all = letters[...]
    var separators: [Character] = [","]
    if let first = all.first, let last = all.last, all.count > 1, first.letter == "[", !first.isQuoted,
      last.letter == "]", !last.isQuoted
    {
      all = all.dropFirst().dropLast()
      separators += [" ", "\t"]
    }
    return all.split { separators.contains($0.letter) && !$0.isQuoted }.map { String($0.map(\.letter)) }
  }
}
