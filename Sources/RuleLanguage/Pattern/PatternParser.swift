/// Reads the subset of RE2's syntax that the documentation lists.
struct PatternParser {
  struct Flags {
    var ignoresCase = false
    var dotMatchesNewline = false
    var isMultiline = false
  }

  let points: [Unicode.Scalar]
  /// The byte at which each code point begins, and the end.
  let offsets: [Int]
  var position = 0
  var nesting = 0
  var flags = Flags()

  static let nestingLimit = 50
  static let repetitionLimit = 1_000

  init(_ source: String) {
    points = Array(source.unicodeScalars)
    var offsets = [0]
    for point in points { offsets.append(offsets[offsets.count - 1] + UTF8.width(point)) }
    self.offsets = offsets
  }

  var next: Unicode.Scalar? { position < points.count ? points[position] : nil }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    position += 1
    return true
  }

  mutating func take(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    guard points[position...].starts(with: wanted) else { return false }
    position += wanted.count
    return true
  }

  func problem(from start: Int, _ message: String, help: String? = nil) -> Problem {
    Problem(offsets[start]..<offsets[max(start, min(position, points.count))], message, help: help)
  }

  func text(from start: Int) -> String {
    String(String.UnicodeScalarView(points[start..<min(max(start, position), points.count)]))
  }

  mutating func run() throws(Problem) -> PatternTree {
    let tree = try choice()
    if next != nil {
      position += 1
      throw problem(from: position - 1, "`)` closes nothing")
    }
    return tree
  }

  mutating func choice() throws(Problem) -> PatternTree {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .choice(branches)
  }

  private mutating func sequence() throws(Problem) -> PatternTree {
    var parts: [PatternTree] = []
    while let scalar = next, scalar != "|", scalar != ")" {
      let start = position
      guard let part = try atom() else { continue }
      parts.append(try repeated(part, from: start))
    }
    return parts.count == 1 ? parts[0] : parts.isEmpty ? .empty : .sequence(parts)
  }

  /// The signs of repetition behind a part; a second one is an error as in RE2.
  private mutating func repeated(_ part: PatternTree, from start: Int) throws(Problem) -> PatternTree {
    let sign = position
    guard let bounds = try bounds() else { return part }
    // Fewest or most: whether there is a match is the same.
    _ = take("?")
    if try self.bounds() != nil {
      throw problem(from: sign, "`\(text(from: sign))` repeats a repetition", help: "put the inner part in brackets")
    }
    return .repetition(part, minimum: bounds.minimum, maximum: bounds.maximum)
  }

  private mutating func bounds() throws(Problem) -> (minimum: Int, maximum: Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = position
    guard take("{") else { return nil }
    // What is not of the form {m}, {m,} or {m,n} is the character itself, as in RE2.
    guard let minimum = number() else {
      position = start
      return nil
    }
    var maximum: Int? = minimum
    if take(",") { maximum = number() }
    guard take("}") else {
      position = start
      return nil
    }
    guard max(minimum, maximum ?? 0) <= Self.repetitionLimit else {
      throw problem(from: start, "a repetition counts up to \(Self.repetitionLimit)")
    }
    guard maximum ?? minimum >= minimum else {
      throw problem(from: start, "`\(text(from: start))` counts backwards")
    }
    return (minimum, maximum)
  }

  private mutating func number() -> Int? {
    var value: Int?
    while let digit = next?.properties.numericType == .decimal ? next?.value : nil, digit < 128 {
      value = min((value ?? 0) * 10 + Int(digit - 0x30), 1_000_000)
      position += 1
    }
    return value
  }
}
