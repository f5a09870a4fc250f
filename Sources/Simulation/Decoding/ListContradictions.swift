import Diagnostics

extension ScenarioDecoder {
  /// Reports what makes a list one that cannot be, and leaves it out.
  mutating func reportContradictions(in list: inout NameList) {
    if let exactly = list.exactly {
      let all = Set(exactly.map(\.text))
      for name in list.includes where !all.contains(name.text) {
        report(.contradicts(name, "`includes`, and not under `exactly`", help: "write it under `exactly` as well"))
      }
      list.includes.removeAll { !all.contains($0.text) }
    }
    let included = Set(list.includes.map(\.text))
    let all = included.union((list.exactly ?? []).map(\.text))
    for name in list.excludes where all.contains(name.text) {
      let other = included.contains(name.text) ? "includes" : "exactly"
      report(.contradicts(name, "`\(other)` and under `excludes`", help: "remove one of the two"))
    }
    list.excludes.removeAll { all.contains($0.text) }
  }
}
