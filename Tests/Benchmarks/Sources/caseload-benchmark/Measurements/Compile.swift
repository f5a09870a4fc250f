import OwnershipGraph

extension Measurement {
  /// From a loaded project to all that questions are asked of.
  static let compile = Measurement(name: "compile", unit: .timesScan, mustStayLinear: true) { subject in
    let project = subject.graph.project
    return try subject.timesScan {
      let graph = OwnershipGraph(project)
      _ = CaseSight(graph)
      _ = Viewers(graph)
    }
  }
}
