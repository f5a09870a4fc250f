import Diagnostics
import YAMLSource

extension Suggestion {
  /// As ``nearest(to:among:)``, without making texts of names that are far too long or too short.
  public static func nearest(
    to name: Symbol, among candidates: some Collection<Symbol>, in strings: StringTable
  ) -> String? {
    let size = strings.withBytes(of: name) { $0.count }
    guard size <= 400 else { return nil }
    // A letter has one to four bytes, and a third of the letters may be missing or too many.
    let sizes = size / 8...size * 6 + 4
    let near = candidates.lazy.filter { candidate in sizes.contains(strings.withBytes(of: candidate) { $0.count }) }
    return nearest(to: strings[name], among: near.map { strings[$0] })
  }
}
