import Foundation
import Testing

/// Compares output with a file of `Golden`; with `CASELOAD_RECORD=1` in the environment it writes the file instead.
func expectGolden(_ output: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["CASELOAD_RECORD"] == "1" {
    try Data(output).write(to: file)
    return
  }
  let expected = try Data(contentsOf: file)
  #expect(
    String(decoding: output, as: UTF8.self) == String(decoding: expected, as: UTF8.self),
    "`CASELOAD_RECORD=1 swift test --filter ReportingTests` records it anew", sourceLocation: sourceLocation)
  // Equal strings may differ in bytes: composed and decomposed letters.
  #expect(Data(output) == expected, sourceLocation: sourceLocation)
}
