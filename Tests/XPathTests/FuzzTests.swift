import Testing
import XPath

/// Random soup of tokens: whatever it is, it is read or refused, and evaluated or not, without a crash.
@Suite struct FuzzTests {
  /// SplitMix64: the same soup in every run.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }

  static let tokens = [
    "instance('groups')", "instance('casedb')/casedb/case", "instance('commcaresession')", "/groups", "/group", "/@id",
    "/name", "[1]", "[", "]", "(", ")", ",", "'a'", "\"g1\"", "1", "2.5", ".", "..", "/", "//", "@", "@id", "name",
    "@case_id", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", " div ", " mod ", " and ", " or ", "|", "#form/q",
    "#case/x", "#session/context/userid", "/data/village", "$v", "count(", "if(", "concat(", "join(' ',", "not(",
    "position()", "last()", "true()", "selected(", "substr(", "coalesce(", "cond(", "::", "child::", "#", "'", "\u{e9}",
    "\u{1F600}", "\u{0}", " ", "\n", "text()", "node()", "current()", "depend(", "-9999999999", "99999999999999999999",
  ]

  /// A random expression of which most can be read.
  static func expression(_ depth: Int, _ random: inout Generator) -> String {
    func inner(_ random: inout Generator) -> String { expression(depth - 1, &random) }
    guard depth > 0 else {
      return ["'a'", "'g2'", "''", "1", "2", "-1", "0.5", "name", "@id", "#form/many", "#session/context/userid"]
        .randomElement(using: &random) ?? "''"
    }
    let operators = ["=", "!=", "<", ">=", "+", "-", "*", " div ", " mod ", " and ", " or "]
    let two = [
      "contains", "starts-with", "selected", "selected-at", "concat", "join", "coalesce", "substr", "translate",
    ]
    let one = [
      "count", "not", "string", "number", "count-selected", "string-length", "position", "sum", "round", "last",
    ]
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "(\(inner(&random)) \(operators.randomElement(using: &random) ?? "=") \(inner(&random)))"
    case 1:
      let name = two.randomElement(using: &random) ?? "concat"
      return "\(name)(\(inner(&random)), \(inner(&random))\(name == "translate" ? ", 'x'" : ""))"
    case 2: return "\(one.randomElement(using: &random) ?? "not")(\(inner(&random)))"
    case 3: return "if(\(inner(&random)), \(inner(&random)), \(inner(&random)))"
    case 4: return "instance('groups')/groups/group[\(inner(&random))]/@id"
    case 5: return "instance('group')/groups/group[\(inner(&random))][\(inner(&random))]"
    default: return "instance('casedb')/casedb/case[@case_id = \(inner(&random))]/@owner_id"
    }
  }

  @Test(arguments: 0..<4) func tokenSoup(_ seed: UInt64) {
    var random = Generator(state: seed)
    var read = 0
    for _ in 0..<5_000 {
      let count = Int.random(in: 1...14, using: &random)
      let text = (0..<count).map { _ in Self.tokens.randomElement(using: &random) ?? "" }.joined()
      do {
        let expression = try XPathExpression.parse(text)
        read += 1
        for groups in 0...2 { _ = expression.evaluate(in: TestEnvironment.village(groups)) }
        _ = expression.reads
      } catch {
        #expect(error.offset >= 0 && error.length >= 0 && error.offset + error.length <= text.utf8.count, "\(text)")
        #expect(!error.message.isEmpty)
      }
    }
    #expect(read > 0)
  }

  @Test(arguments: 10..<14) func randomExpressions(_ seed: UInt64) throws {
    var random = Generator(state: seed)
    for _ in 0..<1_000 {
      let text = Self.expression(Int.random(in: 1...5, using: &random), &random)
      let expression = try XPathExpression.parse(text)
      for groups in 0...3 {
        let outcome = expression.evaluate(in: TestEnvironment.village(groups))
        // The same again: evaluation has no memory.
        let again = expression.evaluate(in: TestEnvironment.village(groups))
        #expect(outcome.summary == again.summary, "\(text)")
      }
    }
  }

  /// Hiding the user's id from an expression must not turn a known answer into another known answer.
  @Test(arguments: 20..<22) func unknownIDsNeverLie(_ seed: UInt64) throws {
    var random = Generator(state: seed)
    for _ in 0..<2_000 {
      let text = Self.expression(Int.random(in: 1...4, using: &random), &random)
      let expression = try XPathExpression.parse(text)
      let plain = TestEnvironment.village(3)
      var hidden = plain
      hidden.session["context/userid"] = .value(.id(1))
      hidden.groups[1].id = .id(2)
      let abstract = expression.evaluate(in: hidden)
      if case .unknown = abstract { continue }
      let concrete = expression.evaluate(in: plain)
      let named = abstract.summary.replacing("<1>", with: "u1").replacing("<2>", with: "g2")
      #expect(named == concrete.summary, "\(text)")
    }
  }
}
