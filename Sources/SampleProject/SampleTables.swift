/// The sections of a sample as CSV tables with HQ's headers. No value has a comma or a quote in it.
extension SampleRows {
  func placesTable(_ file: SampleFile, level: Int) throws(SampleProblem) {
    try file.append("site_code,name,parent_site_code,archived\n")
    let isBottom = level == shape.levels.count - 1
    for number in 0..<shape.locationCounts[level] {
      let name = name(level: level, number)
      let parent = level == 0 ? "" : self.name(level: level - 1, shape.parent(number, level: level)).key
      let archived = isBottom && shape.isArchived(village: number) ? "yes" : ""
      try add("\(name.key),\(name.text),\(parent),\(archived)\n", to: file)
    }
  }

  func groupsTable(_ file: SampleFile) throws(SampleProblem) {
    try file.append("name,case-sharing?\n")
    for group in 0..<shape.size.groups {
      // The name is the key of a group in a table, and what references to it say.
      try add("\(name(group: group).key),\(shape.sharesCases(group: group) ? "yes" : "no")\n", to: file)
    }
  }

  func workersTable(_ file: SampleFile) throws(SampleProblem) {
    try file.append("username,name,role,is_active,group 1,group 2,location_code 1,location_code 2\n")
    for worker in 0..<shape.field {
      let name = names.person(worker)
      let (places, isActive) = shape.places(of: worker)
      let groups = groups(places).map(\.key) + ["", ""]
      let siteCodes = siteCodes(places) + ["", ""]
      try add(
        "\(name.key),\(name.text),Village worker,\(isActive ? "yes" : "no"),\(groups[0]),\(groups[1]),\(siteCodes[0]),\(siteCodes[1])\n",
        to: file)
    }
  }

  func casesTable(_ file: SampleFile) throws(SampleProblem) {
    try file.append("case_id,case_type,name,created_by,owner_id,parent_id,parent_relationship,closed\n")
    var cases = SampleCases(shape)
    while let next = cases.next(self) {
      let index = next.index.map { "\($0.target),\($0.relationship)" } ?? ","
      try add(
        "\(next.id),\(next.caseType),\(next.name),\(next.createdBy),\(next.owner),\(index),\(next.isClosed ? "yes" : "no")\n",
        to: file)
    }
  }
}
