#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files of a folder of a revision.
enum GitTree {
  struct Entry {
    let hash: String
    /// From the folder.
    let path: String
    let isLink: Bool

    /// Whether the name is one that files of a project have.
    var isLikelyPart: Bool {
      if isLink { return true }
      return [".yaml", ".yml", ".csv"].contains { path.lowercased().hasSuffix($0) }
    }
  }

  /// All files and symbolic links of a folder and below.
  static func entries(of tree: String, _ git: GitCommand) throws -> [Entry] {
    let listing = try git.run(["ls-tree", "-r", "-z", "--full-tree", tree])
    guard listing.status == 0 else { throw missing(listing) }
    return listing.output.split(separator: 0).compactMap { line in
      // MODE TYPE HASH, a tab, the path.
      guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
      let head = String(decoding: line[..<tab], as: UTF8.self).split(separator: " ")
      let path = String(decoding: line[(tab + 1)...], as: UTF8.self)
      guard head.count == 3, head[1] == "blob", isSafe(path) else { return nil }
      return Entry(hash: String(head[2]), path: path, isLink: head[0] == "120000")
    }
  }

  /// Whether a path stays below the folder; git does not make others, but an object store can hold anything.
  private static func isSafe(_ path: String) -> Bool {
    !path.hasPrefix("/") && path.split(separator: "/", omittingEmptySubsequences: false)
      .allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." }
  }

  /// Copies files below a folder, as they are in the object store; links last, so that nothing is written through one.
  static func copy(_ entries: [Entry], to root: String, _ git: GitCommand, _ temporary: TemporaryFolder) throws {
    try temporary.makeFolders(above: root + "/file")
    guard !entries.isEmpty else { return }
    let ordered = entries.filter { !$0.isLink } + entries.filter(\.isLink)
    let input = ordered.map { $0.hash + "\n" }.joined()
    let objects = try git.run(["cat-file", "--batch"], input: Array(input.utf8))
    var rest = objects.output[...]
    for entry in ordered {
      guard let end = rest.firstIndex(of: 0x0A) else { throw missing(objects) }
      // HASH TYPE SIZE, or HASH missing.
      let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
      guard head.count == 3, let size = Int(head[2]), rest.endIndex - end > size + 1 else { throw missing(objects) }
      let content = rest[(end + 1)..<(end + 1 + size)]
      rest = rest[(end + 2 + size)...]
      let path = root + "/" + entry.path
      try temporary.makeFolders(above: path)
      if entry.isLink {
        if symlink(String(decoding: content, as: UTF8.self), path) != 0 { throw TemporaryFolder.failure(path) }
      } else {
        try temporary.write(content, to: path)
      }
    }
  }

  private static func missing(_ result: GitCommand.Result) -> GitProblem {
    GitProblem(
      message: "git does not have all files of this revision"
        + (result.errors.isEmpty ? "" : ": " + result.errors.split(separator: "\n")[0]),
      help: ["a partial clone lacks them: check the revision out, or clone without `--filter`"])
  }
}

func isFolder(_ path: String) -> Bool {
  var status = stat()
  return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
}
