import Diagnostics
import ProjectModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes mended files: each whole or not at all, and none if one of them cannot be.
struct MendedFiles {
  /// A file that is about to be replaced.
  private struct Pending {
    let path: String
    let temporary: String
  }

  /// - Throws: the exit status, after the reason was said. Files are as they were unless it says otherwise.
  static func write(_ files: [EditedFile]) throws {
    var pending: [Pending] = []
    var failure: String?
    for file in files {
      // Behind a symbolic link is the file to change; the link stays.
      let real = FileReader.identity(of: file.original.path)
      do throws(FileProblem) {
        pending.append(Pending(path: real, temporary: try prepare(file, at: real)))
      } catch {
        failure = "`\(file.original.path)` cannot be mended: \(error.reason)"
        break
      }
    }
    if let failure {
      for file in pending { unlink(file.temporary) }
      Output.error(failure)
      Output.help("nothing has been written")
      throw ExitStatus.couldNotRun.asError
    }
    for (number, file) in pending.enumerated() where rename(file.temporary, file.path) != 0 {
      let reason = String(cString: strerror(errno))
      for file in pending[number...] { unlink(file.temporary) }
      Output.error("`\(file.path)` cannot be replaced: \(reason)")
      Output.help(number == 0 ? "nothing has been written" : "\(number) of \(pending.count) files have been written")
      throw ExitStatus.couldNotRun.asError
    }
  }

  /// Writes a file's new text beside it, with its mode and owner.
  private static func prepare(_ file: EditedFile, at path: String) throws(FileProblem) -> String {
    var status = stat()
    guard stat(path, &status) == 0 else { throw FileProblem(reason: String(cString: strerror(errno))) }
    guard status.st_mode & 0o222 != 0, access(path, W_OK) == 0 else { throw FileProblem(reason: "it is read-only") }
    guard try FileReader.read(path, limit: file.original.bytes.count) == file.original.bytes else {
      throw FileProblem(reason: "it has changed since it was read")
    }
    let temporary = "\(path).\(getpid()).tmp"
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw FileProblem(reason: String(cString: strerror(errno))) }
    let written = writeAll(file.bytes, to: descriptor)
    // Another owner's file stays theirs where that is allowed.
    _ = fchown(descriptor, status.st_uid, status.st_gid)
    let isComplete = written && fchmod(descriptor, status.st_mode & 0o7777) == 0
    guard close(descriptor) == 0, isComplete else {
      let reason = String(cString: strerror(errno))
      unlink(temporary)
      throw FileProblem(reason: reason)
    }
    return temporary
  }

  private static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    bytes.withUnsafeBytes { buffer in
      guard let start = buffer.baseAddress else { return true }
      var offset = 0
      while offset < buffer.count {
        let written = writeBytes(descriptor, start + offset, buffer.count - offset)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { return false }
        offset += written
      }
      return true
    }
  }
}
