/// SplitMix64: the same numbers for a seed on every machine and in every version, which the system's generators do not
/// promise. Any of them can be had without those before it, so that any row of a sample can be made by itself.
enum SplitMix {
  /// What a number is drawn for: draws for different purposes are independent.
  enum Purpose: Int {
    case people, places, mistake, archived, sharing, caseKind, caseName, caseMistake
  }

  static func number(seed: UInt64, _ purpose: Purpose, _ index: Int) -> UInt64 {
    value(seed: value(seed: seed, purpose.rawValue), index)
  }

  /// The generator's output with a number, counted from 0.
  static func value(seed: UInt64, _ index: Int) -> UInt64 {
    var mixed = seed &+ (UInt64(truncatingIfNeeded: index) &+ 1) &* 0x9E37_79B9_7F4A_7C15
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
