import Diagnostics
import ProjectModel

/// Reads a project as it is in a revision: its folder's files are copied from git's object store, byte for byte, into a
/// temporary folder, loaded, and removed.
struct GitProject {
  private let revision: String
  private let git: GitCommand
  /// The path of the repository's top folder; nil for a bare repository.
  private let top: String?
  /// The current folder below it, ending with `/`, or empty.
  private let prefix: String

  /// - Parameter likePath: the path of the project that it is compared with, which `git:REV` alone means.
  static func load(_ argument: GitRevision, likePath: String?) throws -> ComparedProject {
    let temporary = try TemporaryFolder()
    defer { temporary.remove() }
    let outer = argument.path == nil ? likePath : nil
    let project = try GitProject(argument.revision, folder: outer.map(existingFolder), temporary)
    let commit = try project.commit()
    let path = try project.repositoryPath(argument.path, like: outer)
    return try project.load(commit, path, temporary)
  }

  private init(_ revision: String, folder: String?, _ temporary: TemporaryFolder) throws {
    self.revision = revision
    git = GitCommand(folder: folder, temporary: temporary)
    let found = try git.run(["rev-parse", "--is-bare-repository", "--show-prefix"])
    guard found.status == 0 else {
      let place = folder.map { "`\($0)`" } ?? "the current folder"
      throw GitProblem(
        message: "\(place) is in no git repository that can be read: \(Self.reason(found))",
        help: ["run it in the repository, or give two project folders instead of `git:REV`"])
    }
    let isBare = found.lines.first == "true"
    prefix = found.lines.count > 1 ? String(found.lines[1]) : ""
    top = isBare ? nil : try git.run(["rev-parse", "--show-toplevel"]).lines.first.map(String.init)
  }

  /// The nearest folder of a path that exists.
  private static func existingFolder(_ path: String) -> String {
    var current = path
    while !isFolder(current) {
      guard let slash = current.lastIndex(of: "/") else { return "." }
      current = slash == current.startIndex ? "/" : String(current[..<slash])
    }
    return current
  }

  /// What git said, in one line.
  private static func reason(_ result: GitCommand.Result) -> String {
    var line = result.errors.split(separator: "\n").first.map(String.init) ?? "git ended with \(result.status)"
    for word in ["fatal: ", "error: "] where line.hasPrefix(word) { line = String(line.dropFirst(word.count)) }
    return line
  }

  // MARK: Revision and path

  /// The commit's hash; everything after this is asked by hash.
  private func commit() throws -> String {
    guard !revision.isEmpty else {
      throw GitProblem(message: "`git:` names no revision", help: ["write `git:REV:path`, such as `git:main:project`"])
    }
    let isOption = revision.hasPrefix("-")
    let found = try git.run(["rev-parse", "--verify", "--quiet", "--end-of-options", revision + "^{commit}"])
    if !isOption, found.status == 0, let hash = found.lines.first, Self.isHash(hash) { return String(hash) }
    let isShallow = try git.run(["rev-parse", "--is-shallow-repository"]).lines.first == "true"
    throw GitProblem(
      message: "there is no revision `\(revision)` in this git repository"
        + (isShallow ? ", which is a shallow clone" : ""),
      help: isShallow
        ? ["fetch the history: `git fetch --unshallow`; in GitHub Actions, `fetch-depth: 0` for actions/checkout"]
        : ["look at `git branch -a` and `git log`; a branch of a server is `origin/NAME`, after `git fetch`"])
  }

  private static func isHash(_ text: Substring) -> Bool {
    text.count >= 40 && text.allSatisfy { $0.isHexDigit && $0.isASCII }
  }

