// Comparisons of texts that may contain ids known only by reference. Nil means that it depends on the ids.

/// A code unit of a text, or a whole id.
enum TextSymbol: Hashable {
  case unit(UInt8)
  case id(UInt32)

  var isID: Bool {
    if case .id = self { true } else { false }
  }

  /// White space cannot be part of an id.
  var isWhiteSpace: Bool {
    if case .unit(let unit) = self { unit <= 0x20 } else { false }
  }
}

extension XPathText {
  var symbols: [TextSymbol] {
    var symbols: [TextSymbol] = []
    for piece in pieces {
      switch piece {
      case .literal(let text): symbols.append(contentsOf: text.utf8.lazy.map { .unit($0) })
      case .id(let number): symbols.append(.id(number))
      }
    }
    return symbols
  }

  var containsID: Bool {
    pieces.contains { if case .id = $0 { true } else { false } }
  }

  /// Whether both are the same text.
  func equals(_ other: XPathText) -> Bool? {
    if self == other { return true }
    if literal != nil, other.literal != nil { return false }
    if soleID != nil, other.soleID != nil { return false }
    var (a, b) = (symbols[...], other.symbols[...])
    while let x = a.first, x == b.first {
      a.removeFirst()
      b.removeFirst()
    }
    while let x = a.last, x == b.last {
      a.removeLast()
      b.removeLast()
    }
    guard let firstA = a.first, let firstB = b.first, let lastA = a.last, let lastB = b.last else {
      return a.isEmpty && b.isEmpty
    }
    if !firstA.isID, !firstB.isID { return false }
    if !lastA.isID, !lastB.isID { return false }
    if a.count == 1, b.count == 1, firstA.isID, firstB.isID { return false }
    // What is left can only be equal if one side's ids supply the other's characters, and white space they cannot.
    if a.count == 1, b.contains(where: \.isWhiteSpace) { return false }
    if b.count == 1, a.contains(where: \.isWhiteSpace) { return false }
    return nil
  }

  /// Whether this text begins with the other.
  func begins(with other: XPathText) -> Bool? {
    XPathText.begins(symbols[...], with: other.symbols[...])
  }

  /// Whether this text ends with the other.
  func ends(with other: XPathText) -> Bool? {
    XPathText.begins(symbols.reversed()[...], with: other.symbols.reversed()[...])
  }

  private static func begins(_ text: ArraySlice<TextSymbol>, with prefix: ArraySlice<TextSymbol>) -> Bool? {
    for (a, b) in zip(text, prefix) where a != b {
      return a.isID || b.isID ? nil : false
    }
    return prefix.count <= text.count
  }

  /// Whether the other text occurs in this one.
  func contains(_ other: XPathText) -> Bool? {
    if firstOccurrence(of: other.symbols, in: symbols) != nil { return true }
    return containsID || other.containsID ? nil : false
  }
}

/// Where the needle first occurs in the haystack; linear (Knuth, Morris and Pratt).
func firstOccurrence<Symbol: Equatable>(of needle: [Symbol], in haystack: [Symbol]) -> Int? {
  if needle.isEmpty { return 0 }
  var fallback = [Int](repeating: 0, count: needle.count)
  var length = 0
  for i in needle.indices.dropFirst() {
    while length > 0, needle[i] != needle[length] { length = fallback[length - 1] }
    if needle[i] == needle[length] { length += 1 }
    fallback[i] = length
  }
  length = 0
  for i in haystack.indices {
    while length > 0, haystack[i] != needle[length] { length = fallback[length - 1] }
    if haystack[i] == needle[length] { length += 1 }
    if length == needle.count { return i + 1 - needle.count }
  }
  return nil
}
