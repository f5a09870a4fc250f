/// A project in a git repository: `git:REV[:path]`.
struct GitRevision {
  /// What git resolves to a commit, such as `main`, `HEAD~1` or a hash.
  let revision: String
  /// The project's path as git has it: from the top of the repository, or with `./` from the current folder; nil where
  /// none is given.
  let path: String?

  /// Nil for an argument that is no such thing.
  init?(_ argument: String) {
    guard argument.hasPrefix("git:") else { return nil }
    let rest = argument.dropFirst(4)
    // A colon within braces belongs to the revision, as in `HEAD@{2024-01-31 12:00}`.
    var depth = 0
    var colon: Substring.Index?
    for index in rest.indices {
      switch rest[index] {
      case "{": depth += 1
      case "}": depth -= 1
      case ":" where depth <= 0: colon = colon ?? index
      default: break
      }
    }
    revision = String(colon.map { rest[..<$0] } ?? rest)
    path = colon.map { String(rest[rest.index(after: $0)...]) }
  }
}

/// Why a project could not be read from git.
struct GitProblem: Error {
  let message: String
  var help: [String] = []
}
