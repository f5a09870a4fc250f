import ArgumentParser
import Diagnostics
import Policy
import ProjectModel
import Reporting

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The options about findings that are known already.
struct BaselineOptions: ParsableArguments {
  @Option(
    help: "A file of known findings: they are left out of the output and of the exit code.",
    completion: .file(extensions: ["json"]))
  var baseline: String?

  @Flag(help: "Write the findings into the file of --baseline, over an older one.")
  var writeBaseline = false

  @Flag(help: "Fail if an entry of the baseline is mended and still in the file.")
  var strictBaseline = false

  func validate() throws {
    guard baseline == nil else { return }
    if writeBaseline { throw ValidationError("--write-baseline needs --baseline FILE") }
    if strictBaseline { throw ValidationError("--strict-baseline needs --baseline FILE") }
  }

  /// The largest baseline that is read, in bytes.
  private static let sizeLimit = 100_000_000

  /// The baseline that was asked for, read before anything is checked; nil without the option, and if it is yet to be
  /// written. One that cannot be used ends the program.
  func read() throws -> (baseline: Baseline, source: SourceFile)? {
    guard let path = baseline else { return nil }
    var status = stat()
    let isMissing = lstat(path, &status) != 0 && errno == ENOENT
    if writeBaseline, isMissing { return nil }
    do {
      let source = SourceFile(path: path, bytes: try FileReader.read(path, limit: Self.sizeLimit))
      return (try Baseline(json: source.bytes), source)
    } catch let problem as FileProblem {
      Output.error("`\(path)` cannot be read: \(problem.reason)")
      if isMissing { Output.help("--write-baseline makes it") }
    } catch let problem as BaselineProblem {
      Output.error("`\(path)` is no baseline: \(problem.reason)")
      if writeBaseline { Output.help("nothing is overwritten that is no baseline; remove the file, or name another") }
    }
    throw ExitStatus.couldNotRun.asError
  }

  /// Writes all findings that can be known, whole or not at all.
  ///
  /// - Parameter mended: how many entries of the older file are gone.
  func write(_ baseline: Baseline, mended: Int) throws {
    guard let path = self.baseline else { return }
    let entries = baseline.entries.map { (code: $0.code, subject: $0.subject) }
    let bytes = BaselineJSON.render(version: Baseline.version, entries: entries)
    do {
      try OutputFile.replace(path, with: bytes)
    } catch {
      Output.error("`\(path)` cannot be written: \(error.reason)")
      throw ExitStatus.couldNotRun.asError
    }
    let count = entries.count
    let gone = mended == 0 ? "" : "; \(mended) mended and taken out"
    Output.writeError(Array("wrote \(count) finding\(count == 1 ? "" : "s") to `\(path)`\(gone)\n".utf8))
  }
}

extension Output {
  /// Writes a line `help: …` to standard error.
  static func help(_ message: String) { writeError(Array("help: \(message)\n".utf8)) }
}
