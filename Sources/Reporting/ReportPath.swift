/// Paths as the formats of other tools want them.
enum ReportPath {
  /// Without `.` segments and doubled slashes, which tools that compare paths as text stumble over.
  static func plain(_ path: String) -> String {
    let segments = path.split(separator: "/").filter { $0 != "." }
    return (path.hasPrefix("/") ? "/" : "") + segments.joined(separator: "/")
  }

  /// A URI reference (RFC 3986): relative to where the command ran, or `file://` for an absolute path.
  static func uri(_ path: String) -> String {
    let plain = plain(path)
    var result = plain.hasPrefix("/") ? "file://" : ""
    for byte in plain.utf8 {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"), UInt8(ascii: "/"):
        result.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      }
    }
    return result
  }
}
