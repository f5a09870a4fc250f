import ProjectModel
import YAMLSource

extension Project {
  /// Why a supervisor's membership is there, such as `over north, through hope-clinic`; nil if the project says it so.
  public func words(for reason: PlannedSetup.Reason) -> String? {
    switch reason {
    case .asBefore: return nil
    case .viewingLevel(let location):
      return "level \(oneLine(levels[locations[location].level].key)) views what is below"
    case .viewed(let over, let location) where over == location: return "over " + oneLine(locations[over].key)
    case .viewed(let over, let location):
      var between: [LocationID] = []
      var count = 0
      var current = locations[location].parent
      while let here = current, here != over {
        count += 1
        if between.count == Self.shownBetween { between.removeFirst() }
        between.append(here)
        current = locations[here].parent
      }
      let words = "over " + oneLine(locations[over].key)
      if between.isEmpty { return words }
      // Trees are rarely so deep; one that is would make the text grow with the square of its depth.
      let rest = count > between.count ? " and \(count - between.count) more" : ""
      return words + ", through " + between.reversed().map { oneLine(locations[$0].key) }.joined(separator: ", ") + rest
    }
  }

  /// How many locations between a supervisor's and a group's a reason names, from above.
  private static var shownBetween: Int { 8 }

  private func oneLine(_ symbol: Symbol) -> String {
    var text = YAMLText()
    text.comment(self.text(symbol))
    return String(decoding: text.bytes, as: UTF8.self)
  }
}
