/// The nearest known word to a misspelt one.
public enum Suggestion {
  /// The candidate with the smallest edit distance, if it is near enough to be meant: a third of the word's length,
  /// or the same letters in another case. Ties go to the first.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    near(to: word, among: candidates)?.word
  }

  /// As ``nearest(to:among:)``, and whether no other candidate is as near.
  public static func near(
    to word: String, among candidates: some Sequence<String>
  ) -> (word: String, isOnly: Bool)? {
    let letters = Array(word.lowercased().unicodeScalars)
    guard letters.count <= 100 else { return nil }
    // Of one or two letters nothing would be left: there only the case may differ.
    let limit = letters.count < 3 ? 0 : max(1, letters.count / 3)
    var best: (distance: Int, word: String)?
    var isOnly = true
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().unicodeScalars)
      let bound = best?.distance ?? limit
      guard abs(other.count - letters.count) <= bound else { continue }
      let distance = distance(letters, other, atMost: bound)
      guard distance <= bound else { continue }
      if let best, distance == best.distance {
        if candidate != best.word { isOnly = false }
      } else {
        best = (distance, candidate)
        isOnly = true
      }
    }
    return best.map { ($0.word, isOnly) }
  }

  /// The candidate that is surely meant, so that a program may write it: no other one is as near, and what differs is
  /// a slip within a longer word. `village-4` is not taken for `village-3`, nor `team-a` for `team-b`.
  public static func meant(by word: String, among candidates: some Sequence<String>) -> String? {
    guard let near = near(to: word, among: candidates), near.isOnly, isSlip(word, for: near.word) else { return nil }
    return near.word
  }

  /// Whether two words that are near each other differ by a slip: a program may then write one for the other.
  public static func isSlip(_ word: String, for other: String) -> Bool {
    func parts(_ word: String) -> [Substring] {
      word.split { !$0.isLetter && !$0.isNumber }
    }
    func digits(_ word: String) -> [Character] { word.filter(\.isNumber) }
    guard digits(word) == digits(other) else { return false }
    let (a, b) = (parts(word.lowercased()), parts(other.lowercased()))
    // Another number of parts: a separator too many or too few.
    guard a.count == b.count else { return a.joined() == b.joined() }
    return zip(a, b).allSatisfy { $0 == $1 || min($0.count, $1.count) >= 3 }
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours; beyond `bound` it is `bound + 1`.
  private static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], atMost bound: Int) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var beforeLast = [Int](repeating: 0, count: b.count + 1)
    var last = Array(0...b.count)
    var row = last
    for i in 1...a.count {
      row[0] = i
      var smallest = i
      for j in 1...b.count {
        let replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        var cost = min(replaced, last[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { cost = min(cost, beforeLast[j - 2] + 1) }
        row[j] = cost
        smallest = min(smallest, cost)
      }
      if smallest > bound { return bound + 1 }
      (beforeLast, last, row) = (last, row, beforeLast)
    }
    return last[b.count]
  }
}
