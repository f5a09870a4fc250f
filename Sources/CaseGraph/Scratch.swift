extension CaseGraph {
  /// Working memory for questions, to be made once per thread and passed to each of them.
  ///
  /// Marks carry the number of the question that set them, so that forgetting all marks costs nothing and a
  /// question costs what it touches rather than the number of all cases.
  public struct Scratch: Sendable {
    /// Per case: the question's number in the upper 24 bits, marks in the lower 8.
    private var stamped: [UInt32]
    private var question: UInt32 = 0
    /// The cases that a walk has reached, in the order of reaching them: a queue that is never emptied.
    var reached: [Int32] = []
    /// Per case: how far it is from an owned case. Only valid for cases with a mark; sized when first needed.
    var distances: [Int32] = []

    init(caseCount: Int) {
      stamped = [UInt32](repeating: 0, count: caseCount)
    }

    /// Forgets all marks. A scratch of another graph is fitted to this one.
    mutating func begin(caseCount: Int) {
      reached.removeAll(keepingCapacity: true)
      question += 1
      if question >= 1 << 24 || stamped.count != caseCount {
        question = 1
        stamped = [UInt32](repeating: 0, count: caseCount)
      }
    }

    func has(_ mark: Mark, _ c: Int32) -> Bool {
      let word = stamped[Int(c)]
      return word >> 8 == question && word & UInt32(mark.rawValue) != 0
    }

    /// Sets a mark; true if it was not there before.
    mutating func insert(_ mark: Mark, _ c: Int32) -> Bool {
      let word = stamped[Int(c)]
      let bit = UInt32(mark.rawValue)
      if word >> 8 != question {
        stamped[Int(c)] = question << 8 | bit
        return true
      }
      stamped[Int(c)] = word | bit
      return word & bit == 0
    }

    mutating func remove(_ mark: Mark, _ c: Int32) {
      if has(mark, c) { stamped[Int(c)] &= ~UInt32(mark.rawValue) }
    }
  }

  /// What a question can note about a case.
  enum Mark: UInt8 {
    case owned = 1
    /// Sent by the server.
    case live = 2
    /// On the device, and not removed for want of a parent or host.
    case present = 4
    case relevant = 8
    case available = 16
    /// Kept by the device.
    case alive = 32
    /// The search for a cycle is below this case.
    case onPath = 64
    /// The search for a cycle has been here.
    case searched = 128
  }

  /// Working memory for questions to this graph.
  public func makeScratch() -> Scratch { Scratch(caseCount: caseCount) }
}
