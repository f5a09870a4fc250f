import ArgumentParser
import Reporting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

struct Init: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make a small, commented project that passes check.",
    discussion: """
      Writes project.yaml and the schema with which editors check and complete it. Makes the folder if it is not there. \
      If any of the files exists, nothing is written.

      Example:
        caseload init village-health
      """)

  @Argument(help: "The folder to make the project in.", completion: .directory)
  var dir: String

  func run() throws {
    let folder = dir.count > 1 && dir.hasSuffix("/") ? String(dir.dropLast()) : dir
    if mkdir(folder, 0o777) != 0, errno != EEXIST { throw failure("`\(folder)` cannot be made") }
    let files = ProjectTemplate.files()
    var status = stat()
    for file in files where lstat("\(folder)/\(file.name)", &status) == 0 {
      Output.error("`\(folder)/\(file.name)` exists, and nothing is overwritten; choose another folder")
      throw ExitStatus.couldNotRun.asError
    }
    for file in files { try write(file.bytes, to: "\(folder)/\(file.name)") }
    let made = files.map { "\(folder)/\($0.name)" }.joined(separator: " and ")
    Output.write(Array("made \(made)\nnext: caseload check \(folder)\n".utf8))
  }

  /// Makes a new file; one that appears in between is not overwritten either.
  private func write(_ bytes: [UInt8], to path: String) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure("`\(path)` cannot be written") }
    defer { close(descriptor) }
    var offset = 0
    while offset < bytes.count {
      let written = bytes.withUnsafeBytes { writeBytes(descriptor, $0.baseAddress! + offset, bytes.count - offset) }
      guard written > 0 else { throw failure("`\(path)` cannot be written") }
      offset += written
    }
  }

  private func failure(_ what: String) -> any Error {
    Output.error("\(what): \(String(cString: strerror(errno)))")
    return ExitStatus.couldNotRun.asError
  }
}
