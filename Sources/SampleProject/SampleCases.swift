/// The cases of a sample, one after the other: those of one worker stand together, so that a referral or a laboratory
/// test follows its patient.
struct SampleCases {
  private let shape: SampleShape
  private var number = 0
  private var worker = -1
  /// What cases of the worker have in common, made once.
  private var workerKey = ""
  private var place: SampleShape.Place?
  private var owner = ""
  private var clinic = ""
  private var patient: (id: String, name: String)?

  struct Case {
    let id: String
    let caseType: String
    let name: String
    let createdBy: String
    let owner: String
    var index: (target: String, relationship: String)?
    let isClosed: Bool
  }

  init(_ shape: SampleShape) { self.shape = shape }

  /// The next case; nil after the last.
  mutating func next(_ rows: SampleRows) -> Case? {
    guard number < shape.size.cases else { return nil }
    let current = number
    number += 1
    let creator = current * shape.field / shape.size.cases
    if creator != worker { begin(creator, rows) }
    let kind = SplitMix.number(seed: shape.seed, .caseKind, current)
    let isClosed = (kind >> 8) % 10 == 0
    switch kind % 10 {
    case 7, 8:
      guard let patient else { break }
      return Case(
        id: "referral-\(current + 1)", caseType: "referral", name: patient.name, createdBy: workerKey, owner: clinic,
        index: (patient.id, "child"), isClosed: isClosed)
    case 9:
      guard let patient else { break }
      return Case(
        id: "test-\(current + 1)", caseType: "lab_test", name: patient.name, createdBy: workerKey, owner: "unowned",
        index: (patient.id, "extension"), isClosed: isClosed)
    default: break
    }
    let id = "patient-\(current + 1)"
    let name = rows.names.person(Int(SplitMix.number(seed: shape.seed, .caseName, current) & 4095)).text
    patient = (id, name)
    return Case(
      id: id, caseType: "patient", name: name, createdBy: workerKey, owner: mistakenOwner(current, rows) ?? owner,
      isClosed: isClosed)
  }

  private mutating func begin(_ creator: Int, _ rows: SampleRows) {
    worker = creator
    workerKey = rows.names.person(creator).key
    patient = nil
    place = shape.places(of: creator).places.first
    owner = place.map(rows.reference) ?? "user:\(workerKey)"
    clinic = owner
    if case .location(let level, let number) = place, level > 0 {
      clinic = rows.reference(.location(level: level - 1, shape.parent(number, level: level)))
    }
  }

  /// One patient in 250 belongs to nobody, to a level that owns no cases, or to a single worker.
  private func mistakenOwner(_ current: Int, _ rows: SampleRows) -> String? {
    let draw = SplitMix.number(seed: shape.seed, .caseMistake, current)
    guard draw % 250 == 0 else { return nil }
    switch (draw >> 16) % 3 {
    case 0: return "unowned"
    case 1 where shape.levels.count >= 3: return rows.reference(.location(level: 0, 0))
    default: return "user:\(workerKey)"
    }
  }
}
