import OwnershipGraph
import Policy
import ProjectModel

extension Measurement {
  /// Loading, compiling and judging by the project's rules, in this process.
  static let check = Measurement(name: "check", unit: .timesScan, mustStayLinear: true) { subject in
    try subject.timesScan {
      guard let project = ProjectLoader.load(subject.folder).project else { return }
      keep(RuleRun(OwnershipGraph(project), PolicySet(of: project)).findings.count)
    }
  }

  /// The whole command against the whole scan, each a process of its own.
  static let checkProcess = Measurement(
    name: "check, whole process", unit: .timesScan, target: (.state, 1.6), mustStayLinear: true
  ) { subject in
    try subject.commandTimesScan(["check", subject.folder], scanning: subject.files)
  }
}
