import ProjectModel

extension Measurement {
  /// Reading, decoding and linking.
  static let load = Measurement(name: "load", unit: .timesScan) { subject in
    try subject.timesScan { _ = ProjectLoader.load(subject.folder) }
  }
}
