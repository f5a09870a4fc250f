import Diagnostics

/// A scenario that was played.
public struct ScenarioRun: Sendable {
  /// Nil if the scenario's text cannot be read.
  public var scenario: Scenario?
  /// The path of the scenario's file, as it is shown.
  public var path: String
  /// What came of each step, in order.
  public var timeline: [StepResult]
  /// The state after the last step; nil if the project does not compile.
  public var state: SimulationState?
  /// Everything that is wrong with the scenario's text, its project or its steps, in the order of output.
  public var diagnostics: [Diagnostic]
  /// The files that the diagnostics and all spans of the results refer to.
  public var sources: SourceMap

  /// How many expectations do not hold.
  public var failureCount: Int { timeline.reduce(0) { $0 + $1.failures.count } }

  /// Whether nothing is wrong.
  public var passes: Bool { failureCount == 0 && !diagnostics.contains { $0.severity == .error } }
}

/// What is to be recorded while a scenario is played.
public struct SimulationOptions: Sendable {
  /// Of which devices the results hold the whole content.
  public enum Contents: Sendable { case none, changed, all }

  public var contents: Contents
  /// Whether changes and differences carry the way that explains them.
  public var explains: Bool
  /// Stop after this step, counted from 1.
  public var until: Int?

  public init(contents: Contents = .changed, explains: Bool = false, until: Int? = nil) {
    (self.contents, self.explains, self.until) = (contents, explains, until)
  }
}

/// What a scenario has touched, by the project's own names: what coverage is counted from.
public struct Touched: Hashable, Sendable {
  /// Users whose device synced or who submitted.
  public var users: Set<String> = []
  /// Forms that were opened, or that an expectation is about, as `APP/MENU/FORM`.
  public var forms: Set<String> = []
  /// Menus from which a case was picked or whose list an expectation is about, as `APP/MENU`.
  public var menus: Set<String> = []
  /// Types of cases that were opened, changed or are expected.
  public var caseTypes: Set<String> = []
  /// Owners of cases that were opened or changed, and rows of the user-groups tables of devices that synced: `group:NAME`,
  /// `location:SITE_CODE`, `user:NAME`.
  public var owners: Set<String> = []
}
