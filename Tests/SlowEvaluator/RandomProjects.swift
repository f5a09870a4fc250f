/// Random projects, small and full of corner cases; the same for the same seed, always.
public enum RandomProjects {
  /// - Parameters:
  ///   - seed: Decides everything, the style of the YAML included.
  ///   - namesakes: Whether two siblings may have the same name.
  public static func project(seed: UInt64, namesakes: Bool = true) -> PlainProject {
    var maker = RandomProject(seed: seed, namesakes: namesakes)
    maker.makeFeatures()
    maker.makeLevels()
    maker.makeLocations()
    maker.makeGroups()
    maker.makeMobileWorkers()
    maker.makeWebUsers()
    maker.makeSupervisors()
    maker.makeApps()
    maker.makeCases()
    maker.project.styleSeed = maker.dice.next()
    return maker.project
  }
}

/// A project in the making: each step uses what the steps before it have made.
struct RandomProject {
  var dice: SplitMix64
  var project: PlainProject
  let namesakes: Bool

  static let appKeys = ["worker", "nurse", "counselling"]
  static let userNames = [
    "david", "maria", "joy", "grace", "ana", "kim", "ravi", "li", "omar", "eve", "musa", "zoe",
  ]

  init(seed: UInt64, namesakes: Bool) {
    dice = SplitMix64(seed: seed)
    project = PlainProject(name: "random-\(seed)")
    project.caseTypes = ["patient", "referral", "visit"]
    self.namesakes = namesakes
  }

  mutating func makeFeatures() {
    project.features.restoreLocationRestriction = dice.flag(45)
    project.features.extensionSync = dice.flag(20)
    project.features.webUserLocations = dice.chance(30) ? false : dice.flag(40)
  }

  // MARK: Names of what exists so far

  var groupReferences: [String] { project.groups.map { "group:\($0.key)" } }
  var locationReferences: [String] { project.locations.map { "location:\($0.siteCode)" } }
  var userReferences: [String] {
    (project.mobileWorkers.map(\.name) + project.webUsers.map(\.name)).map { "user:\($0)" }
  }

  /// A user, group or location.
  mutating func anyOwner() -> String {
    let kind = dice.pick(userReferences, groupReferences, locationReferences)
    return dice.pick(kind) ?? dice.pick(userReferences) ?? "unowned"
  }
}
