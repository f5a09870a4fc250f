import Diagnostics

/// What makes a finding the same finding in another run: its code and what it is about, never lines or columns.
enum Fingerprint {
  /// The code and the subject, or the message of a finding without a subject, as 16 hexadecimal digits. Two findings
  /// may have the same.
  static func text(_ diagnostic: Diagnostic) -> String {
    hash(diagnostic.code + "\0" + (diagnostic.subject.isEmpty ? diagnostic.message : diagnostic.subject))
  }

  /// As ``text(_:)``, but different for each finding of one run: the first keeps its own, later ones of the same text
  /// are numbered in the order of output.
  static func distinct(_ diagnostics: [Diagnostic]) -> [String] {
    var seen: [String: Int] = [:]
    return diagnostics.map { diagnostic in
      let text = text(diagnostic)
      let earlier = seen[text, default: 0]
      seen[text] = earlier + 1
      return earlier == 0 ? text : hash("\(text)\0\(earlier)")
    }
  }

  /// FNV-1a of 64 bits: short, and the same on every machine, which `Hasher` is not.
  private static func hash(_ text: String) -> String {
    var value: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { value = (value ^ UInt64(byte)) &* 0x100_0000_01B3 }
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
