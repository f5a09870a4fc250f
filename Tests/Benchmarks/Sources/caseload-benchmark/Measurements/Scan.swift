extension Measurement {
  /// The reference of all others: libyaml's events of the same bytes, dropped.
  static let scan = Measurement(name: "bare libyaml scan", unit: .megabytesPerSecond) { subject in
    Double(subject.bytes) / 1e6 / subject.seconds { subject.scan() }
  }
}
