import Foundation
import Testing

/// The JSON that scripts build on, for every example, and the answers of the commands against each other.
@Suite struct ContractTests {
  static let examples = ["two-workers", "clinic-referral", "village-nurses", "organization", "common-mistakes"]

  @Test(arguments: examples)
  func `check has findings and a summary`(example: String) throws {
    let result = try Executable.run(["check", "examples/\(example)", "--format", "json"])
    let json = try result.json()
    let findings = try #require(json["findings"] as? [[String: Any]])
    let summary = try #require(json["summary"] as? [String: Int])
    #expect(result.errors == "")
    #expect(result.status == (summary["errors"] == 0 && summary["warnings"] == 0 ? 0 : 1))
    for (key, severity) in [("errors", "error"), ("warnings", "warning"), ("infos", "info")] {
      #expect(summary[key] == findings.count { $0["severity"] as? String == severity })
    }
    for finding in findings {
      for key in ["code", "severity", "message", "file"] { #expect(finding[key] is String) }
      for key in ["line", "column", "count"] { #expect((finding[key] as? Int ?? 0) > 0) }
      #expect(finding["related"] is [[String: Any]])
    }
  }

  @Test(arguments: examples)
  func `forms has attempts`(example: String) throws {
    let json = try Executable.run(["forms", "examples/\(example)", "--format", "json"]).json()
    let attempts = try #require(json["attempts"] as? [[String: Any]])
    #expect(!attempts.isEmpty)
    for attempt in attempts {
      #expect((attempt["users"] as? [String])?.isEmpty == false)
      for key in ["app", "menu", "form"] { #expect(attempt[key] is String) }
      #expect(attempt["carries_check"] is Bool)
      let outcome = try #require(attempt["outcome"] as? String)
      #expect(["opens", "stops", "fails"].contains(outcome))
      #expect((attempt["reason"] is NSNull) == (outcome == "opens"))
      #expect(attempt["group_count"] is Int)
      for opened in try #require(attempt["opens"] as? [[String: Any]]) {
        #expect(opened["case_type"] is String)
        #expect(opened["owners"] is [String])
        #expect(opened["unknown"] is Bool)
      }
    }
  }

  /// `sees --all` says of every user what `who-sees` says of every owner and case.
  @Test(arguments: examples)
  func `sees and who-sees agree`(example: String) throws {
    let path = "examples/\(example)"
    let json = try Executable.run(["sees", path, "--all", "--format", "json"]).json()
    let users = try #require(json["users"] as? [String: [String: Any]])
    var byTarget: [String: Set<String>] = [:]
    for (name, user) in users {
      let owners = try #require(user["owners"] as? [String])
      let groups = try #require(user["groups"] as? [[String: Any]])
      #expect(owners.first == "user:\(name)")
      #expect(Array(owners.dropFirst()) == groups.compactMap { $0["owner"] as? String })
      #expect(user["group_count"] as? Int == groups.count)
      let cases = try #require(user["cases"] as? [String: Any])
      let sent = Set(try #require(cases["sent"] as? [String]))
      let onDevice = try #require(cases["on_device"] as? [String])
      #expect(sent.isSuperset(of: onDevice))
      for list in try #require(cases["listed"] as? [String: [String]]).values { #expect(Set(onDevice).isSuperset(of: list)) }
      guard user["active"] as? Bool == true else { continue }
      for target in owners + onDevice.map({ "case:" + $0 }) { byTarget[target, default: []].insert(name) }
    }
    for (target, expected) in byTarget {
      let answer = try Executable.run(["who-sees", path, target, "--format", "json"]).json()
      #expect(answer["of"] as? String == target)
      #expect(answer["users"] as? [String] == expected.sorted())
    }
    // Why agrees too: with paths exactly where the user sees the case.
    for name in users.keys.sorted() {
      for target in byTarget.keys.sorted() where target.hasPrefix("case:") {
        let why = try Executable.run(["why", path, name, target, "--format", "json"]).json()
        let sees = ((users[name]?["cases"] as? [String: Any])?["on_device"] as? [String] ?? []).contains(String(target.dropFirst(5)))
        #expect(why["holds"] as? Bool == sees)
        #expect((why["obstacles"] as? [Any])?.isEmpty == sees)
        if sees { #expect((why["paths"] as? [Any])?.isEmpty == false) }
      }
    }
  }
}
