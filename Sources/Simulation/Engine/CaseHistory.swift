import Diagnostics

/// A form that was submitted: what an explanation says of the cases that it made or changed.
struct FormMark: Sendable {
  var user: Int32
  /// `APP/MENU/FORM`.
  var path: String
  /// Where the form is declared, and where the step stands that submits it.
  var form: SourceSpan?
  var step: SourceSpan
  var stepNumber: Int
}

/// Where what the server has of a case comes from: numbers of ``FormMark``s; nil for what is declared.
struct CaseHistory: Sendable {
  var opened: Int32?
  var owner: Int32?
  var closed: Int32?
  /// The form that changed anything last.
  var changed: Int32?
  /// The form that would have opened it, and why the server refused that form.
  var failed: (mark: Int32, reason: String)?
  /// The `change` step that deleted it.
  var deleted: (step: SourceSpan, number: Int, owner: String)?
}

/// The histories of all cases.
struct CaseHistories: Sendable {
  private(set) var marks: [FormMark] = []
  private var cases: [Int32: CaseHistory] = [:]
  /// Of declared cases: where the case, its owner and its indices are written.
  var declared: [Declared] = []

  struct Declared: Sendable {
    var span: SourceSpan
    var owner: SourceSpan
    var closed: SourceSpan?
    var indices: [SourceSpan]
  }

  mutating func add(_ mark: FormMark) -> Int32 {
    marks.append(mark)
    return Int32(marks.count - 1)
  }

  subscript(number: Int32) -> CaseHistory {
    get { cases[number] ?? CaseHistory() }
    set { cases[number] = newValue }
  }

  func mark(_ number: Int32?) -> FormMark? { number.map { marks[Int($0)] } }

  func declared(_ c: Int32) -> Declared? { Int(c) < declared.count ? declared[Int(c)] : nil }
}
