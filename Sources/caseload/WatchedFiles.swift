import Diagnostics
import ProjectModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The files that a run depends on, as they were before it and when it read them: so that nothing that happens meanwhile
/// is missed.
struct WatchedFiles {
  /// A file's size and the time of its last change.
  private struct Stamp: Equatable {
    var seconds = 0
    var nanoseconds = 0
    var size = 0
    var inode: UInt64 = 0
  }

  /// Where scenarios are looked for, and the scenarios that were found there.
  private let searched: [String]
  private let found: [String]
  /// Folders of projects, and the names below them: a file may come that a project includes.
  private let folders: [(path: String, names: [String])]
  private var stamps: [String: Stamp]
  /// A file that was another one already when the run had read it.
  private var stale: String?

  /// Before a run.
  ///
  /// - Parameters:
  ///   - searched: where scenarios are looked for.
  ///   - found: the scenarios that are there.
  ///   - projects: the main files of their projects.
  init(searched: [String], found: [String], projects: Set<String>) {
    self.searched = searched
    self.found = found
    folders = Set(projects.map { ScenarioFiles.folder(of: $0) }).sorted().map { ($0, ScenarioFiles.projectFiles(below: $0)) }
    stamps = Dictionary((found + projects).map { ($0, Self.stamp($0)) }) { first, _ in first }
  }

  /// After it.
  ///
  /// - Parameters:
  ///   - read: what it has read, by path.
  ///   - before: those of the run before: a file that differs from what was read, as it did then, is no file.
  mutating func add(_ read: [String: SourceFile], before: WatchedFiles?) {
    for (path, file) in read.sorted(by: { $0.key < $1.key }) {
      let now = try? FileReader.read(path, limit: Int(UInt32.max))
      let stamp = Self.stamp(path)
      if stamps[path] == nil { stamps[path] = stamp }
      // Somebody may have written it while the scenarios ran.
      if now != file.bytes, before?.stamps[path] != stamp, stale == nil { stale = path }
    }
  }

  /// How many files are watched.
  var count: Int { stamps.count }

  /// The first thing that is another one now, has come or has gone; nil if nothing has.
  func change() -> String? {
    if let stale { return stale }
    let changed = stamps.filter { Self.stamp($0.key) != $0.value }.keys.min()
    if let changed { return changed }
    let foundNow = ScenarioFiles.find(searched).found
    if foundNow != found { return Self.difference(foundNow, found) }
    for (folder, names) in folders {
      let now = ScenarioFiles.projectFiles(below: folder)
      if now != names { return Self.difference(now, names) }
    }
    return nil
  }

  private static func difference(_ now: [String], _ before: [String]) -> String? {
    let (new, old) = (Set(now), Set(before))
    return now.first { !old.contains($0) } ?? before.first { !new.contains($0) } ?? now.first ?? before.first
  }

  private static func stamp(_ path: String) -> Stamp {
    var status = stat()
    guard !path.utf8.contains(0), stat(path, &status) == 0 else { return Stamp() }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Stamp(
      seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec), size: Int(status.st_size),
      inode: UInt64(status.st_ino))
  }
}
