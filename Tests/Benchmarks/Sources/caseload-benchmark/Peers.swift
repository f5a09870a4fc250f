import Foundation
import OwnershipGraph
import ProjectModel

/// Other programs on the same data and questions. Each is a script that compares its answers with ours by their hash
/// before it prints a time; one that is not installed says so.
struct Peers {
  private let subject: Subject
  private let python: String

  private static let scripts = ["sqlite_peer", "duckdb_peer", "rustworkx_peer", "cedar_peer", "pyyaml_peer"]

  init(_ subject: Subject, python: String) {
    self.subject = subject
    self.python = python
  }

  /// Lines to print: for each peer and question its time, ours, and the ratio.
  func run() throws -> [String] {
    let folder = subject.folder + "-tables"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let data = PeerData(subject.graph, folder: folder)
    let questions = PeerQuestions(subject)
    let viewers = Viewers(subject.graph)
    var sight = CaseSight(subject.graph)
    try data.writeTables()
    try data.write(questions: questions)
    var ours: [String: Double] = [:]
    for question in PeerQuestion.allCases {
      try data.write(answer: questions.answer(question), to: question)
      ours[question.rawValue] = subject.seconds { ask(question, questions, viewers, &sight) }
    }
    var lines = ["Peers, \(subject.size.rawValue):"]
    let clock = subject.stopwatch.countsProcessorTime ? "processor-time" : "clock"
    for script in Self.scripts {
      Terminal.say("\(subject.size.rawValue): \(script)")
      for line in try Self.output(of: python, ["\(BenchmarkPaths.peers)/\(script).py", folder, subject.folder, clock]) {
        let words = line.split(separator: " ")
        guard words.count == 3, let seconds = Double(words[2]), let own = ours[String(words[1])] else {
          lines.append("  " + line)
          continue
        }
        lines.append(
          "  \(words[0]) \(words[1]): \(ResultTable.shown(seconds * 1e3)) ms, caseload \(ResultTable.shown(own * 1e3)) ms, ratio \(ResultTable.shown(seconds / own))"
        )
      }
    }
    return lines
  }

  /// The same work without making text of it, as the peers measure theirs. What is made once counts as compiling.
  private func ask(
    _ question: PeerQuestion, _ questions: PeerQuestions, _ viewers: Viewers, _ sight: inout CaseSight
  ) {
    let graph = questions.graph
    let project = graph.project
    switch question {
    case .load: _ = ProjectLoader.load(subject.folder)
    case .compile:
      let graph = OwnershipGraph(project)
      _ = (CaseSight(graph), Viewers(graph))
    case .groupCounts: keep(project.users.ids.count { graph.groupCount(of: $0) != 1 })
    case .whoSees: for location in questions.locations { keep(viewers.users(of: Owner(location)).count) }
    case .owners: for user in questions.users { keep(graph.ownerIDs(of: user).count) }
    case .pairs: for (user, owner) in questions.pairs { keep(graph.owns(user, owner) ? 1 : 0) }
    case .audit: for user in project.users.ids { keep(sight.sight(of: user).sent.count) }
    }
  }

  private static func output(of program: String, _ arguments: [String]) throws -> [String] {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [program] + arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    try process.run()
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return text.split(separator: "\n").map(String.init)
      + (process.terminationStatus == 0 ? [] : ["\(arguments[0]) ended with \(process.terminationStatus)"])
  }
}
