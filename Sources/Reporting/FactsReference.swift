import Policy

/// The manual's page of the facts that rules speak of, made from the same description as their evaluation.
public enum FactsReference {
  /// The page's path from the root of the repository.
  public static let path = "Documentation/Facts.md"

  /// The page as Markdown: the same text on every run.
  public static var markdown: String {
    ([header] + FactReference.kinds.map(section)).joined(separator: "\n\n") + "\n"
  }

  private static let header = """
    # The facts that rules speak of

    <!-- This page is made from Sources/Policy/Facts. Change it there;
         CASELOAD_RECORD=1 swift test --filter RuleReferenceTests writes the page anew. -->

    A rule ranges over one kind of facts (`for_each:`); in its expressions the fact has the kind's name. A field of type
    `user`, `form` and so on is an object whose fields are below; `or null` means that there may be none: compare with
    `null` before you go on. Owners can be compared with users, groups and locations. In messages an object is its name.
    """

  private static func section(_ kind: FactReference.Kind) -> String {
    let rows = kind.fields.map { "| `\($0.name)` | \($0.type) | \(RuleReference.cell($0.meaning)) |" }
    return """
      ## \(kind.name)

      \(ConfigurationReference.wrapped(kind.about))

      | Field | Type | Meaning |
      | --- | --- | --- |
      \(rows.joined(separator: "\n"))
      """
  }
}
