import Testing

@testable import SampleProject

@Suite struct SampleShapeTests {
  @Test func `the numbers are those of SplitMix64`() {
    // The generator's published outputs for this seed.
    let expected: [UInt64] = [
      6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423, 4_593_380_528_125_082_431,
      16_408_922_859_458_223_821,
    ]
    #expect((0..<5).map { SplitMix.value(seed: 1_234_567, $0) } == expected)
  }

  @Test func `no two people and no two places have one key`() {
    let names = NamePool(seed: 7)
    #expect(Set((0..<20_000).map { names.person($0).key }).count == 20_000)
    #expect(Set((0..<20_000).map { names.place($0, nil).key }).count == 20_000)
    #expect(Set((0..<20_000).map { names.place($0, nil).text }).count == 20_000)
  }

  struct Form: CustomTestStringConvertible, Sendable {
    let size: SampleSize
    let levels: [Int]
    let supervisors: Int
    var testDescription: String { "\(size.workers) workers, \(size.locations) locations" }
  }

  static let forms = [
    // One of 43 people in 2 teams is too few for the ratio's rounding to matter above a few hundred.
    Form(size: SampleSize(workers: 9, locations: 9, levels: 3), levels: [1, 2, 6], supervisors: 1),
    Form(size: SampleSize(workers: 1_600, locations: 421, levels: 3), levels: [1, 20, 400], supervisors: 75),
    Form(size: SampleSize(workers: 430, locations: 10, levels: 1), levels: [10], supervisors: 20),
    Form(size: SampleSize(workers: 430, locations: 3, levels: 3), levels: [1, 1, 1], supervisors: 20),
    Form(size: SampleSize(workers: 430, locations: 0, levels: 0, groups: 5), levels: [], supervisors: 20),
    Form(size: SampleSize(workers: 1, locations: 5, levels: 2), levels: [1, 4], supervisors: 0),
  ]

  @Test(arguments: forms)
  func `everybody has a place in a tree of the wanted size`(form: Form) {
    let shape = SampleShape(form.size, seed: 1)
    #expect(form.size.problem == nil)
    #expect(shape.locationCounts == form.levels)
    #expect(shape.supervisors == form.supervisors)
    #expect(shape.field + shape.supervisors + shape.officers == form.size.workers)
    for level in form.levels.indices.dropFirst() {
      var next = 0
      for number in 0..<form.levels[level - 1] {
        let children = shape.children(number, level: level - 1)
        #expect(children.lowerBound == next && !children.isEmpty)
        next = children.upperBound
        for child in children { #expect(shape.parent(child, level: level) == number) }
      }
      #expect(next == form.levels[level])
    }
  }

  @Test func `a supervisor has 20 to 25 field workers`() {
    for workers in [430, 1_600, 100_000, 600_000] {
      let shape = SampleShape(SampleSize(workers: workers), seed: 1)
      #expect((20...25).contains(shape.field / shape.supervisors), "\(workers)")
    }
  }

  struct Wrong: CustomTestStringConvertible, Sendable {
    let size: SampleSize
    let says: String
    var testDescription: String { says }
  }

  static let wrong = [
    Wrong(size: SampleSize(workers: 0), says: "`--workers` must be 1 at least"),
    Wrong(size: SampleSize(workers: -1), says: "`--workers` must be 1 at least"),
    Wrong(size: SampleSize(workers: .max), says: "`--workers` can be 20000000 at most"),
    Wrong(size: SampleSize(cases: .max), says: "`--cases` can be 20000000 at most"),
    Wrong(size: SampleSize(groups: -1), says: "`--groups` cannot be negative"),
    Wrong(size: SampleSize(levels: 9), says: "`--levels` can be 8 at most"),
    Wrong(size: SampleSize(locations: 2, levels: 3), says: "3 levels need 3 locations at least"),
    Wrong(size: SampleSize(locations: 2, levels: 0), says: "locations need a level: give `--levels`, or `--locations 0`"),
    Wrong(
      size: SampleSize(locations: 0, groups: 0), says: "give `--locations` or `--groups`: without any, nobody shares cases"),
  ]

  @Test(arguments: wrong)
  func `impossible sizes are refused`(wrong: Wrong) {
    #expect(wrong.size.problem == wrong.says)
  }
}
