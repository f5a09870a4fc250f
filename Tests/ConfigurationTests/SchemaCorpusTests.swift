import Foundation
import ProjectModel
import Reporting
import Testing

/// The schema's judgement of the projects in the corpus and the examples, file by file.
@Suite(SchemaJudge.runs) struct SchemaCorpusTests {
  /// Codes of what a schema can see in one file: unknown keys, wrong kinds, missing keys, words, the version, names.
  static let judged: Set<String> = ["PROJ001", "PROJ002", "PROJ003", "PROJ004", "PROJ007", "PROJ011"]
  /// Codes of which it sees a part: keys without a meaning, where the reason stands in the same object.
  static let judgedInPart: Set<String> = ["PROJ009"]

  struct Expectation: CustomTestStringConvertible, Sendable {
    let file: SchemaJudge.File
    let shown: String
    /// Nil if either is right.
    let isAccepted: Bool?
    var testDescription: String { shown }
  }

  static func folders(below path: String) -> [String] {
    let folder = packageRoot.appendingPathComponent(path).path
    return ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).sorted()
      .map { path + "/" + $0 }
      .filter { FileManager.default.fileExists(atPath: packageRoot.appendingPathComponent($0 + "/project.yaml").path) }
  }

  /// The YAML files of a project: the main one and what it includes.
  static func files(of folder: String) -> [(name: String, file: SchemaJudge.File)] {
    let path = packageRoot.appendingPathComponent(folder).path
    let read = ProjectLoader.load(path).sources.files.filter { $0.path.hasSuffix(".yaml") }
    return read.enumerated().map { number, file in
      let name = String(file.path.dropFirst(path.count + 1))
      return (name, SchemaJudge.File(path: file.path, root: number == 0 ? .project : .included))
    }
  }

  static let goodFolders = folders(below: "Tests/ProjectModelTests/Data/GoodInput") + folders(below: "examples")
  static let good: [Expectation] = goodFolders.flatMap { folder in
    files(of: folder).map { Expectation(file: $0.file, shown: folder + "/" + $0.name, isAccepted: true) }
  }

  /// The codes that `expected.txt` lists for each file of a project.
  static func expectedCodes(of folder: String) -> [String: Set<String>] {
    let url = packageRoot.appendingPathComponent(folder + "/expected.txt")
    var codes: [String: Set<String>] = [:]
    for line in ((try? String(contentsOf: url, encoding: .utf8)) ?? "").split(separator: "\n") {
      let parts = line.split(separator: " ")
      guard let name = parts.first?.split(separator: ":").first, let code = parts.last else { continue }
      codes[String(name), default: []].insert(String(code))
    }
    return codes
  }

  static let bad: [Expectation] = folders(below: "Tests/ProjectModelTests/Data/BadInput").flatMap { folder in
    let codes = expectedCodes(of: folder)
    return files(of: folder).compactMap { name, file -> Expectation? in
      let codes = codes[name] ?? []
      // What is no YAML, a schema is never shown.
      if codes.contains(where: { $0.hasPrefix("YAML") }) { return nil }
      let isAccepted: Bool? =
        !codes.isDisjoint(with: judged) ? false : codes.isDisjoint(with: judgedInPart) ? true : nil
      return Expectation(file: file, shown: folder + "/" + name, isAccepted: isAccepted)
    }
  }

  static let verdicts = Result { try SchemaJudge.judge((good + bad).map(\.file)) }

  @Test func `there is a corpus`() {
    #expect(Self.good.count >= 30)
    #expect(Self.bad.count >= 60)
    #expect(Self.bad.count { $0.isAccepted == false } >= 15)
  }

  @Test(arguments: Array(zip(0..., good + bad)))
  func `the schema judges as the corpus expects`(number: Int, expectation: Expectation) throws {
    let verdict = try Self.verdicts.get()[number]
    switch (expectation.isAccepted, verdict) {
    case (true, .accepted), (false, .rejected), (nil, .accepted), (nil, .rejected): break
    default: Issue.record("\(expectation.shown): \(verdict)")
    }
  }
}
