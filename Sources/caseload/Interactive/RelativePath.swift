#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Paths as one file names another.
enum RelativePath {
  /// The path of a file relative to the folder of another one, which need not exist yet; the absolute path if the
  /// folder does not exist.
  static func of(_ path: String, fromFolderOf other: String) -> String {
    let folder = other.lastIndex(of: "/").map { $0 == other.startIndex ? "/" : String(other[..<$0]) } ?? "."
    guard let target = realPath(path) else { return path }
    guard let base = realPath(folder) else { return target }
    let a = target.split(separator: "/")
    let b = base.split(separator: "/")
    let common = zip(a, b).prefix { $0.utf8.elementsEqual($1.utf8) }.count
    return (Array(repeating: "..", count: b.count - common) + a.dropFirst(common)).joined(separator: "/")
  }

  private static func realPath(_ path: String) -> String? {
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }
}
