import Diagnostics
import YAMLSource

/// What was read of a project's files, before it was decoded.
struct ProjectFiles: Sendable {
  let documents: [YAMLDocument]
  let strings: StringTable
  /// The tables that were read, by their real paths.
  let tables: [String: FileID]
  let vocabulary: Vocabulary
  let limits: YAMLLimits
  let folder: ProjectFolder
  let incompleteKinds: Set<EntityKind>
  let problems: [Diagnostic]
}

/// A project that was read once, and of which patches make other versions without reading its files again.
public struct PatchableProject: Sendable {
  /// The project without any patch.
  public let loaded: LoadedProject
  let files: ProjectFiles?

  /// Loads a project file, or the `project.yaml` of a folder; errors are in the diagnostics of ``loaded``.
  public static func load(_ path: String, limits: YAMLLimits = YAMLLimits()) -> PatchableProject {
    let (loaded, files) = ProjectLoader.read(path, limits: limits)
    return PatchableProject(loaded: loaded, files: files)
  }

  /// The project with patches applied one after the other to the configuration that its files make together, rows of
  /// tables included.
  ///
  /// Diagnostics have their places where the text stands that is wrong: in the file of the patch or in the project's.
  /// What only the last patch has made wrong is reported there: a name that it removes, though it is still used.
  ///
  /// The files of ``loaded`` keep their numbers; the patches' files follow, so that the sources of a later version
  /// show the places of every earlier one with the same patches before.
  public func patched(by patches: [ProjectPatch]) -> LoadedProject {
    guard let files, let last = patches.last, let main = files.documents.first, main.file == FileID(0) else {
      return loaded
    }
    var patcher = ProjectPatcher(files, sources: loaded.sources)
    let applied = patches.map { patcher.apply($0) }
    return decoded(patcher, files, blaming: applied.last.map { (last, $0) }, others: nil)
  }

  /// The project as a patcher has left it.
  ///
  /// - Parameters:
  ///   - blaming: the patch, and its node, at which errors are reported that stand elsewhere.
  ///   - others: what was reported without that patch; nil if the patches before it can be wrong as well.
  func decoded(
    _ patcher: ProjectPatcher, _ files: ProjectFiles, blaming: (patch: ProjectPatch, node: YAMLNodeRef)?,
    others: Set<Diagnostic>?
  ) -> LoadedProject {
    let decoder = ProjectDecoder(
      documents: patcher.documents(), strings: patcher.strings, sources: patcher.sources, vocabulary: files.vocabulary,
      limits: files.limits, folder: files.folder, incompleteKinds: files.incompleteKinds)
    decoder.tableFiles = files.tables
    decoder.rowPatches = patcher.rowPatches
    decoder.decode()
    if let (patch, node) = blaming {
      let before = others ?? Set(loaded.diagnostics)
      let blame = PatchBlame(patch: node, nodes: patcher.merge.nodes, strings: patcher.strings, others: before)
      decoder.diagnostics = blame.moving(
        decoder.diagnostics, file: patcher.file(of: patch), ownsFile: others == nil)
    }
    return LoadedProject(decoder, problems: files.problems + patcher.problems, path: loaded.path)
  }
}
