/// The file of a baseline: `{"caseload_baseline": 1, "findings": {"CODE": ["SUBJECT"]}}`, one subject a line, so that
/// version control shows what came and went.
public enum BaselineJSON {
  /// The file, as UTF-8.
  ///
  /// - Parameter entries: sorted; those of one code stand together.
  public static func render(version: Int, entries: [(code: String, subject: String)]) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("caseload_baseline", version)
      json.objectField("findings") { json in
        var index = 0
        while index < entries.count {
          let code = entries[index].code
          json.arrayField(code) { json in
            while index < entries.count, entries[index].code.utf8.elementsEqual(code.utf8) {
              json.string(entries[index].subject)
              index += 1
            }
          }
        }
      }
    }
    return json.bytes
  }
}
