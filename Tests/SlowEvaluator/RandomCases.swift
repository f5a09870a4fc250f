// Cases: owners of every kind, closed ones, chains of children and extensions without cycles.

extension RandomProject {
  mutating func makeCases() {
    var cases: [PlainProject.Case] = []
    let count = dice.number(in: 3...12)
    for number in 0..<count {
      let owner = dice.chance(12) ? "unowned" : anyOwner()
      var entry = PlainProject.Case("case-\(number)", caseType: dice.pick(project.caseTypes) ?? "patient", owner: owner)
      entry.closed = dice.flag(30)
      // Only to cases made before: no cycles.
      for target in dice.sample(cases, dice.pick(0, 0, 1, 1, 2)) {
        let relationships = dice.chance(8) ? ["child", "extension"] : [dice.chance(50) ? "child" : "extension"]
        for relationship in relationships {
          entry.indices.append(PlainProject.CaseIndex(to: target.name, relationship: relationship))
        }
      }
      entry.createdBy = dice.chance(20) ? dice.pick(project.mobileWorkers)?.name : nil
      cases.append(entry)
    }
    project.cases = dice.shuffled(cases)
  }
}
