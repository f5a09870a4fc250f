/// The folder of a project: no file outside it is ever read, wherever paths and symbolic links lead.
public struct ProjectFolder: Sendable {
  /// The folder's real path.
  private let root: String

  /// - Parameter path: a path of the folder, which must exist.
  public init?(_ path: String) {
    guard let real = FileReader.realPath(path.isEmpty ? "." : path) else { return nil }
    root = real == "/" ? "" : real
  }

  /// Where a path that a file mentions leads.
  public enum Resolution {
    /// The real path, and the path to show.
    case file(real: String, shown: String)
    case outside
    case missing(shown: String)
  }

  /// Resolves a path against the folder of the file that mentions it.
  ///
  /// - Parameter file: the shown path of that file.
  public func resolve(_ path: String, mentionedIn file: String) -> Resolution {
    if path.hasPrefix("/") { return contains(FileReader.realPath(path)) ? resolved(path) : .outside }
    let shown = Self.joined(Self.folder(of: file), path)
    guard let real = FileReader.realPath(shown) else {
      return escapesLexically(path, mentionedIn: file) ? .outside : .missing(shown: shown)
    }
    return contains(real) ? .file(real: real, shown: shown) : .outside
  }

  private func resolved(_ path: String) -> Resolution {
    FileReader.realPath(path).map { .file(real: $0, shown: path) } ?? .missing(shown: path)
  }

  private func contains(_ real: String?) -> Bool {
    guard let real else { return false }
    // Bytes, since Swift's strings take two ways to write a letter for one.
    return real.utf8.elementsEqual(root.utf8) || real.utf8.starts(with: (root + "/").utf8)
  }

  /// Whether a path that leads nowhere would leave the folder by its `..` alone.
  private func escapesLexically(_ path: String, mentionedIn file: String) -> Bool {
    guard let base = FileReader.realPath(Self.folder(of: file)), contains(base) else { return true }
    var depth = base.dropFirst(root.count).split(separator: "/").count
    for segment in path.split(separator: "/") where segment != "." {
      depth += segment == ".." ? -1 : 1
      if depth < 0 { return true }
    }
    return false
  }

  /// The folder part of a path; empty for a bare name.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  /// A path below a folder, without a needless `./`.
  static func joined(_ folder: String, _ path: String) -> String {
    let path = path.hasPrefix("./") ? String(path.dropFirst(2)) : path
    return folder == "." ? path : folder.hasSuffix("/") ? folder + path : folder + "/" + path
  }

  /// The file's name without folder and ending.
  static func stem(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
    return String(name[..<dot])
  }
}
