import CPolicies
import Diagnostics

/// The policies that come with the program, embedded in it.
public enum ShippedPolicies {
  /// Their names.
  public static var names: [String] { all.map(\.name) }

  /// The text of one; nil if there is none of that name.
  public static func source(_ name: String) -> SourceFile? {
    all.first { $0.name == name }.map { SourceFile(path: "policies/\(name).yaml", bytes: $0.bytes) }
  }

  /// Whether a file is one of them, and no file on the disk.
  public static func isShipped(_ file: SourceFile) -> Bool {
    file.path.hasPrefix("policies/")
      && names.contains { name in source(name).map { $0.path == file.path && $0.bytes == file.bytes } ?? false }
  }

  /// The policy that holds where a project names none.
  public static let standard = "recommended"

  private static var all: [(name: String, bytes: [UInt8])] {
    var found: [(String, [UInt8])] = []
    while let policy = caseload_policy_at(found.count) {
      let bytes = UnsafeBufferPointer(start: policy.pointee.bytes, count: policy.pointee.size)
      found.append((String(cString: policy.pointee.name), Array(bytes)))
    }
    return found
  }
}
