#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Runs the `git` command to read a repository. Nothing is ever written to it, and no hook, filter, pager or network
/// access is started.
struct GitCommand {
  /// A folder in the repository, or nil for the current one.
  let folder: String?
  /// Where files for the exchange with git are kept.
  let temporary: TemporaryFolder

  struct Result {
    let status: Int32
    let output: [UInt8]
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }
    /// The lines of the output.
    var lines: [Substring] { text.split(separator: "\n", omittingEmptySubsequences: false).map { $0 } }
  }

  /// Runs git with arguments, and waits for it.
  ///
  /// - Parameter input: what it reads from standard input.
  func run(_ arguments: [String], input: [UInt8] = []) throws -> Result {
    let output = temporary.path + "/.git-output"
    let errors = temporary.path + "/.git-errors"
    let given = temporary.path + "/.git-input"
    try temporary.write(input, to: given, replacing: true)
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, given, O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, errors, O_WRONLY | O_CREAT | O_TRUNC, 0o600)

    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    Interruption.setUsual(&attributes)

    let fixed = ["git", "--no-pager", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null"]
    let all = fixed + (folder.map { ["-C", $0] } ?? []) + arguments
    var argv: [UnsafeMutablePointer<CChar>?] = all.map { strdup($0) }
    argv.append(nil)
    var environment: [UnsafeMutablePointer<CChar>?] = Self.environment().map { strdup($0) }
    environment.append(nil)
    defer { for pointer in argv + environment { free(pointer) } }
    var process = pid_t()
    let code = posix_spawnp(&process, "git", &actions, &attributes, argv, environment)
    if code == ENOENT {
      throw GitProblem(
        message: "`git` is not installed, or not on the `PATH`",
        help: ["install git, or give two project folders instead of `git:REV`"])
    }
    guard code == 0 else { throw GitProblem(message: "`git` cannot be started: \(String(cString: strerror(code)))") }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let exit = status & 0x7F == 0 ? (status >> 8) & 0xFF : 128 + (status & 0x7F)
    let message = String(decoding: try temporary.read(errors), as: UTF8.self)
    // Some shells' and systems' way to say that there is no such program.
    if exit == 127, message.isEmpty { throw GitProblem(message: "`git` is not installed, or not on the `PATH`") }
    return Result(status: exit, output: try temporary.read(output), errors: message)
  }

  /// The environment, in English, without questions, and without fetching what a partial clone lacks.
  private static func environment() -> [String] {
    var list: [String] = []
    var entry = environ
    while let pointer = entry.pointee {
      let text = String(cString: pointer)
      if !text.hasPrefix("LC_ALL=") { list.append(text) }
      entry += 1
    }
    return list + ["LC_ALL=C", "GIT_TERMINAL_PROMPT=0", "GIT_OPTIONAL_LOCKS=0", "GIT_NO_LAZY_FETCH=1"]
  }
}
