/// The nearest known word to a misspelt one.
public enum Suggestion {
  /// The candidate with the smallest edit distance, if it is near enough to be meant: a third of the word's length,
  /// or the same letters in another case. Ties go to the first.
  public static func nearest(to word: String, among candidates: some Sequence<String>) -> String? {
    let letters = Array(word.lowercased().unicodeScalars)
    guard letters.count <= 100 else { return nil }
    // Of one or two letters nothing would be left: there only the case may differ.
    let limit = letters.count < 3 ? 0 : max(1, letters.count / 3)
    var best: (distance: Int, word: String)?
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().unicodeScalars)
      let bound = (best?.distance ?? limit + 1) - 1
      guard bound >= 0, abs(other.count - letters.count) <= bound else { continue }
      let distance = distance(letters, other, atMost: bound)
      if distance <= bound { best = (distance, candidate) }
    }
    return best?.word
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
