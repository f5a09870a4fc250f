import RuleLanguage

/// The kinds of facts and their fields as rules know them: what the manual's reference is made from.
public enum FactReference {
  /// A kind of facts.
  public struct Kind: Sendable {
    /// Its name in rules, such as `attempt`.
    public let name: String
    /// What it is, in a sentence or two.
    public let about: String
    public let fields: [Entry]
  }

  /// A field of a kind.
  public struct Entry: Sendable {
    public let name: String
    /// The type as rules see it, such as `list(user)`.
    public let type: String
    /// What it means, in lower case and without a full stop.
    public let meaning: String
  }

  /// All kinds, in the order of the reference.
  public static var kinds: [Kind] {
    FactKind.allCases.map { kind in
      Kind(
        name: kind.name, about: FactLanguage.about(kind),
        fields: FactLanguage.fields[Int(kind.rawValue)].map {
          Entry(name: $0.name, type: $0.type.description, meaning: $0.documentation)
        })
    }
  }
}
