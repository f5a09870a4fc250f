extension Pattern {
  /// Whether the pattern matches somewhere in the text (language definition, *Regular Expressions*).
  public func matches(_ text: String) -> Bool {
    var text = text
    return text.withUTF8 { matches($0) }
  }

  /// The same over bytes of UTF-8.
  func matches(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    withUnsafeTemporaryAllocation(of: Int32.self, capacity: steps.count * 5) { room in
      room.initialize(repeating: 0)
      return PatternRun(self, room).search(text)
    }
  }
}

/// One search: the states at the current place and at the next.
private struct PatternRun {
  let steps: [Pattern.Step]
  let sets: [CharacterSet]
  let room: UnsafeMutableBufferPointer<Int32>

  /// A set of numbers that is emptied in no time: a number is in it if its place in the list says so.
  struct States {
    let list: UnsafeMutableBufferPointer<Int32>
    let places: UnsafeMutableBufferPointer<Int32>
    var count = 0

    mutating func insert(_ state: Int32) -> Bool {
      let place = Int(places[Int(state)])
      if place < count, list[place] == state { return false }
      places[Int(state)] = Int32(count)
      list[count] = state
      count += 1
      return true
    }
  }

  /// The room holds five numbers for each step.
  init(_ pattern: Pattern, _ room: UnsafeMutableBufferPointer<Int32>) {
    steps = pattern.steps
    sets = pattern.sets
    self.room = room
  }

  private func part(_ i: Int) -> UnsafeMutableBufferPointer<Int32> {
    UnsafeMutableBufferPointer(rebasing: room[i * steps.count..<(i + 1) * steps.count])
  }

  func search(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    var current = States(list: part(0), places: part(1))
    var next = States(list: part(2), places: part(3))
    let stack = part(4)
    var position = 0
    var before: UInt32?
    var (point, length) = Self.decode(text, 0)
    while true {
      // A match may begin at each place.
      if follow(0, &current, stack, before, point) { return true }
      guard let taken = point else { return false }
      // The states behind the character: their assertions look at the one that follows.
      position += length
      before = taken
      (point, length) = Self.decode(text, position)
      next.count = 0
      for i in 0..<current.count {
        if case .set(let set) = steps[Int(current.list[i])], sets[Int(set)].contains(taken),
          follow(current.list[i] + 1, &next, stack, before, point)
        {
          return true
        }
      }
      swap(&current, &next)
    }
  }

  /// Adds a state and all that it leads to without a character; true if the pattern is matched.
  private func follow(
    _ state: Int32, _ states: inout States, _ stack: UnsafeMutableBufferPointer<Int32>, _ before: UInt32?,
    _ after: UInt32?
  ) -> Bool {
    guard states.insert(state) else { return false }
    var waiting = 1
    stack[0] = state
    // A state waits once at most: it is entered into the set before.
    func enter(_ state: Int32) {
      guard states.insert(state) else { return }
      stack[waiting] = state
      waiting += 1
    }
    while waiting > 0 {
      waiting -= 1
      let state = stack[waiting]
      switch steps[Int(state)] {
      case .accept: return true
      case .set: break
      case .assertion(let assertion): if Self.holds(assertion, before, after) { enter(state + 1) }
      case .jump(let target): enter(target)
      case .split(let first, let second):
        enter(second)
        enter(first)
      }
    }
    return false
  }

  private static func holds(_ assertion: PatternTree.Assertion, _ before: UInt32?, _ after: UInt32?) -> Bool {
    switch assertion {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == 0x0A
    case .lineEnd: after == nil || after == 0x0A
    case .wordBoundary: isWord(before) != isWord(after)
    case .noWordBoundary: isWord(before) == isWord(after)
    }
  }

  private static func isWord(_ point: UInt32?) -> Bool {
    guard let point, point < 128 else { return false }
    let byte = UInt8(point)
    return byte.isNameStart || byte.isDigit
  }

  /// The code point at a place and its length; bytes that are not UTF-8 count one by one.
  private static func decode(_ text: UnsafeBufferPointer<UInt8>, _ i: Int) -> (UInt32?, Int) {
    guard i < text.count else { return (nil, 0) }
    let first = text[i]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC0 ? 2 : 1
    guard length > 1, i + length <= text.count else { return (0xFFFD, 1) }
    var point = UInt32(first) & (0xFF >> UInt32(length + 1))
    for j in 1..<length { point = point << 6 | UInt32(text[i + j] & 0x3F) }
    return (point, length)
  }
}
