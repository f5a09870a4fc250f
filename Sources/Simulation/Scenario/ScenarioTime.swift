/// A time of a scenario: a date, a time of day, or both. The clock is the scenario's, never the machine's.
struct ScenarioTime: Comparable, Sendable {
  /// Days by any count that grows; nil without a date.
  var day: Int?
  /// Seconds since midnight.
  var second: Int

  /// Reads `2024-05-31`, `09:30`, `09:30:15`, `2024-05-31 09:30` and `2024-05-31T09:30:15`; nil for anything else.
  init?(_ text: String) {
    let parts = text.split(whereSeparator: { $0 == " " || $0 == "T" }).map(String.init)
    guard (1...2).contains(parts.count) else { return nil }
    (day, second) = (nil, 0)
    for (i, part) in parts.enumerated() {
      if part.contains(":") {
        guard i == parts.count - 1, let seconds = Self.seconds(part) else { return nil }
        second = seconds
      } else {
        guard i == 0, let days = Self.days(part) else { return nil }
        day = days
      }
    }
  }

  private static func numbers(_ text: String, _ separator: Character, widths: [Int]) -> [Int]? {
    let parts = text.split(separator: separator, omittingEmptySubsequences: false)
    guard parts.count == widths.count else { return nil }
    var numbers: [Int] = []
    for (part, width) in zip(parts, widths) {
      guard part.count == width, part.allSatisfy(\.isASCII), part.allSatisfy(\.isNumber), let number = Int(part) else {
        return nil
      }
      numbers.append(number)
    }
    return numbers
  }

  private static func seconds(_ text: String) -> Int? {
    guard let n = numbers(text, ":", widths: [2, 2]) ?? numbers(text, ":", widths: [2, 2, 2]) else { return nil }
    guard n[0] < 24, n[1] < 60, n.count < 3 || n[2] < 60 else { return nil }
    return n[0] * 3600 + n[1] * 60 + (n.count == 3 ? n[2] : 0)
  }

  private static func days(_ text: String) -> Int? {
    guard let n = numbers(text, "-", widths: [4, 2, 2]), (1...12).contains(n[1]), n[2] >= 1 else { return nil }
    let isLeap = n[0] % 4 == 0 && (n[0] % 100 != 0 || n[0] % 400 == 0)
    let lengths = [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    // Months of equal length keep the order, which is all that is asked of it.
    return n[2] <= lengths[n[1] - 1] ? (n[0] * 12 + n[1]) * 31 + n[2] : nil
  }

  /// The time with the day of an earlier one, if it has none itself.
  func after(_ earlier: ScenarioTime?) -> ScenarioTime {
    var time = self
    time.day = day ?? earlier?.day
    return time
  }

  static func < (a: ScenarioTime, b: ScenarioTime) -> Bool { (a.day ?? 0, a.second) < (b.day ?? 0, b.second) }
}
