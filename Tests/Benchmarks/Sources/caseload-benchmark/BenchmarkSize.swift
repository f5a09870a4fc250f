import SampleProject

/// The sizes that are measured.
enum BenchmarkSize: String, CaseIterable {
  case helpSite = "help-site"
  case district, state, nation

  var sample: SampleSize {
    switch self {
    case .helpSite: SampleSize(workers: 9)
    case .district: SampleSize(workers: 1_600)
    case .state: SampleSize(workers: 100_000, locations: 50_000, levels: 5, cases: 1_000_000)
    case .nation: SampleSize(workers: 600_000, locations: 700_000, levels: 6, cases: 2_000_000)
    }
  }
}
