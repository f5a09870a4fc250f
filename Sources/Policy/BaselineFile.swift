import Diagnostics
import FoundationEssentials

/// Why a baseline cannot be used.
public struct BaselineProblem: Error, Hashable, Sendable {
  /// In words, such as `it is not JSON`.
  public let reason: String
}

extension Baseline {
  /// The version of the format that is read and written.
  public static let version = 1

  /// The file's fields: `{"caseload_baseline": 1, "findings": {"CODE": ["SUBJECT"]}}`.
  private struct File: Decodable {
    var caseload_baseline: Int
    var findings: [String: [String]]
  }

  /// Reads a baseline file.
  public init(json bytes: [UInt8]) throws(BaselineProblem) {
    let file: File
    do {
      file = try JSONDecoder().decode(File.self, from: Data(bytes))
    } catch let error as DecodingError {
      throw BaselineProblem(reason: Self.reason(error))
    } catch {
      throw BaselineProblem(reason: "it is not JSON")
    }
    guard file.caseload_baseline == Self.version else {
      throw BaselineProblem(
        reason: "it has version \(file.caseload_baseline) of the format, and this program reads version \(Self.version)"
      )
    }
    self.init(file.findings.flatMap { code, subjects in subjects.map { Entry(code: code, subject: $0) } })
  }

  private static func reason(_ error: DecodingError) -> String {
    func path(_ context: DecodingError.Context) -> String {
      context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? $0.stringValue }.joined(separator: ".")
    }
    switch error {
    case .keyNotFound(let key, _): return "`\(key.stringValue)` is missing"
    case .typeMismatch(_, let context), .valueNotFound(_, let context):
      let path = path(context)
      return path.isEmpty ? "it is no JSON object" : "`\(path)` has a value of the wrong kind"
    default: return "it is not JSON"
    }
  }

  /// The place of each entry in a file as the program writes it; the whole file if it is laid out another way.
  ///
  /// - Parameters:
  ///   - entries: sorted, as ``entries`` are.
  ///   - source: the file that they were read from.
  ///   - file: its number.
  public static func places(of entries: [Entry], in source: SourceFile, file: FileID) -> [Place] {
    var at = 0
    var isOrdered = true
    var code: String?
    return entries.map { entry in
      if isOrdered, entry.code != code {
        code = entry.code
        if let start = source.offset(of: "\"\(entry.code)\":", from: at) { at = start } else { isOrdered = false }
      }
      guard isOrdered, let start = source.offset(of: "\"\(entry.subject)\"", from: at) else {
        isOrdered = false
        return .path(source.path)
      }
      at = start + 1
      return .span(SourceSpan(file: file, start: start, length: entry.subject.utf8.count + 2))
    }
  }
}

extension SourceFile {
  /// Where a text stands for the first time at or after an offset.
  fileprivate func offset(of text: String, from start: Int) -> Int? {
    let text = Array(text.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      var i = start
      while i + text.count <= bytes.count {
        if bytes[i] == text[0], text.indices.allSatisfy({ bytes[i + $0] == text[$0] }) { return i }
        i += 1
      }
      return nil
    }
  }
}
