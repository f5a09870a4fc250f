/// A compiled pattern of `matches`: a small machine whose states are followed all at once, so that the time is at most
/// the length of the text times the size of the pattern, whatever the pattern is (Thompson's construction).
public struct Pattern: Sendable {
  enum Step: Sendable {
    /// Takes one character, if it is in the set, and goes on with the next step.
    case set(Int32)
    case assertion(PatternTree.Assertion)
    case jump(Int32)
    case split(Int32, Int32)
    case accept
  }

  /// The pattern as it was written.
  let source: String
  private(set) var steps: [Step] = []
  private(set) var sets: [CharacterSet] = []

  static let lengthLimit = 10_000
  static let stepLimit = 5_000

  /// Compiles a pattern; the problem's place is within the pattern.
  public init(_ source: String) throws(Problem) {
    let range = 0..<source.utf8.count
    guard range.count <= Self.lengthLimit else {
      throw Problem(range, "the pattern is longer than \(Self.lengthLimit) bytes")
    }
    self.source = source
    var parser = PatternParser(source)
    let tree = try parser.run()
    do throws(TooManySteps) {
      try emit(tree)
      try add(.accept)
    } catch {
      throw Problem(range, "the pattern is too large", help: "smaller numbers of repetitions help")
    }
  }

  /// Whether it is found in every text: it is found in the empty one, and asks for no end of a text, line or word.
  var isAlwaysFound: Bool {
    steps.allSatisfy { step in
      switch step {
      case .assertion(.textEnd), .assertion(.lineEnd), .assertion(.wordBoundary), .assertion(.noWordBoundary): false
      default: true
      }
    } && matches("")
  }

  /// The cost of one character of text.
  var cost: Int { steps.count }

  private struct TooManySteps: Error {}

  private mutating func add(_ step: Step) throws(TooManySteps) {
    guard steps.count < Self.stepLimit else { throw TooManySteps() }
    steps.append(step)
  }

  /// The depth of the recursion is that of the groups, which the parser limits.
  private mutating func emit(_ tree: PatternTree) throws(TooManySteps) {
    switch tree {
    case .empty: break
    case .set(let set):
      sets.append(set)
      try add(.set(Int32(sets.count - 1)))
    case .assertion(let assertion): try add(.assertion(assertion))
    case .sequence(let parts): for part in parts { try emit(part) }
    case .choice(let branches): try emit(choice: branches)
    case .repetition(let part, let minimum, let maximum):
      for _ in 0..<minimum { try emit(part) }
      if let maximum {
        try emit(part, upTo: maximum - minimum)
      } else {
        let split = steps.count
        try add(.split(Int32(split + 1), 0))
        try emit(part)
        try add(.jump(Int32(split)))
        steps[split] = .split(Int32(split + 1), Int32(steps.count))
      }
    }
  }

  private mutating func emit(choice branches: [PatternTree]) throws(TooManySteps) {
    var ends: [Int] = []
    for (i, branch) in branches.enumerated() {
      guard i < branches.count - 1 else {
        try emit(branch)
        break
      }
      let split = steps.count
      try add(.split(Int32(split + 1), 0))
      try emit(branch)
      ends.append(steps.count)
      try add(.jump(0))
      steps[split] = .split(Int32(split + 1), Int32(steps.count))
    }
    for end in ends { steps[end] = .jump(Int32(steps.count)) }
  }

  private mutating func emit(_ part: PatternTree, upTo count: Int) throws(TooManySteps) {
    var splits: [Int] = []
    for _ in 0..<count {
      splits.append(steps.count)
      try add(.split(Int32(steps.count + 1), 0))
      try emit(part)
    }
    for split in splits { steps[split] = .split(Int32(split + 1), Int32(steps.count)) }
  }
}
