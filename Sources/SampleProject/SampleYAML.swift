/// The sections of a sample as YAML.
extension SampleRows {
  /// The locations, nested as they lie within each other.
  func organizationYAML(_ file: SampleFile) throws(SampleProblem) {
    try file.append("organization:\n  locations:\n")
    let bottom = shape.levels.count - 1
    /// By level: the locations that are still to be written below the last one of the level above.
    var waiting: [Range<Int>] = [0..<shape.locationCounts[0]]
    while let range = waiting.last {
      let level = waiting.count - 1
      guard let number = range.first else {
        waiting.removeLast()
        continue
      }
      waiting[level] = range.dropFirst()
      let name = name(level: level, number)
      let indent = String(repeating: " ", count: 4 + 4 * level)
      if level == bottom {
        let archived = shape.isArchived(village: number) ? ", archived: true" : ""
        try add("\(indent)\(name.key): {level: \(shape.levels[level].key), name: \(name.text)\(archived)}\n", to: file)
      } else {
        try add(
          "\(indent)\(name.key):\n\(indent)  level: \(shape.levels[level].key)\n\(indent)  name: \(name.text)\n\(indent)  children:\n",
          to: file)
        waiting.append(shape.children(number, level: level))
      }
    }
  }

  func groupsYAML(_ file: SampleFile) throws(SampleProblem) {
    try file.append("groups:\n")
    for group in 0..<shape.size.groups {
      let name = name(group: group)
      let sharing = shape.sharesCases(group: group) ? ", case_sharing: true" : ""
      try add("  \(name.key): {name: \(name.text)\(sharing)}\n", to: file)
    }
  }

  func workersYAML(_ file: SampleFile) throws(SampleProblem) {
    try file.append("mobile_workers:\n")
    for worker in 0..<shape.field {
      let name = names.person(worker)
      let (places, isActive) = shape.places(of: worker)
      let groups = groups(places).map(\.key)
      let siteCodes = siteCodes(places)
      var text = "  \(name.key): {name: \(name.text), role: Village worker, apps: [village, stock]"
      if !groups.isEmpty { text += ", groups: [\(groups.joined(separator: ", "))]" }
      if !siteCodes.isEmpty { text += ", locations: [\(siteCodes.joined(separator: ", "))]" }
      if !isActive { text += ", active: false" }
      try add(text + "}\n", to: file)
    }
    try supervisors(file)
  }

  /// Those who supervise, for samples whose field workers are in a table.
  func supervisorsYAML(_ file: SampleFile) throws(SampleProblem) {
    try file.append("mobile_workers:\n")
    try supervisors(file)
  }

  private func supervisors(_ file: SampleFile) throws(SampleProblem) {
    guard shape.supervisors > 0 else { return }
    for supervisor in 0..<shape.supervisors {
      let name = names.person(shape.field + supervisor)
      // One in twelve still has the app of the field workers.
      let apps = supervisor % 12 == 0 ? "clinic, village" : "clinic"
      try add("  \(name.key): {name: \(name.text), role: Supervisor, apps: [\(apps)]}\n", to: file)
    }
    for officer in 0..<shape.officers {
      let name = names.person(shape.field + shape.supervisors + officer)
      try add("  \(name.key): {name: \(name.text), role: Officer, apps: [clinic]}\n", to: file)
    }
    try file.append("\nsupervisors:\n")
    for supervisor in 0..<shape.supervisors {
      let over = shape.supervised(by: supervisor).map(reference)
      try file.append("  \(names.person(shape.field + supervisor).key): {over: [\(over.joined(separator: ", "))]}\n")
    }
    for officer in 0..<shape.officers {
      let name = names.person(shape.field + shape.supervisors + officer)
      try file.append("  \(name.key): {over: [\(reference(shape.supervised(byOfficer: officer)))]}\n")
    }
  }

  func casesYAML(_ file: SampleFile) throws(SampleProblem) {
    try file.append("cases:\n")
    var cases = SampleCases(shape)
    while let next = cases.next(self) {
      var text = "  \(next.id): {case_type: \(next.caseType), name: \(next.name), created_by: \(next.createdBy)"
      text += ", owner: \(next.owner)"
      if let (target, relationship) = next.index { text += ", index: {to: \(target), relationship: \(relationship)}" }
      if next.isClosed { text += ", closed: true" }
      try add(text + "}\n", to: file)
    }
  }
}
