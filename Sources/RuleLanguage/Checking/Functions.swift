/// The functions of the language; each has an example in the documentation, which a test runs.
enum Function: String, CaseIterable {
  case size, startsWith, endsWith, contains, matches, int, double, string

  /// Whether it may stand behind a value and a dot.
  var isMethod: Bool {
    switch self {
    case .size, .startsWith, .endsWith, .contains, .matches: true
    case .int, .double, .string: false
    }
  }

  /// Whether it may stand alone, with all that it takes between its brackets.
  var isGlobal: Bool {
    switch self {
    case .size, .matches, .int, .double, .string: true
    case .startsWith, .endsWith, .contains: false
    }
  }

  /// How many values it takes, the one before the dot included.
  var count: Int {
    switch self {
    case .size, .int, .double, .string: 1
    case .startsWith, .endsWith, .contains, .matches: 2
    }
  }
}

/// The macros of the language.
enum Macro: String, CaseIterable {
  case has, all, exists
  case existsOne = "exists_one"
  case filter, map
}

/// What CEL has besides and this language has not: a message names it rather than guess at a misspelling.
let celFunctionsLeftOut: Set<String> = [
  "uint", "bytes", "bool", "type", "dyn", "timestamp", "duration", "getDate", "getDayOfMonth", "getDayOfWeek",
  "getDayOfYear", "getFullYear", "getHours", "getMilliseconds", "getMinutes", "getMonth", "getSeconds",
]
