import Diagnostics
import Simulation

/// Coverage as Cobertura's XML (`coverage-04.dtd`), which GitLab draws: a package for each folder, a class for each file,
/// and in it a method for each thing that can be touched, by its name.
public struct CoverageCobertura {
  private var output = ""

  /// The document, as UTF-8. Its `timestamp` is 0: the same coverage gives the same bytes.
  public static func render(_ coverage: ScenarioCoverage) -> [UInt8] {
    let files = CoverageLines(coverage).files
    var renderer = CoverageCobertura()
    renderer.write(files)
    return Array(renderer.output.utf8)
  }

  private mutating func write(_ files: [CoverageLines.File]) {
    let (covered, total) = Self.counts(files)
    line(0, #"<?xml version="1.0" encoding="UTF-8"?>"#)
    line(0, #"<!DOCTYPE coverage SYSTEM "http://cobertura.sourceforge.net/xml/coverage-04.dtd">"#)
    let counts = #"lines-covered="\#(covered)" lines-valid="\#(total)" branches-covered="0" branches-valid="0""#
    line(0, #"<coverage \#(Self.rates(covered, total)) \#(counts) version="caseload" timestamp="0">"#)
    line(1, "<sources>")
    line(2, "<source>.</source>")
    line(1, "</sources>")
    line(1, "<packages>")
    let folders = Dictionary(grouping: files) { Self.parts($0.path).folder }
    for folder in Words.sorted(folders.keys) { write(folder, folders[folder] ?? []) }
    line(1, "</packages>")
    line(0, "</coverage>")
  }

  private mutating func write(_ folder: String, _ files: [CoverageLines.File]) {
    let (covered, total) = Self.counts(files)
    line(2, #"<package name="\#(XMLText.escaped(folder))" \#(Self.rates(covered, total))>"#)
    line(3, "<classes>")
    for file in files { write(file) }
    line(3, "</classes>")
    line(2, "</package>")
  }

  private mutating func write(_ file: CoverageLines.File) {
    let name = XMLText.escaped(Self.parts(file.path).name)
    let rates = Self.rates(file.covered, file.lines.count)
    line(4, #"<class name="\#(name)" filename="\#(XMLText.escaped(file.path))" \#(rates)>"#)
    line(5, "<methods>")
    for item in file.items {
      let rates = Self.rates(item.scenarioCount > 0 ? 1 : 0, 1)
      line(6, #"<method name="\#(XMLText.escaped(item.name))" signature="" \#(rates)>"#)
      line(7, "<lines>")
      line(8, #"<line number="\#(item.line)" hits="\#(item.scenarioCount)" branch="false"/>"#)
      line(7, "</lines>")
      line(6, "</method>")
    }
    line(5, "</methods>")
    line(5, "<lines>")
    for (number, hits) in file.lines { line(6, #"<line number="\#(number)" hits="\#(hits)" branch="false"/>"#) }
    line(5, "</lines>")
    line(4, "</class>")
  }

  private static func counts(_ files: [CoverageLines.File]) -> (covered: Int, total: Int) {
    files.reduce((0, 0)) { ($0.0 + $1.covered, $0.1 + $1.lines.count) }
  }

  /// The attributes that every element has: rates are shares of 1, with four digits, rounded down.
  private static func rates(_ covered: Int, _ total: Int) -> String {
    let rate = total == 0 ? 10_000 : covered * 10_000 / total
    let digits = String(rate % 10_000)
    let share = "\(rate / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
    return #"line-rate="\#(share)" branch-rate="0" complexity="0""#
  }

  private static func parts(_ path: String) -> (folder: String, name: String) {
    guard let slash = path.lastIndex(of: "/") else { return (".", path) }
    return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
  }

  private mutating func line(_ depth: Int, _ text: String) {
    output += String(repeating: "  ", count: depth) + text + "\n"
  }
}
