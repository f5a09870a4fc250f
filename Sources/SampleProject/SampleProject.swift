/// A made-up project of any size: believable names, apps and forms, one supervisor for 20 to 25 workers, levels that
/// view child data, and a share of the usual mistakes (semantics 8). The mistakes are findings, never errors.
///
/// The same size, seed and form give the same bytes on every machine.
public struct SampleProject: Sendable {
  let size: SampleSize
  let seed: UInt64
  let asTables: Bool

  /// - Parameters:
  ///   - size: without a ``SampleSize/problem``.
  ///   - asTables: whether places, groups, field workers and cases are CSV tables.
  public init(_ size: SampleSize, seed: UInt64 = 1, asTables: Bool = false) {
    self.size = size
    self.seed = seed
    self.asTables = asTables
  }

  /// The files, relative to the project's folder, the main one first.
  public var fileNames: [String] {
    let shape = SampleShape(size, seed: seed)
    var names = ["project.yaml", "apps.yaml"]
    if asTables {
      if shape.supervisors > 0 { names.append("supervisors.yaml") }
      names += shape.levels.map { "places/\($0.key).csv" }
      if size.groups > 0 { names.append("people/groups.csv") }
      names.append("people/workers.csv")
      if size.cases > 0 { names.append("cases.csv") }
    } else {
      if size.locations > 0 { names.append("organization.yaml") }
      if size.groups > 0 { names.append("groups.yaml") }
      names.append("workers.yaml")
      if size.cases > 0 { names.append("cases.yaml") }
    }
    return names
  }

  /// The paths of ``fileNames`` in a folder at which something is that must not be replaced.
  public func inTheWay(in folder: String, replacing: Bool) -> [String] {
    fileNames.map { "\(folder)/\($0)" }.filter { SampleFile.isInTheWay($0, replacing: replacing) }
  }

  /// Writes the project: all files or none, and in little memory whatever the size.
  ///
  /// - Parameters:
  ///   - folder: made if it is not there.
  ///   - replacing: whether files that exist are replaced.
  ///   - progress: is told now and then the share that is done, 0 to 1, and answers whether to go on.
  /// - Throws: ``SampleProblem/stopped`` if `progress` says so, or why a file cannot be written.
  public func write(
    to folder: String, replacing: Bool = false, progress: @escaping (Double) -> Bool = { _ in true }
  ) throws(SampleProblem) {
    for path in inTheWay(in: folder, replacing: replacing) {
      throw .cannotWrite(path: path, reason: replacing ? "it exists and is not a regular file" : "it exists")
    }
    try SampleFile.makeFolder(folder)
    if asTables {
      if !SampleShape(size, seed: seed).levels.isEmpty { try SampleFile.makeFolder("\(folder)/places") }
      try SampleFile.makeFolder("\(folder)/people")
    }
    let rows = SampleRows(self, progress: progress)
    var files: [SampleFile] = []
    for name in fileNames {
      let file = try SampleFile("\(folder)/\(name)")
      switch name {
      case "project.yaml": try file.append(projectText(rows.shape))
      case "apps.yaml": try file.append(SampleApps.text)
      case "supervisors.yaml": try rows.supervisorsYAML(file)
      case "organization.yaml": try rows.organizationYAML(file)
      case "groups.yaml": try rows.groupsYAML(file)
      case "workers.yaml": try rows.workersYAML(file)
      case "cases.yaml": try rows.casesYAML(file)
      case "people/groups.csv": try rows.groupsTable(file)
      case "people/workers.csv": try rows.workersTable(file)
      case "cases.csv": try rows.casesTable(file)
      default: try rows.placesTable(file, level: rows.shape.levels.firstIndex { name == "places/\($0.key).csv" } ?? 0)
      }
      try file.finish()
      files.append(file)
    }
    for file in files { try file.place(replacing: replacing) }
  }

  private func projectText(_ shape: SampleShape) -> String {
    let command =
      "caseload sample --workers \(size.workers) --locations \(size.locations) --levels \(size.levels) "
      + "--groups \(size.groups) --cases \(size.cases) --seed \(seed)\(asTables ? " --tables" : "")"
    let included = fileNames.dropFirst().filter { $0.hasSuffix(".yaml") }.joined(separator: ", ")
    var text = """
      # A made-up project. Any likeness to real people and places is by chance.
      # Made by: \(command)

      caseload: 1
      project: sample-programme
      plan: advanced
      include: [\(included)]

      case_types:
        patient: {label: Patient}
        referral: {label: Referral}
        lab_test: {label: Laboratory test}
        round: {label: Round of visits}
        stock_count: {label: Stock count}

      """
    if !shape.levels.isEmpty {
      text += "\norganization:\n  levels:\n"
      for (index, level) in shape.levels.enumerated() {
        var keys = ["name: \(level.name)"]
        if index > 0 { keys.append("parent: \(shape.levels[index - 1].key)") }
        // Clinics own what is referred to them, and see their villages; everything above only looks on.
        if index >= shape.levels.count - 2 { keys.append("shares_cases: true") }
        if index < shape.levels.count - 1 { keys.append("view_descendants: true") }
        text += "    \(level.key): {\(keys.joined(separator: ", "))}\n"
      }
      if asTables {
        let files = shape.levels.map { "places/\($0.key).csv" }.joined(separator: ", ")
        text += "  locations: {table: [\(files)]}\n"
      }
    }
    if asTables {
      if size.groups > 0 { text += "\ngroups: {table: people/groups.csv}\n" }
      text += "\nmobile_workers: {table: people/workers.csv}\n"
      if size.cases > 0 { text += "\ncases: {table: cases.csv}\n" }
    }
    return text
  }
}
