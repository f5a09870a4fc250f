extension Measurement {
  /// The most memory that `check` has at a time, by the byte read.
  static let memory = Measurement(
    name: "check, peak memory", unit: .bytesPerByte, target: (.state, 4), mustStayLinear: true
  ) { subject in
    // Of small projects the program itself is most of it.
    guard subject.bytes > 1_000_000 else { return nil }
    let peak = try ChildProcess.run(subject.caseload, ["check", subject.folder]).peakMemory
    return Double(peak) / Double(subject.bytes)
  }
}
