import Diagnostics

/// Words with names in them, kept apart so that each output can mark and escape the names in its own way.
public struct Phrase: Hashable, Sendable {
  public enum Piece: Hashable, Sendable {
    case words(String)
    /// A name of the user's own text.
    case name(String)
  }

  public var pieces: [Piece]

  public init(_ pieces: Piece...) { self.pieces = pieces }

  /// The plain text.
  public var text: String {
    pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += words
      case .name(let name): text += name
      }
    }
  }
}

/// A difference between the texts of the two projects that makes a user gain or lose something.
public struct Edit: Hashable, Sendable {
  /// A clause such as `joy became a member of group:village-4`.
  public var text: Phrase
  /// Where it is written in each project, or where it is missing; nil where there is no such place.
  public var places: Sides<SourceSpan?>

  init(_ text: Phrase, old: SourceSpan?, new: SourceSpan?) {
    self.text = text
    places = Sides(old: old, new: new)
  }
}
