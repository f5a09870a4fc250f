/// Names of people and places, each number another one.
struct NamePool {
  let seed: UInt64

  struct Name {
    /// As people write it, such as `Amina Okello`.
    let text: String
    /// As a key, such as `amina.okello`.
    let key: String
  }

  /// The name of the person with a number. The same one comes twice only for cases, whose names are drawn.
  func person(_ number: Int) -> Name {
    let (pick, round) = shuffled(number, SplitMix.Purpose.people)
    let given = Self.givenNames[pick & 63]
    let family = Self.familyNames[pick >> 6]
    let suffix = round == 0 ? "" : "\(round + 1)"
    return Name(text: "\(given) \(family)", key: "\(given.lowercased()).\(family.lowercased())\(suffix)")
  }

  /// The name of the place with a number within its level, with what the level adds to it: ` Clinic`, `-clinic`.
  func place(_ number: Int, _ level: LevelName?) -> Name {
    let (pick, round) = shuffled(number, .places)
    let start = Self.placeStarts[pick & 63]
    let end = Self.placeEnds[pick >> 6]
    let text = level.map { " \($0.name)" } ?? ""
    let key = level.map { "-\($0.key)" } ?? ""
    let suffix = round == 0 ? ("", "") : (" \(round + 1)", "-\(round + 1)")
    return Name(text: "\(start)\(end)\(text)\(suffix.0)", key: "\(start.lowercased())\(end)\(key)\(suffix.1)")
  }

  /// Runs through all 4,096 combinations in an order that the seed decides, then through all of them again.
  private func shuffled(_ number: Int, _ purpose: SplitMix.Purpose) -> (pick: Int, round: Int) {
    let offset = Int(SplitMix.number(seed: seed, purpose, 0) & 4095)
    // An odd factor meets every number below a power of two once; this one spreads neighbours over both lists.
    return ((number &* 1_517 &+ offset) & 4095, number >> 12)
  }

  private static let givenNames = [
    "Abebe", "Adama", "Aisha", "Alem", "Amina", "Ana", "Asha", "Ayo", "Baraka", "Beatriz", "Binta", "Carlos", "Chidi",
    "Chipo", "David", "Deepa", "Dina", "Elena", "Emeka", "Esther", "Fatima", "Folake", "Gita", "Grace", "Habib",
    "Hassan", "Imani", "Indira", "Isabel", "James", "Jamila", "Joy", "Juma", "Kavita", "Kemi", "Khadija", "Kofi",
    "Lakshmi", "Leila", "Luis", "Lucia", "Mariam", "Maya", "Mercy", "Miguel", "Musa", "Nadia", "Neema", "Ngozi",
    "Noor", "Paulo", "Peter", "Priya", "Rahel", "Ravi", "Rosa", "Samuel", "Sara", "Sunita", "Tendai", "Thandi",
    "Usha", "Yusuf", "Zola",
  ]
  private static let familyNames = [
    "Abara", "Achieng", "Adeyemi", "Ahmed", "Alemu", "Ali", "Amoah", "Balogun", "Banda", "Barua", "Bekele", "Bello",
    "Castro", "Chanda", "Chirwa", "Costa", "Das", "Deshmukh", "Diallo", "Dube", "Farah", "Flores", "Garcia", "Gomes",
    "Gupta", "Haile", "Ibrahim", "Iyer", "Jimenez", "Juarez", "Kamara", "Kamau", "Kapoor", "Keita", "Khan", "Kimani",
    "Kone", "Kumar", "Lopez", "Mandal", "Mbeki", "Mendes", "Molina", "Moyo", "Mwangi", "Nair", "Ndlovu", "Njoroge",
    "Ochieng", "Okafor", "Okello", "Otieno", "Patel", "Phiri", "Ramos", "Rao", "Reyes", "Sahu", "Sesay", "Sharma",
    "Silva", "Tadesse", "Torres", "Zulu",
  ]
  private static let placeStarts = [
    "Amba", "Ara", "Bala", "Bara", "Bela", "Bori", "Busa", "Chama", "Chiri", "Dala", "Dima", "Dodo", "Fara", "Gala",
    "Gori", "Hara", "Hima", "Ifa", "Jala", "Jori", "Kala", "Kama", "Kari", "Kiba", "Kisu", "Koro", "Kuma", "Lala",
    "Lima", "Lodo", "Luma", "Madi", "Mala", "Mara", "Mbala", "Miri", "Mora", "Muti", "Nali", "Nara", "Nima", "Nora",
    "Oda", "Pala", "Pari", "Rama", "Rani", "Sabu", "Sala", "Sama", "Sani", "Siri", "Sola", "Suba", "Tala", "Tami",
    "Tari", "Tuma", "Uma", "Vala", "Wala", "Yara", "Zama", "Zuri",
  ]
  private static let placeEnds = [
    "bad", "bari", "ber", "bo", "bora", "bu", "da", "dera", "di", "dora", "ga", "gara", "ghat", "ginda", "go", "goro",
    "hat", "ka", "kali", "kara", "kesa", "kot", "ku", "la", "lando", "lemba", "li", "lo", "ma", "mbe", "mbo", "mpur",
    "na", "nagar", "nda", "ndi", "ndo", "ne", "ngo", "ni", "no", "nza", "pala", "palli", "pe", "pur", "ra", "ro",
    "ru", "sa", "sera", "si", "so", "ta", "tala", "tara", "te", "to", "tu", "vali", "wa", "wara", "ya", "zi",
  ]
}

/// An organization level's code and caption.
struct LevelName: Sendable {
  let key: String
  let name: String

  private static let all = ["nation", "region", "state", "division", "district", "block", "clinic", "village"]

  /// The usual levels of an organization of some height, the top first; `count` is at most eight.
  static func levels(_ count: Int) -> [LevelName] {
    let names: [String] =
      switch count {
      case ..<3: Array(all.suffix(count))
      case 3: ["district", "clinic", "village"]
      case 4: ["state", "district", "clinic", "village"]
      case 5: ["state", "district", "block", "clinic", "village"]
      default: Array(all.suffix(count))
      }
    return names.map { LevelName(key: $0, name: $0.prefix(1).uppercased() + $0.dropFirst()) }
  }
}
