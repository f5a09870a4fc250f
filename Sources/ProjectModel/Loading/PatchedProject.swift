import Diagnostics
import YAMLSource

/// A project as patches have left it, one after the other: each is applied to what those before have made of it, so
/// that its cost does not depend on how many there were.
public struct PatchedProject: Sendable {
  private let base: PatchableProject
  /// What is applied before the first patch; it counts as part of the project.
  private let first: [ProjectPatch]
  /// Made when it is first needed.
  private var patcher: ProjectPatcher?
  private var known: Set<Diagnostic>

  /// - Parameter first: patches that are applied at the beginning, and of which nothing is reported.
  public init(_ project: PatchableProject, first: [ProjectPatch] = []) {
    base = project
    self.first = first
    known = Set(project.loaded.diagnostics)
  }

  /// What came of a patch.
  public struct Result: Sendable {
    /// The project with the patch; it has none if the patch breaks it, and then the patch is not kept.
    ///
    /// The files of the project keep their numbers, and so do those of patches: a later result has the files of all
    /// earlier ones in the same places.
    public let loaded: LoadedProject
    /// What is reported of the project with this patch, and was not without it.
    public let news: [Diagnostic]
    /// What the patch changes, in its own order.
    public let changes: ProjectChanges
  }

  /// Applies a patch to the project as it is now; nil if the project itself cannot be read.
  public mutating func apply(_ patch: ProjectPatch) -> Result? {
    guard let files = base.files, let main = files.documents.first, main.file == FileID(0) else { return nil }
    var patcher = self.patcher ?? prepared(files)
    self.patcher = nil
    let before = patcher.checkpoint
    let changes = patcher.changes(of: patch)
    let node = patcher.apply(patch)
    let loaded = base.decoded(patcher, files, blaming: (patch, node), others: known)
    if loaded.project == nil { patcher.restore(before) }
    let news = loaded.diagnostics.filter { !known.contains($0) }
    if loaded.project != nil { known = Set(loaded.diagnostics) }
    self.patcher = patcher
    return Result(loaded: loaded, news: news, changes: changes)
  }

  private func prepared(_ files: ProjectFiles) -> ProjectPatcher {
    var patcher = ProjectPatcher(files, sources: base.loaded.sources)
    for patch in first { _ = patcher.apply(patch) }
    return patcher
  }
}
