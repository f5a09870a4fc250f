/// A path with `*` and `?` within a name and `**` for any folders, matched below a folder.
struct PathPattern {
  private let segments: [Substring]

  /// How many folder entries are looked at: beyond that it is another folder than was meant.
  private static let budget = 1_000_000

  init(_ text: String) {
    var segments: [Substring] = []
    for segment in text.split(separator: "/") where segment != "." {
      // `**/**` means no more than `**`, and would try every way to share the folders out between the two.
      if segment == "**", segments.last == "**" { continue }
      segments.append(segment)
    }
    self.segments = segments
  }

  /// Whether the text has any pattern character; otherwise it is a plain path.
  static func isPattern(_ text: String) -> Bool { text.contains { $0 == "*" || $0 == "?" } }

  /// The matching files' paths relative to the folder, sorted by their bytes; nil if there is too much to look at.
  /// Names that begin with a dot match only a pattern that does; `**` does not follow symbolic links.
  func matches(inFolder folder: String) -> [String]? {
    var found: [String] = []
    var budget = Self.budget
    /// Folders to look into, with the segments that are still to be matched there.
    var waiting: [(prefix: String, rest: Int)] = [("", 0)]
    while let (prefix, rest) = waiting.popLast() {
      guard rest < segments.count else { continue }
      let path = prefix.isEmpty ? folder : folder + "/" + prefix
      let names = FileReader.names(inFolder: path)
      budget -= names.count + 1
      if budget < 0 { return nil }
      let segment = segments[rest]
      if segment == "**" {
        waiting.append((prefix, rest + 1))
        for name in names where !name.hasPrefix(".") && FileReader.isFolder(path + "/" + name, followingLinks: false) {
          waiting.append((prefix + name + "/", rest))
        }
        continue
      }
      let pattern = Array(segment.unicodeScalars)
      for name in names where !name.hasPrefix(".") || segment.hasPrefix(".") {
        guard Self.matches(pattern, Array(name.unicodeScalars)) else { continue }
        let isFolder = FileReader.isFolder(path + "/" + name)
        if rest + 1 == segments.count {
          if !isFolder { found.append(prefix + name) }
        } else if isFolder {
          waiting.append((prefix + name + "/", rest + 1))
        }
      }
    }
    found.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    // Two patterns of folders can lead to one file. Names are compared as bytes: `é` can be written in two ways.
    var unique: [String] = []
    for path in found where unique.last.map({ $0.utf8.elementsEqual(path.utf8) }) != true { unique.append(path) }
    return unique
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
