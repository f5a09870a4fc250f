import ProjectModel

/// The short way to type a step, such as `sync david maria`, as the step's YAML.
public enum TypedStep {
  /// The YAML of a line; the line itself if it is YAML already, with a colon after the step's word.
  ///
  /// `sync`, `offline` and `online` take users. `submit` takes a user and a form, then `case=NAME`, `creates=NAME` and
  /// the like; any other `NAME=VALUE` answers the question of that name, or else sets the property.
  ///
  /// - Parameter project: tells questions from properties.
  public static func yaml(_ line: String, project: Project) -> String {
    let words = line.split(whereSeparator: { $0 == " " || $0 == "\t" }).map(String.init)
    guard let first = words.first, !first.contains(":") else { return line }
    let rest = Array(words.dropFirst())
    switch first {
    case "sync", "offline", "online":
      let names = rest.flatMap { $0.split(separator: ",") }.map { plain(String($0)) }
      return names.count == 1 ? "\(first): \(names[0])" : "\(first): [\(names.joined(separator: ", "))]"
    case "submit": return submission(rest, project)
    default: return line
    }
  }

  private static func submission(_ words: [String], _ project: Project) -> String {
    var names: [String] = []
    var pairs: [(String, String)] = []
    for word in words {
      if let equals = word.firstIndex(of: "="), equals != word.startIndex {
        pairs.append((String(word[..<equals]), String(word[word.index(after: equals)...])))
      } else {
        names.append(word)
      }
    }
    var parts: [String] = []
    for (key, name) in zip(["user", "form", "case"], names) { parts.append("\(key): \(plain(name))") }
    let questions = names.count > 1 ? self.questions(of: names[1], project) : []
    var answers: [String] = []
    var set: [String] = []
    for (key, value) in pairs {
      switch key {
      case "case", "creates", "closes", "updates", "outcome", "reason", "at": parts.append("\(key): \(flow(value))")
      case _ where questions.contains(key): answers.append("\(plain(key)): \(flow(value))")
      default: set.append("\(plain(key)): \(plain(value))")
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
  private static func flow(_ value: String) -> String {
    let names = value.split(separator: ",").map { plain(String($0)) }
    return names.count == 1 ? names[0] : "[\(names.joined(separator: ", "))]"
  }

  /// A text that means itself in YAML, in quotes if it must be.
  private static func plain(_ text: String) -> String {
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
