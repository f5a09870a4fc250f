import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Finds scenarios: the files that are named, and below folders every `*.scenario.yaml` and every YAML file in a folder
/// `scenarios`, except a project's own `project.yaml`.
enum ScenarioFiles {
  /// How many folder entries are looked at: beyond that it is another folder than was meant.
  private static let budget = 1_000_000

  /// The paths in the order of the arguments, below a folder by their bytes; each file once.
  ///
  /// - Returns: the paths, and what cannot be looked into, in words.
  static func find(_ paths: [String]) -> (found: [String], problems: [String]) {
    var found: [String] = []
    var seen: Set<[UInt8]> = []
    var problems: [String] = []
    for path in paths {
      var status = stat()
      guard !path.utf8.contains(0), stat(path, &status) == 0 else {
        problems.append("`\(path)` cannot be read: there is no such file or folder")
        continue
      }
      guard status.st_mode & S_IFMT == S_IFDIR else {
        if seen.insert(Array(path.utf8)).inserted { found.append(path) }
        continue
      }
      guard let below = scenarios(below: path) else {
        problems.append("`\(path)` has too many files to look at; name the folders of the scenarios")
        continue
      }
      if below.isEmpty {
        problems.append(
          "there is no scenario in `\(path)`: no `*.scenario.yaml`, and no YAML file in a folder `scenarios`")
      }
      for file in below where seen.insert(Array(file.utf8)).inserted { found.append(file) }
    }
    return (found, problems)
  }

  /// Whether a file is found as a scenario by its name, or by the folders that its path names.
  static func isFound(_ path: String) -> Bool {
    let parts = path.split(separator: "/")
    guard let name = parts.last else { return false }
    return isScenario(String(name), parts.dropLast().contains("scenarios"))
  }

  /// Whether there is anything at a path.
  static func exists(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0
  }

  /// Whether there is a file at a path, and no folder or device.
  static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// The folder of a file.
  static func folder(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
  }

  /// The files below a folder that a project can include: YAML and tables.
  static func projectFiles(below root: String) -> [String] {
    files(below: root) { name, _ in [".yaml", ".yml", ".csv"].contains { name.hasSuffix($0) } } ?? []
  }

  private static func scenarios(below root: String) -> [String]? { files(below: root, isScenario) }

  /// The files below a folder by their bytes; nil if there is too much to look at. Hidden folders are left out, and
  /// symbolic links to folders are not followed.
  ///
  /// - Parameter isMeant: whether a file is one, by its name and whether it is in a folder `scenarios`.
  private static func files(below root: String, _ isMeant: (String, Bool) -> Bool) -> [String]? {
    var found: [String] = []
    var entries = budget
    var waiting = [(path: root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root, isScenarios: false)]
    while let (folder, isInside) = waiting.popLast() {
      let isScenarios = isInside || isNamedScenarios(folder)
      for name in names(in: folder) where !name.hasPrefix(".") {
        entries -= 1
        if entries < 0 { return nil }
        let path = folder == "." ? name : folder.hasSuffix("/") ? folder + name : folder + "/" + name
        var status = stat()
        guard lstat(path, &status) == 0 else { continue }
        if status.st_mode & S_IFMT == S_IFDIR {
          waiting.append((path, isScenarios))
        } else if isMeant(name, isScenarios) {
          found.append(path)
        }
      }
    }
    return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func isScenario(_ name: String, _ inScenarios: Bool) -> Bool {
    if name.hasSuffix(".scenario.yaml") || name.hasSuffix(".scenario.yml") { return true }
    return inScenarios && (name.hasSuffix(".yaml") || name.hasSuffix(".yml")) && name != "project.yaml"
  }

  private static func isNamedScenarios(_ folder: String) -> Bool {
    folder.split(separator: "/").last == "scenarios"
  }

  private static func names(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }
}
