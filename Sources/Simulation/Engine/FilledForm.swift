import ProjectModel
import XPath

/// A form as it was filled in, before its new cases have numbers of their own.
struct FilledForm: Sendable {
  struct Block: Sendable {
    /// A case that is there already; or the next new ones, in order.
    var number: Int32
    /// The name and case type, if the form opens the case.
    var opens: (name: String, type: Int32)?
    var owner: OwnerOnDevice?
    var properties: [String: String] = [:]
    var links: [CaseRecord.Link] = []
    var closes = false
  }

  var blocks: [Block] = []
  /// What cannot be known, for people.
  var notes: [String] = []
}

/// How filling in a form ends.
enum FillResult: Sendable {
  case filled(FilledForm)
  /// The check stops it, or an expression fails, or the device refuses to save.
  case stopped(FormOutcome)
  /// The step is wrong: it has been reported.
  case wrong
}
