import Foundation
import RuleLanguage
import Testing

/// Not a timed test: prints how long an evaluation takes, in a release build:
/// `RULE_BENCHMARK=1 swift test -c release -Xswiftc -enable-testing --filter RuleLanguageTests.BenchmarkTests`
@Suite(.enabled(if: ProcessInfo.processInfo.environment["RULE_BENCHMARK"] != nil))
struct BenchmarkTests {
  /// A host as fast as a host can be: the numbers are the language's own.
  final class Facts: FactProvider {
    var role: UInt32 = 3
    func variable(_ index: Int) -> Value { .object(ObjectRef(type: 1, index: 0)) }
    func field(_ slot: Int, of object: ObjectRef) -> Value {
      switch (object.type, slot) {
      case (1, 0), (3, 0): .symbol(1)
      case (1, 1): .symbol(role)
      case (1, 2): .hostList(HostList(kind: 0, id: 0, count: 3))
      case (1, 4): .int(41)
      default: .bool(true)
      }
    }
    func element(_ index: Int, of list: HostList) -> Value { .object(ObjectRef(type: 3, index: UInt64(index))) }
    func withText(of symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
      var text = "counsellor"
      text.withUTF8(body)
    }
    func name(of object: ObjectRef) -> String { "" }
  }

  @Test(arguments: [
    "user.active", "user.age > 30", "user.role != \"counsellor\"",
    "user.role != \"counsellor\" && size(user.groups) > 1",
    "user.role in [\"counsellor\", \"david\", \"joy\", \"nurse\"]",
    "user.groups.exists(g, g.name == \"joy\")", "user.name.startsWith(\"coun\")", "user.name.matches(\"^c[a-z]+r$\")",
  ])
  func measure(_ text: String) throws {
    let expression = try compile(text)
    let count = 1_000_000
    let facts = Facts()
    var trues = 0
    let clock = ContinuousClock()
    let time = try clock.measure {
      for i in 0..<count {
        facts.role = UInt32(truncatingIfNeeded: 3 + i & 1)
        if try expression.isTrue(facts) { trues += 1 }
      }
    }
    let attoseconds = time.components.seconds * 1_000_000_000 + time.components.attoseconds / 1_000_000_000
    print("\(attoseconds / Int64(count)) ns  \(text)  (\(trues) true)")
  }
}
