/// A text that may contain ids we only know by reference.
///
/// HQ's own ids of groups, locations and users are often not part of a declared project. Such an id stands here as a
/// number that means "the id of that thing, whatever it is". What is assumed of it: it has at least one character and
/// no white space, and ids with different numbers differ.
public struct XPathText: Sendable {
  /// A part of a text.
  public enum Piece: Sendable {
    /// Characters that are known.
    case literal(String)
    /// An id that is known only by reference.
    case id(UInt32)
  }

  /// The parts in order: adjacent literals are merged, empty literals are dropped.
  public private(set) var pieces: [Piece]

  /// The empty text.
  public init() {
    pieces = []
  }

  /// A text all of whose characters are known.
  public init(_ literal: String) {
    pieces = literal.isEmpty ? [] : [.literal(literal)]
  }

  /// The pieces, normalised.
  public init(_ pieces: some Sequence<Piece>) {
    self.pieces = []
    for piece in pieces { append(piece) }
  }

  /// The text that is exactly the id with this number.
  public static func id(_ number: UInt32) -> XPathText {
    XPathText(CollectionOfOne(.id(number)))
  }

  /// Whether the text has no characters.
  public var isEmpty: Bool { pieces.isEmpty }

  /// The characters, or nil if the text contains an id that is known only by reference.
  public var literal: String? {
    switch (pieces.count, pieces.first) {
    case (0, _): ""
    case (1, .literal(let text)?): text
    default: nil
    }
  }

  /// The number of the id that makes up the whole text, or nil if the text is anything else.
  public var soleID: UInt32? {
    guard pieces.count == 1, case .id(let number)? = pieces.first else { return nil }
    return number
  }

  /// Adds a piece at the end.
  public mutating func append(_ piece: Piece) {
    guard case .literal(let text) = piece else {
      pieces.append(piece)
      return
    }
    if text.isEmpty { return }
    if case .literal(var last)? = pieces.last {
      // Taken out first, so that the text grows in place instead of being copied.
      pieces.removeLast()
      last += text
      pieces.append(.literal(last))
    } else {
      pieces.append(piece)
    }
  }

  /// Adds a text at the end.
  public mutating func append(contentsOf other: XPathText) {
    for piece in other.pieces { append(piece) }
  }
}

extension XPathText: Hashable {}

extension XPathText.Piece: Hashable {
  /// Literals are equal if their code units are, as in the engine: canonically equivalent texts differ.
  public static func == (a: Self, b: Self) -> Bool {
    switch (a, b) {
    case (.literal(let a), .literal(let b)): a.utf8.elementsEqual(b.utf8)
    case (.id(let a), .id(let b)): a == b
    default: false
    }
  }

  public func hash(into hasher: inout Hasher) {
    switch self {
    case .literal(let text):
      hasher.combine(0 as UInt8)
      for unit in text.utf8 { hasher.combine(unit) }
    case .id(let number):
      hasher.combine(1 as UInt8)
      hasher.combine(number)
    }
  }
}
