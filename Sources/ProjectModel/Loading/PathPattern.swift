/// A path with `*` and `?` within a name and `**` for any folders, matched below a folder.
struct PathPattern {
  private let segments: [Substring]

  init(_ text: String) { segments = text.split(separator: "/").filter { $0 != "." } }

  /// Whether the text has any pattern character; otherwise it is a plain path.
  static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// The matching files' paths relative to the folder, sorted. At most a hundred thousand folder entries are looked at.
  func matches(inFolder folder: String) -> [String] {
    var found: Set<String> = []
    var budget = 100_000
    search(folder, "", segments[...], &found, &budget)
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private func search(
    _ folder: String, _ prefix: String, _ rest: ArraySlice<Substring>, _ found: inout Set<String>, _ budget: inout Int
  ) {
    guard let segment = rest.first else { return }
    let remaining = rest.dropFirst()
    if segment == "**" {
      search(folder, prefix, remaining, &found, &budget)
      for name in FileReader.names(inFolder: folder) where !name.hasPrefix(".") && FileReader.isFolder(folder + "/" + name) {
        budget -= 1
        if budget < 0 || prefix.utf8.count > 4096 { return }
        search(folder + "/" + name, prefix + name + "/", rest, &found, &budget)
      }
      return
    }
    for name in FileReader.names(inFolder: folder) {
      budget -= 1
      if budget < 0 { return }
      if name.hasPrefix("."), !segment.hasPrefix(".") { continue }
      guard Self.matches(Array(segment.unicodeScalars), Array(name.unicodeScalars)) else { continue }
      let path = folder + "/" + name
      if remaining.isEmpty {
        if !FileReader.isFolder(path) { found.insert(prefix + name) }
      } else if FileReader.isFolder(path) {
        search(path, prefix + name + "/", remaining, &found, &budget)
      }
    }
  }

  /// Matches one name, in time proportional to the product of the lengths at worst.
  static func matches(_ pattern: [Unicode.Scalar], _ name: [Unicode.Scalar]) -> Bool {
    var p = 0
    var n = 0
    var star: (p: Int, n: Int)?
    while n < name.count {
      if p < pattern.count, pattern[p] == "*" {
        star = (p, n)
        p += 1
      } else if p < pattern.count, pattern[p] == "?" || pattern[p] == name[n] {
        p += 1
        n += 1
      } else if let last = star {
        star = (last.p, last.n + 1)
        p = last.p + 1
        n = last.n + 1
      } else {
        return false
      }
    }
    while p < pattern.count, pattern[p] == "*" { p += 1 }
    return p == pattern.count
  }
}
