import Diagnostics
import YAMLSource

extension Suggestion {
  /// As ``nearest(to:among:)``, without making texts of names that are far too long or too short.
  public static func nearest(
    to name: Symbol, among candidates: some Collection<Symbol>, in strings: StringTable
  ) -> String? {
    near(to: name, among: candidates, in: strings)?.word
  }

  /// As ``near(to:among:)``, without making texts of names that are far too long or too short.
  static func near(
    to name: Symbol, among candidates: some Collection<Symbol>, in strings: StringTable
  ) -> (word: String, isOnly: Bool)? {
    let size = strings.withBytes(of: name) { $0.count }
    guard size <= 400 else { return nil }
    // A letter has one to four bytes, and a third of the letters may be missing or too many.
    let sizes = size / 8...size * 6 + 4
    let similar = candidates.lazy.filter { candidate in sizes.contains(strings.withBytes(of: candidate) { $0.count }) }
    return near(to: strings[name], among: similar.map { strings[$0] })
  }
}
