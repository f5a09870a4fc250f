/// What the rows of a sample's files have in common: names of things, and a word now and then to whoever waits.
final class SampleRows {
  let shape: SampleShape
  let names: NamePool
  private let total: Int
  private var done = 0
  private let progress: (Double) -> Bool

  init(_ sample: SampleProject, progress: @escaping (Double) -> Bool) {
    shape = SampleShape(sample.size, seed: sample.seed)
    names = NamePool(seed: sample.seed)
    total = max(1, sample.size.workers + sample.size.locations + sample.size.groups + sample.size.cases)
    self.progress = progress
  }

  /// Appends the text of one thing.
  func add(_ text: String, to file: SampleFile) throws(SampleProblem) {
    done += 1
    if try file.append(text), !progress(Double(done) / Double(total)) { throw .stopped }
  }

  func name(level: Int, _ number: Int) -> NamePool.Name {
    // Each level has names of its own: a clinic is not called like the first of its villages.
    let above = shape.levels.count - 1 - level
    return names.place(number + 11 * above, above == 0 ? nil : shape.levels[level])
  }

  func name(group: Int) -> NamePool.Name {
    let place = names.place(group + 7, nil)
    return NamePool.Name(text: "\(place.text) team", key: "\(place.key)-team")
  }

  /// `location:kalaber`, `group:morabo-team`.
  func reference(_ place: SampleShape.Place) -> String {
    switch place {
    case .location(let level, let number): "location:\(name(level: level, number).key)"
    case .group(let number): "group:\(name(group: number).key)"
    }
  }

  /// The site codes among places.
  func siteCodes(_ places: [SampleShape.Place]) -> [String] {
    places.compactMap { if case .location(let level, let number) = $0 { name(level: level, number).key } else { nil } }
  }

  /// The groups among places.
  func groups(_ places: [SampleShape.Place]) -> [NamePool.Name] {
    places.compactMap { if case .group(let number) = $0 { name(group: number) } else { nil } }
  }
}
