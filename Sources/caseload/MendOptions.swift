import ArgumentParser
import Reporting

/// The options about mending.
struct MendOptions: ParsableArguments {
  @Flag(help: "Mend what has exactly one right edit, in the files; then check. --diff shows the edits first.")
  var fix = false

  @Flag(help: "Print what --fix would change as a diff, and write nothing.")
  var diff = false

  var isOn: Bool { fix || diff }

  func validate() throws {
    if fix, diff { throw ValidationError("Give --fix or --diff, not both.") }
  }
}

extension Mending {
  /// Says on standard error what was or would be mended, and what was not.
  func report(isDone: Bool) {
    func things(_ count: Int, _ word: String) -> String { "\(count) \(word)\(count == 1 ? "" : "s")" }
    for (path, line, code, reason) in refused {
      let place = line.map { "\(path):\($0)" } ?? path
      Output.writeError(Array("not mended: \(code) at \(place): \(reason)\n".utf8))
    }
    let text =
      mendedCount == 0
      ? "nothing to mend"
      : "\(isDone ? "mended" : "would mend") \(things(mendedCount, "finding")) in \(things(changedFiles.count, "file"))"
    Output.writeError(Array((text + "\n").utf8))
  }
}
