/// One organization of three levels, with flags as a test wants them.
///
///     North              district
///       A West Clinic    clinic     `west`
///         Village 2      village    `v2`
///       Hope Clinic      clinic     `hope`
///         Village 3      village    `v3`
///         Village 1      village    `v1`
///     South              district
///       Hill Clinic      clinic     `hill`
struct Organization {
  /// The flags of a level: `o` owns cases, `v` views child data, behind a `>` its View Child Data to Level.
  var district = ""
  var clinic = ""
  var village = ""
  var archived: [String] = []
  /// The assigned locations of `ana`, a mobile worker, and `kim`, a web user.
  var assigned: [String] = []
  /// Whether View Child Data to Level counts (semantics 1.6).
  var restricts = false
  /// More of the project configuration.
  var more = ""

  var yaml: String {
    """
    caseload: 1
    project: test
    features: {restore_location_restriction: \(restricts)}
    organization:
      levels:
        district: {\(level(district))}
        clinic: {parent: district, \(level(clinic))}
        village: {parent: clinic, \(level(village))}
      locations:
        \(location("north", "North", "district"))
        \(location("south", "South", "district"))
        \(location("hope", "Hope Clinic", "clinic", in: "north"))
        \(location("west", "A West Clinic", "clinic", in: "north"))
        \(location("hill", "Hill Clinic", "clinic", in: "south"))
        \(location("v3", "Village 3", "village", in: "hope"))
        \(location("v2", "Village 2", "village", in: "west"))
        \(location("v1", "Village 1", "village", in: "hope"))
    mobile_workers: {ana: {locations: [\(assigned.joined(separator: ", "))]}}
    web_users: {kim: {locations: [\(assigned.joined(separator: ", "))]}}
    \(more)
    """
  }

  private func level(_ flags: String) -> String {
    let parts = flags.split(separator: ">", omittingEmptySubsequences: false)
    var keys = ["shares_cases: \(parts[0].contains("o"))", "view_descendants: \(parts[0].contains("v"))"]
    if parts.count > 1 { keys.append("expand_view_child_data_to: \(parts[1])") }
    return keys.joined(separator: ", ")
  }

  private func location(_ code: String, _ name: String, _ level: String, in parent: String? = nil) -> String {
    let above = parent.map { ", parent: \($0)" } ?? ""
    return "\(code): {level: \(level), name: \(name), id: id-\(code), archived: \(archived.contains(code))\(above)}"
  }
}
