import Diagnostics
import OwnershipGraph
import Policy
import ProjectModel

/// Makes the one right edit of every finding that has one, in memory, round after round until there is none left; and
/// takes back what would bring an error.
struct Mending {
  private let paths: [String]
  private let options: PolicyOptions
  private let baseline: Baseline?

  /// The projects with the edits made so far.
  private struct State {
    /// By ``FileReader/identity(of:)``: a file that two projects share is edited once.
    var files: [String: EditedFile] = [:]
    var projects: [Judged] = []
    /// How many findings have been mended.
    var mended = 0
    /// Those of them that are about a declared thing: what is still found is not mended again and again.
    var done: Set<Finding> = []
    /// All of them, also those about the text.
    var made: Set<Finding> = []
  }

  /// A finding of one of the projects, known again when lines move; of the text's errors all that say the same.
  private struct Finding: Hashable {
    let file: String
    let code: String
    let about: String

    /// nil if it stands nowhere in a file.
    init?(_ diagnostic: Diagnostic, in sources: SourceMap) {
      guard case .span(let span) = diagnostic.place else { return nil }
      file = FileReader.identity(of: sources[span.file].path)
      code = diagnostic.code
      about = diagnostic.subject.isEmpty ? diagnostic.message : diagnostic.subject
    }
  }

  /// A finding that has an edit.
  private struct Candidate {
    let project: Int
    let diagnostic: Diagnostic
    let finding: Finding
  }

  private var state = State()
  /// Findings whose edits would bring errors.
  private var passedOver: Set<Finding> = []
  /// What was not mended for all its edits, and why.
  private(set) var refused: [(path: String, line: Int?, code: String, reason: String)] = []
  /// Those of their edits that are about the files as they are.
  private var refusedEdits: Set<[PlacedEdit]> = []

  /// An edit by the file that it is in.
  private struct PlacedEdit: Hashable {
    let file: String
    let start: UInt32
    let length: UInt32
    let replacement: String

    init(_ edit: TextEdit, _ sources: SourceMap) {
      file = FileReader.identity(of: sources[edit.span.file].path)
      (start, length, replacement) = (edit.span.start, edit.span.length, edit.replacement)
    }
  }

  /// How often what edits bring to light is mended as well.
  private static let roundLimit = 10
  /// How many edits are tried one by one where all together bring an error.
  private static let trialLimit = 100

  /// How many findings have been mended.
  var mendedCount: Int { state.mended }

  /// Whether a project's main file could not be read.
  var couldNotRead: Bool { state.projects.contains { $0.loaded.sources.files.isEmpty } }

  /// The files that have changed, by their paths.
  var changedFiles: [EditedFile] {
    state.files.values.filter(\.isChanged).sorted {
      $0.original.path.utf8.lexicographicallyPrecedes($1.original.path.utf8)
    }
  }

  init(_ paths: [String], _ options: PolicyOptions, baseline: Baseline?) {
    self.paths = paths
    self.options = options
    self.baseline = baseline
    state = judged([:])
    // What an edit brings to light may have its own mend. If that leads nowhere, without such hopes.
    if !run(hopeful: true) {
      passedOver = []
      refused = []
      refusedEdits = []
      _ = run(hopeful: false)
    }
  }

  /// Whether the edits of a finding of the files as they are were made, and not taken back.
  func makes(_ diagnostic: Diagnostic, in sources: SourceMap) -> Bool {
    guard let finding = Finding(diagnostic, in: sources), state.made.contains(finding) else { return false }
    return !refusedEdits.contains(diagnostic.edits.map { PlacedEdit($0, sources) })
  }

  // MARK: Rounds

  /// Mends round after round.
  ///
  /// - Parameter hopeful: whether new errors are put up with that have an edit themselves.
  /// - Returns: whether the last round left no new error; otherwise ``state`` is the last one that had none.
  private mutating func run(hopeful: Bool) -> Bool {
    var current = state
    var errors = Errors(current.projects, hopeful: false)
    var isGood = true
    for _ in 0..<Self.roundLimit {
      let candidates = candidates(of: current)
      guard !candidates.isEmpty, let next = round(from: current, candidates, errors, hopeful: hopeful) else { break }
      current = next
      let now = Errors(current.projects, hopeful: false)
      isGood = now.isNoWorse(than: errors)
      if isGood {
        state = current
        errors.adopt(now)
      }
    }
    return isGood
  }

