/// Who is where in a sample project: every question is answered by arithmetic, so that nothing is kept in memory.
///
/// The people in the field come first by number, then their supervisors, then the officers above these.
struct SampleShape {
  let size: SampleSize
  let seed: UInt64
  let levels: [LevelName]
  /// The number of locations of each level, the top first.
  let locationCounts: [Int]
  /// Field workers with a location, and those of a group.
  let located: Int
  let grouped: Int
  /// One for 20 to 25 field workers.
  let supervisors: Int
  /// One for 20 supervisors, for the locations from the top on.
  let officers: Int

  init(_ size: SampleSize, seed: UInt64) {
    self.size = size
    self.seed = seed
    levels = LevelName.levels(size.levels)
    locationCounts = Self.locationCounts(size)
    supervisors = size.workers < 4 ? 0 : (2 * size.workers + 42) / 43
    let upper = locationCounts.dropLast(2).reduce(0, +)
    officers = size.workers < 6 ? 0 : min(upper, max(1, supervisors / 20))
    let field = size.workers - supervisors - officers
    let places = size.groups + (locationCounts.last ?? 0)
    grouped = locationCounts.isEmpty ? field : (field * size.groups + places - 1) / places
    located = field - grouped
  }

  var field: Int { located + grouped }
  /// The lowest locations: those that field workers are assigned to.
  var villages: Int { locationCounts.last ?? 0 }
  private var bottom: Int { locationCounts.count - 1 }

  /// Each location has about as many below it; the lowest level takes the rest.
  private static func locationCounts(_ size: SampleSize) -> [Int] {
    guard size.levels > 0 else { return [] }
    func counts(_ fanOut: Int) -> [Int] {
      var counts = [1]
      while counts.count < size.levels {
        // Beyond the limit it is too many anyway; this keeps the numbers small.
        counts.append(min(counts[counts.count - 1] * fanOut, size.locations + 1))
      }
      return counts
    }
    var low = 1
    var high = size.locations
    while low < high {
      let middle = (low + high + 1) / 2
      if counts(middle).reduce(0, +) <= size.locations { low = middle } else { high = middle - 1 }
    }
    var result = counts(low)
    result[result.count - 1] += size.locations - result.reduce(0, +)
    return result
  }

  // MARK: Places

  /// The locations right below one, by their numbers in the next level.
  func children(_ number: Int, level: Int) -> Range<Int> {
    let (here, below) = (locationCounts[level], locationCounts[level + 1])
    return number * below / here..<(number + 1) * below / here
  }

  /// The location above one, by its number in the level above.
  func parent(_ number: Int, level: Int) -> Int {
    ((number + 1) * locationCounts[level - 1] - 1) / locationCounts[level]
  }

  /// The village of a located field worker; neighbours have neighbouring ones.
  func village(of worker: Int) -> Int { worker * villages / located }

  /// The group of a field worker without a location.
  func group(of worker: Int) -> Int { (worker - located) * size.groups / grouped }

  /// Given up, with its workers and cases still there: one village in two hundred.
  func isArchived(village: Int) -> Bool { SplitMix.number(seed: seed, .archived, village) % 200 == 0 }

  /// Whether somebody forgot to tick Case Sharing, which is off by default: one group in forty.
  func sharesCases(group: Int) -> Bool {
    size.groups < 10 || SplitMix.number(seed: seed, .sharing, group) % 40 != 0
  }

  // MARK: Those who supervise

  /// A place that a worker is in, or looks after.
  enum Place: Equatable {
    case location(level: Int, Int)
    case group(Int)
  }

  /// What a supervisor looks after: the clinics, or villages, and groups of a team.
  func supervised(by supervisor: Int) -> [Place] {
    let team = supervisor * field / supervisors..<(supervisor + 1) * field / supervisors
    var places: [Place] = []
    let located = team.clamped(to: 0..<self.located)
    if let first = located.first, let last = located.last {
      let villages = village(of: first)...village(of: last)
      if levels.count == 1 {
        places += villages.prefix(Self.mostPlaces).map { .location(level: 0, $0) }
      } else {
        let clinics = parent(villages.lowerBound, level: bottom)...parent(villages.upperBound, level: bottom)
        places += clinics.prefix(Self.mostPlaces).map { .location(level: bottom - 1, $0) }
      }
    }
    let grouped = team.clamped(to: self.located..<field)
    if let first = grouped.first, let last = grouped.last {
      places += (group(of: first)...group(of: last)).prefix(Self.mostPlaces).map { .group($0) }
    }
    return places
  }

  /// Nobody visits more places, however thinly the workers are spread.
  private static let mostPlaces = 25

  /// The location that an officer looks after: one of those above the clinics, counted from the top.
  func supervised(byOfficer officer: Int) -> Place {
    var number = officer
    var level = 0
    while number >= locationCounts[level] {
      number -= locationCounts[level]
      level += 1
    }
    return .location(level: level, number)
  }

  // MARK: Field workers

  /// A field worker's places, the usual mistakes among them: in two of a kind, in one of each kind, in none.
  func places(of worker: Int) -> (places: [Place], isActive: Bool) {
    let isLocated = worker < located
    let own: Place = isLocated ? .location(level: bottom, village(of: worker)) : .group(group(of: worker))
    switch mistake(of: worker) {
    case nil: return ([own], true)
    case .second:
      if isLocated, villages > 1 { return ([own, .location(level: bottom, (village(of: worker) + 1) % villages)], true) }
      if !isLocated, size.groups > 1 { return ([own, .group((group(of: worker) + 1) % size.groups)], true) }
      return ([], true)
    case .both:
      if isLocated, size.groups > 0 { return ([own, .group(worker % size.groups)], true) }
      if !isLocated, villages > 0 { return ([.location(level: bottom, worker % villages), own], true) }
      return ([], true)
    case .nowhere: return ([], true)
    case .inactive: return ([own], false)
    }
  }

  private enum Mistake: Int {
    case both, nowhere, second, inactive
  }

  /// One field worker in fifty, and one at least.
  private func mistake(of worker: Int) -> Mistake? {
    let length = max(1, field / max(1, field / 50))
    let block = worker / length
    guard field > 3, SplitMix.number(seed: seed, .mistake, block) % UInt64(length) == UInt64(worker % length) else {
      return nil
    }
    return Mistake(rawValue: block % 4)
  }
}
