import Diagnostics
import OwnershipGraph
import ProjectModel
import XPath

/// Fills in a form on a device as a `submit` step says. Changes nothing: what comes of it is in the result.
struct FillIn {
  let submission: Submission
  var open: OpenForm
  /// The number that the next new case will have.
  let firstNew: Int32
  /// Errors of the step.
  var problems: [Diagnostic] = []
  var notes: [String] = []

  var record: Form { open.record }
  var project: Project { open.version.project }
  var path: String { project.path(of: open.form) }

  init(_ submission: Submission, _ open: OpenForm, firstNew: Int32) {
    (self.submission, self.open, self.firstNew) = (submission, open, firstNew)
  }

  mutating func run() -> FillResult {
    let entry = open.entry()
    guard entry.word == "opens" else {
      // Nobody gets to answer, and a misspelt question is an error all the same.
      reportUnknownQuestions()
      return problems.isEmpty ? .stopped(entry) : .wrong
    }
    do throws(FormFailure) {
      open.answers = try resolve(submission.answers)
      open.isAnswered = true
      try checkRequired()
      let opened = chooseActions()
      var form = FilledForm()
      try addOpened(opened, to: &form)
      try addUpdates(opened, to: &form)
      guard problems.isEmpty else { return .wrong }
      // Only a new case needs an owner: the device refuses to open one without (semantics 3.8).
      if let empty = form.blocks.first(where: { $0.opens != nil && $0.owner == .empty }) {
        return .stopped(
          FormOutcome(
            word: "fails", reason: "empty_owner",
            detail: "the owner of the new case \(empty.opens?.name ?? "") is empty"))
      }
      form.notes = notes
      return .filled(form)
    } catch {
      return problems.isEmpty ? .stopped(error.outcome) : .wrong
    }
  }

  /// A case that will be opened, and the action that does it.
  struct Opened {
    let action: Int
    let name: String
    let number: Int32
    let written: NewCase?
  }
}
