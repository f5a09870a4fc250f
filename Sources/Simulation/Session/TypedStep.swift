import ProjectModel

/// The short way to type a step, such as `sync david maria`, as the step's YAML.
public enum TypedStep {
  /// The words of steps.
  public static let words = ["sync", "offline", "online", "submit", "change", "expect"]

  /// The YAML of a line; the line itself if it is YAML already, with a colon after the step's word.
  ///
  /// `sync`, `offline` and `online` take users. `submit` takes a user and a form, then `case=NAME`, `creates=NAME` and
  /// the like; any other `NAME=VALUE` answers the question of that name, or else sets the property. Quotes keep words
  /// together. `change` and `expect` take what stands between the braces of their mapping, with or without these; the
  /// colon after a step's word may be left out before a brace or a bracket.
  ///
  /// - Parameter project: tells questions from properties.
  public static func yaml(_ line: String, project: Project) -> String {
    let first = line.prefix { $0.isLetter }
    let rest = line[first.endIndex...].drop { $0 == " " || $0 == "\t" }
    let isFlow = rest.first == "{" || rest.first == "["
    guard line.utf8.count <= ScenarioSession.lineLimit, words.contains(String(first)), rest.first != ":",
      rest.startIndex > first.endIndex || rest.isEmpty || isFlow
    else { return line }
    if isFlow { return "\(first): \(rest)" }
    let typed = TypedWord.split(String(rest))
    switch first {
    case "sync", "offline", "online":
      let names = typed.flatMap(\.parts).map { plain($0) }
      return names.count == 1 ? "\(first): \(names[0])" : "\(first): [\(names.joined(separator: ", "))]"
    case "submit": return submission(typed, project)
    default: return rest.contains(":") ? "\(first): {\(rest)}" : line
    }
  }

  private static func submission(_ words: [TypedWord], _ project: Project) -> String {
    var names: [String] = []
    var pairs: [(key: String, value: TypedWord)] = []
    for word in words { if let pair = word.pair { pairs.append(pair) } else { names.append(word.text) } }
    var parts: [String] = []
    for (key, name) in zip(["user", "form", "case"], names) { parts.append("\(key): \(plain(name))") }
    let questions = names.count > 1 ? self.questions(of: names[1], project) : []
    var answers: [String] = []
    var set: [String] = []
    for (key, value) in pairs {
      switch key {
      case "case", "creates", "closes", "updates", "outcome", "reason", "at": parts.append("\(key): \(flow(value))")
      case _ where questions.contains(key): answers.append("\(plain(key)): \(flow(value))")
      default: set.append("\(plain(key)): \(plain(value.text))")
      }
    }
    if !answers.isEmpty { parts.append("answers: {\(answers.joined(separator: ", "))}") }
    if !set.isEmpty { parts.append("set: {\(set.joined(separator: ", "))}") }
    return "submit: {\(parts.joined(separator: ", "))}"
  }

  private static func questions(of path: String, _ project: Project) -> Set<String> {
    guard let form = project.forms.ids.first(where: { project.path(of: $0) == path }) else { return [] }
    return Set(project.forms[form].questions.map { project.text($0.key) })
  }

  /// One name, or a list where there are commas.
  private static func flow(_ value: TypedWord) -> String {
    let names = value.parts.map { plain($0) }
    return names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]"
  }

  /// A text that means itself in YAML, in quotes if it must be.
  static func plain(_ text: String) -> String {
    let isPlain = text.unicodeScalars.allSatisfy { scalar in
      switch scalar {
      case "a"..."z", "A"..."Z", "0"..."9", "_", "/", ".", "@", "+": true
      case "-", ":": true
      default: scalar.value > 0xA0 && scalar.value != 0xFEFF
      }
    }
    guard isPlain, let first = text.unicodeScalars.first, first != "-", first != ":", first != "@", !text.hasSuffix(":")
    else { return ScenarioSession.quoted(text) }
    return text
  }
}
