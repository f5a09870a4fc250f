import Diagnostics
import OwnershipGraph
import ProjectModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A set-up, the project that it makes as text, that text compiled, and the proof.
public struct Generated: Sendable {
  public let before: OwnershipGraph
  public let setup: PlannedSetup
  /// The generated project configuration, whole.
  public let text: [UInt8]
  /// The text compiled.
  public let after: OwnershipGraph
  public let proof: Proof

  /// Writes a set-up as a project, compiles that text as any project is, and compares what the workers see.
  ///
  /// - Throws: What the loader says of the text. That would be an error of the generator, not of the project.
  public static func make(_ before: OwnershipGraph, _ setup: PlannedSetup, heading: String) throws(SetupProblem)
    -> Generated
  {
    try make(before, setup, text: ProjectText.whole(before, setup, heading: heading))
  }

  /// The same with a text from elsewhere.
  static func make(_ before: OwnershipGraph, _ setup: PlannedSetup, text: [UInt8]) throws(SetupProblem) -> Generated {
    let after = OwnershipGraph(try compile(text))
    return Generated(
      before: before, setup: setup, text: text, after: after,
      proof: Proof.compare(before, after, renaming: setup.comparedOwners()))
  }

  /// Compiles a text by way of a temporary file, since projects are loaded from files.
  static func compile(_ text: [UInt8]) throws(SetupProblem) -> Project {
    let folder = getenv("TMPDIR").map { String(cString: $0) } ?? "/tmp"
    var template = Array((folder + "/caseload-XXXXXX").utf8CString)
    guard let made = mkdtemp(&template) else {
      throw SetupProblem([.noScratch(folder, String(cString: strerror(errno)))])
    }
    let scratch = String(cString: made)
    let file = scratch + "/project.yaml"
    defer {
      unlink(file)
      rmdir(scratch)
    }
    do { try SetupFile.write(text, to: file, replacing: false) } catch {
      throw SetupProblem([.noScratch(folder, error.reason)])
    }
    let loaded = ProjectLoader.load(file)
    guard let project = loaded.project else {
      // The temporary place means nothing to the reader: what is wrong is said without it.
      throw SetupProblem(
        loaded.diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.place = .path("generated project")
          diagnostic.related = []
          diagnostic.help = ["this is an error of the generator: please report it with the project"]
          return diagnostic
        })
    }
    return project
  }
}

extension PlannedSetup {
  /// The owners that the proof compares, and their new names, in a fixed order.
  func comparedOwners() -> [(owner: Owner, name: String)] {
    renaming.filter { !leftOut.contains($0.key) }.sorted { $0.key < $1.key }.map { ($0.key, name(of: $0.value)) }
  }
}

extension Diagnostic {
  static func noScratch(_ folder: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "SETUP006", "a temporary file cannot be written: \(reason)", at: .path(folder),
      help: ["set `TMPDIR` to a folder with room"])
  }
}
