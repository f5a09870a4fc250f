import AccessDiff
import OwnershipGraph
import ProjectModel

extension Measurement {
  /// Comparing two compiled projects, one worker in five hundred having moved.
  static let diff = Measurement(name: "diff of compiled projects", unit: .timesScan, mustStayLinear: true) { subject in
    guard let project = ProjectLoader.load(subject.editedFolder).project else {
      throw BenchmarkError("`\(subject.editedFolder)` does not compile: remove it, and it is made anew")
    }
    let edited = OwnershipGraph(project)
    return try subject.timesScan { keep(AccessDiff(old: subject.graph, new: edited).owners.count) }
  }

  /// The whole command, by the bytes of both projects.
  static let diffProcess = Measurement(name: "diff, whole process", unit: .timesScan, mustStayLinear: true) { subject in
    try subject.commandTimesScan(
      ["diff", subject.folder, subject.editedFolder], scanning: subject.files + subject.files)
  }
}
