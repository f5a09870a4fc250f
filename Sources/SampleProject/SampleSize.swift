/// How large a sample project is.
public struct SampleSize: Sendable, Equatable {
  /// Mobile workers, those who supervise among them.
  public var workers: Int
  /// Locations of all levels together.
  public var locations: Int
  /// Organization levels; no more than there are locations.
  public var levels: Int
  /// Case sharing groups, for workers without a location.
  public var groups: Int
  /// Declared cases.
  public var cases: Int

  /// The most levels that there are names for.
  public static let mostLevels = 8
  /// The most of anything else: numbers of 32 bits are far away then.
  public static let most = 20_000_000

  /// A size in the proportions of real programmes; what is given replaces what follows from the number of workers.
  public init(
    workers: Int = 9, locations: Int? = nil, levels: Int? = nil, groups: Int? = nil, cases: Int? = nil
  ) {
    let workers = max(0, min(workers, Self.most + 1))
    self.workers = workers
    self.locations = locations ?? max(9, workers / 2)
    let usual = workers < 2_000 ? 3 : workers < 20_000 ? 4 : workers < 200_000 ? 5 : 6
    self.levels = levels ?? min(self.locations, usual)
    self.groups = groups ?? (workers < 100 ? 2 : workers / 50)
    self.cases = cases ?? (workers < 100 ? workers * 3 : workers * 10)
  }

  /// What is wrong with it, in words; nil if a project can be made.
  public var problem: String? {
    let numbers = [("workers", workers), ("locations", locations), ("levels", levels), ("groups", groups), ("cases", cases)]
    for (name, number) in numbers where number < 0 { return "`--\(name)` cannot be negative" }
    for (name, number) in numbers where number > Self.most { return "`--\(name)` can be \(Self.most) at most" }
    if workers == 0 { return "`--workers` must be 1 at least" }
    if levels > Self.mostLevels { return "`--levels` can be \(Self.mostLevels) at most" }
    if locations > 0, levels == 0 { return "locations need a level: give `--levels`, or `--locations 0`" }
    if levels > locations { return "\(levels) levels need \(levels) locations at least" }
    return locations == 0 && groups == 0 ? "give `--locations` or `--groups`: without any, nobody shares cases" : nil
  }
}
