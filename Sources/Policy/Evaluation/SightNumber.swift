import OwnershipGraph

/// A sight's owner and case type as one number; its user is known to the view.
struct SightNumber {
  let owner: Owner
  /// The case type's number.
  let caseType: Int

  /// More case types than this no project has.
  private static let typeBits = 20

  init(owner: Owner, caseType: Int) {
    self.owner = owner
    self.caseType = caseType
  }

  init(_ number: Int) {
    owner = Owner(rawValue: UInt32(truncatingIfNeeded: number >> Self.typeBits))
    caseType = number & (1 << Self.typeBits - 1)
  }

  var number: Int { Int(owner.rawValue) << Self.typeBits | caseType }
}