  /// The project's path from the top of the repository, without `.` and `..`; empty for the top.
  private func repositoryPath(_ given: String?, like outer: String?) throws -> String {
    var path: String
    if let given {
      path = given.hasPrefix("./") || given.hasPrefix("../") || given == "." || given == ".." ? prefix + given : given
    } else if let outer {
      // The folder git was started in is the nearest that exists: what follows it may be gone by now.
      let folder = Self.existingFolder(outer)
      let rest = outer.hasPrefix(folder) ? String(outer.dropFirst(folder.count)) : outer
      path = prefix + (rest.hasPrefix("/") ? String(rest.dropFirst()) : rest)
    } else {
      path = prefix
    }
    let shown = given ?? outer ?? "."
    if path.hasPrefix("/") {
      guard let top, path == top || path.hasPrefix(top == "/" ? top : top + "/") else { throw outside(shown) }
      path = String(path.dropFirst(top.count))
    }
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." {
        guard parts.popLast() != nil else { throw outside(shown) }
      } else {
        parts.append(part)
      }
    }
    return parts.joined(separator: "/")
  }

  private func outside(_ path: String) -> GitProblem {
    GitProblem(
      message: "`\(path)` is outside the git repository" + (top.map { " `\($0)`" } ?? ""),
      help: ["give the path from the top of the repository, as in `git:REV:folder/project.yaml`"])
  }

  // MARK: Files

  private func load(_ commit: String, _ path: String, _ temporary: TemporaryFolder) throws -> ComparedProject {
    let kind = try git.run(["cat-file", "-t", "\(commit):\(path)"])
    guard kind.status == 0, let type = kind.lines.first else {
      throw GitProblem(
        message: "there is no `\(path)` in the revision `\(revision)`",
        help: ["paths are from the top of the repository, or from the current folder with `./`"])
    }
    let isFile = type == "blob"
    let slash = path.lastIndex(of: "/")
    let folder = isFile ? slash.map { String(path[..<$0]) } ?? "" : path
    let main = isFile ? slash.map { String(path[path.index(after: $0)...]) } ?? path : "project.yaml"
    let entries = try GitTree.entries(of: "\(commit):\(folder)", git)

    let root = temporary.path + "/project"
    var loaded: LoadedProject?
    // Projects are made of YAML and CSV; files with other names are copied only if the project asks for them.
    for wanted in [entries.filter(\.isLikelyPart), entries.filter { !$0.isLikelyPart }] {
      if loaded != nil, wanted.isEmpty { break }
      try GitTree.copy(wanted, to: root, git, temporary)
      loaded = ProjectLoader.load(root + "/" + main)
      if loaded?.diagnostics.contains(where: { ["FILE001", "FILE003"].contains($0.code) }) != true { break }
    }
    let result = loaded ?? ProjectLoader.load(root + "/" + main)
    let names = ShownPaths(root: root + "/", shown: "\(revision):" + (folder.isEmpty ? "" : folder + "/"))
    return ComparedProject(
      loaded: result, sources: names.apply(result.sources), diagnostics: result.diagnostics.map(names.apply),
      pathPrefix: "\(revision):")
  }
}

/// Puts `REV:path` in the place of the temporary folder's paths.
private struct ShownPaths {
  let root: String
  let shown: String

  func apply(_ sources: SourceMap) -> SourceMap {
    var result = SourceMap()
    for file in sources.files { _ = result.add(SourceFile(path: apply(file.path), bytes: file.bytes)) }
    return result
  }

  func apply(_ diagnostic: Diagnostic) -> Diagnostic {
    func apply(_ place: Place) -> Place { if case .path(let path) = place { .path(self.apply(path)) } else { place } }
    var result = diagnostic
    result.message = self.apply(diagnostic.message)
    result.place = apply(diagnostic.place)
    result.related = diagnostic.related.map { RelatedPlace(apply($0.place), self.apply($0.message)) }
    result.notes = diagnostic.notes.map { self.apply($0) }
    result.help = diagnostic.help.map { self.apply($0) }
    return result
  }

  private func apply(_ text: String) -> String {
    guard text.contains(root) else { return text }
    var result = ""
    var rest = text[...]
    while let found = rest.firstRange(of: root) {
      result += rest[..<found.lowerBound] + shown
      rest = rest[found.upperBound...]
    }
    return result + rest
  }
}