  /// The state after one round; nil if nothing could be mended.
  private mutating func round(
    from current: State, _ candidates: [Candidate], _ errors: Errors, hopeful: Bool
  ) -> State? {
    if case .good(let all) = attempt(candidates, from: current, errors, hopeful: hopeful) { return all }
    var accepted: [Candidate] = []
    var result: State?
    var refused: [(Candidate, String)] = []
    for (number, candidate) in candidates.enumerated() {
      guard number < Self.trialLimit else {
        refused.append((candidate, "too many others would bring errors"))
        continue
      }
      switch attempt(accepted + [candidate], from: current, errors, hopeful: hopeful) {
      case .good(let next):
        accepted.append(candidate)
        result = next
      case .bad(let error): refused.append((candidate, "it would bring the error \(error)"))
      }
    }
    for (candidate, reason) in refused { refuse(candidate, in: current, reason) }
    return result
  }

  /// What comes of some edits.
  private enum Attempt {
    case good(State)
    /// An error that is new and not put up with, with its place.
    case bad(String)
  }

  /// The state after the edits of some findings.
  private func attempt(
    _ candidates: [Candidate], from current: State, _ errors: Errors, hopeful: Bool
  ) -> Attempt {
    var edits = EditSet()
    var next = current
    // A finding about a file of two projects is one.
    var counted: Set<[PlacedEdit]> = []
    for candidate in candidates {
      let sources = current.projects[candidate.project].sources
      // Those that cannot be made beside others wait for the next round.
      let isAdded = edits.add(candidate.diagnostic.edits) { FileReader.identity(of: sources[$0].path) }
      guard isAdded else { continue }
      let placed = candidate.diagnostic.edits.map { PlacedEdit($0, sources) }
      if counted.insert(placed).inserted { next.mended += 1 }
      next.made.insert(candidate.finding)
      if !candidate.diagnostic.subject.isEmpty { next.done.insert(candidate.finding) }
      for edit in candidate.diagnostic.edits {
        let source = sources[edit.span.file]
        let identity = FileReader.identity(of: source.path)
        if next.files[identity] == nil { next.files[identity] = EditedFile(source) }
      }
    }
    for (file, edits) in edits.edits { next.files[file]?.apply(edits) }
    next.projects = judged(next.files.mapValues(\.bytes)).projects
    let now = Errors(next.projects, hopeful: hopeful)
    return now.isNoWorse(than: errors) ? .good(next) : .bad(now.firstNew(beside: errors) ?? "that keeps it from compiling")
  }

  private mutating func refuse(_ candidate: Candidate, in current: State, _ reason: String) {
    passedOver.insert(candidate.finding)
    let sources = current.projects[candidate.project].sources
    if current.files.isEmpty { refusedEdits.insert(candidate.diagnostic.edits.map { PlacedEdit($0, sources) }) }
    guard case .span(let span) = candidate.diagnostic.place else { return }
    refused.append((sources[span.file].path, sources.lineColumn(of: span).line, candidate.diagnostic.code, reason))
  }

  private func judged(_ files: [String: [UInt8]]) -> State {
    var state = State()
    state.projects = paths.map { path in
      let loaded = ProjectLoader.load(path, replacing: files)
      return Judged(
        loaded, loaded.project.map { OwnershipGraph($0) }, options, namesMembers: true, proposesEdits: true)
    }
    return state
  }

  /// The findings that have edits, less those that the baseline knows.
  private func candidates(of state: State) -> [Candidate] {
    var result: [Candidate] = []
    for (number, project) in state.projects.enumerated() {
      let findings = baseline?.compare(project.findings, known: project.codes).new ?? project.findings
      for diagnostic in findings where !diagnostic.edits.isEmpty {
        guard let finding = Finding(diagnostic, in: project.sources) else { continue }
        if !passedOver.contains(finding), !state.done.contains(finding) {
          result.append(Candidate(project: number, diagnostic: diagnostic, finding: finding))
        }
      }
    }
    return result
  }
}
