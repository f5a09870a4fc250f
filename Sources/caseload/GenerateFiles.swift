import GroupSetup
import Reporting

/// The files of a set-up, and how they are written: all or none, as far as can be known beforehand.
struct GenerateFiles {
  enum Content {
    case bytes([UInt8])
    case workbook([SetupTable])
  }

  private var files: [(path: String, content: Content)] = []
  private let replacing: Bool

  /// - Parameters:
  ///   - main: the file that `--output` names.
  ///   - others: further files, which only `--out` writes.
  init(_ options: GenerateOptions, main: (name: String, content: Content), others: [(name: String, content: Content)]) {
    replacing = options.force
    if let file = options.output {
      files = [(file, main.content)]
    } else if let folder = options.out {
      let folder = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
      files = ([main] + others).map { ("\(folder)/\($0.name)", $0.content) }
    }
  }

  var paths: [String] { files.map(\.path) }

  /// Writes every file, or ends the program with an error; nothing is written if a file exists or a workbook cannot
  /// hold what is in it.
  func write() throws {
    for (path, content) in files {
      if !replacing, SetupFile.exists(path) {
        Output.error("`\(path)` exists, and nothing is overwritten; add --force, or choose another place")
        throw ExitStatus.couldNotRun.asError
      }
      guard case .workbook(let tables) = content else { continue }
      let problems = WorkbookLimits.problems(tables, file: path)
      if !problems.isEmpty {
        Output.writeError(DiagnosticText.render(problems, sources: .init()))
        throw ExitStatus.couldNotRun.asError
      }
    }
    do {
      for (path, content) in files {
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex {
          try SetupFile.makeFolder(String(path[..<slash]))
        }
        switch content {
        case .bytes(let bytes): try SetupFile.write(bytes, to: path, replacing: replacing)
        case .workbook(let tables): try Workbook.write(tables, to: path, replacing: replacing)
        }
      }
    } catch {
      Output.error("`\(error.path)` cannot be written: \(error.reason)")
      throw ExitStatus.couldNotRun.asError
    }
  }
}
