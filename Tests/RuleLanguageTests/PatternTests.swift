import RuleLanguage
import Testing

/// RE2's syntax (github.com/google/re2/wiki/Syntax), the part that the documentation lists.
struct PatternTests {
  @Test(arguments: [
    ("abc", "xabcx", true), ("^abc$", "abc", true), ("^abc$", "abcd", false), ("^$", "", true), ("a.c", "abc", true),
    ("a.c", "a\nc", false), ("(?s)a.c", "a\nc", true), ("^b", "a\nb", false), ("(?m)^b$", "a\nb\nc", true),
    ("a*b", "b", true),
    ("a+b", "b", false), ("^a?b$", "aab", false), ("^(a|bc)+$", "abca", true), ("^(a|bc)+$", "abc b", false),
    ("^a{3}$", "aaa", true),
    ("^a{3}$", "aa", false), ("^a{2,}$", "aaaa", true), ("^a{2,3}$", "aaaa", false), ("^a{,3}$", "a{,3}", true),
    ("a{", "a{", true),
    ("^x{0}$", "", true), ("[abc]", "xbx", true), ("[^abc]", "abc", false), ("^[a-c-]+$", "a-c", true),
    ("^[]a]+$", "]a", true),
    ("^[^]a]+$", "b", true), ("[\\]]", "]", true), ("^\\d+$", "123", true), ("^\\d+$", "12a", false),
    ("^\\D+$", "abc", true),
    ("^\\w+$", "a_1", true), ("\\W", "a_1", false), ("\\s", "a b", true), ("^\\S+$", "ab", true),
    ("^[\\d\\s]+$", "1 2", true),
    ("^[\\D]+$", "ab", true), ("^[^\\W]+$", "ab", true), ("^[[:alpha:]]+$", "abC", true),
    ("^[[:alpha:][:digit:]]+$", "a1", true),
    ("\\bcat\\b", "a cat!", true), ("\\bcat\\b", "concat", false), ("\\Bcat", "concat", true), ("\\Aab\\z", "ab", true),
    ("a\\.b", "a.b", true), ("a\\.b", "axb", false), ("\\x41", "A", true), ("^\\x{1F600}$", "😀", true),
    ("\\t", "\t", true),
    ("(?i)größe", "GRÖSSE", false), ("(?i)straße", "STRAßE", true), ("(?i)ABC", "xabcx", true),
    ("^(?i:a)b$", "Ab", true),
    ("^(?i:a)b$", "AB", false), ("(?i)[a-z]+$", "ABC", true), ("^(?:ab)*$", "abab", true), ("^(?P<n>a)b$", "ab", true),
    ("a||b", "", true),
    ("^(|a)b$", "b", true), ("^a*?b$", "aab", true), ("^(a*)*$", "aaa", true), ("^(a*)*b$", "aaa", false),
    ("^(a?){5}$", "aaa", true),
    ("ñ+", "mañana", true), ("^.$", "😀", true), ("^..$", "é", false), ("^[α-ω]+$", "πέντε", false),
    ("^[α-ωέ]+$", "πέντε", true),
    ("$^", "", true), ("a$b", "ab", false), ("^^a", "a", true), ("(^|,)b(,|$)", "a,b", true),
    ("\\$\\^\\{", "$^{", true),
  ])
  func matches(_ pattern: String, _ text: String, _ expected: Bool) throws {
    #expect(try Pattern(pattern).matches(text) == expected)
  }

  @Test(arguments: [
    ("«(»abc", "`(` is never closed"), ("abc«)»", "`)` closes nothing"), ("«[»abc", "`[` is never closed"),
    ("«*»a", "`*` repeats nothing"),
    ("a|«+»", "`+` repeats nothing"), ("a«**»", "`**` repeats a repetition"),
    ("a«{2}{3}»", "`{2}{3}` repeats a repetition"),
    ("a«{1001}»", "a repetition counts up to 1000"), ("a«{3,2}»", "`{3,2}` counts backwards"),
    ("[«z-a»]", "`z-a` runs backwards"),
    ("«\\1»", "patterns cannot refer back to a group"), ("«(?=»a)", "patterns cannot look ahead"),
    ("«(?<»=a)", "patterns cannot look behind"),
    ("«\\q»", "unknown escape `\\q`"), ("a«\\»", "a backslash stands at the end"), ("«(?x»)", "unknown group `(?x`"),
    ("[«[:foo:]»]", "unknown class `[:foo:]`"), ("«((a{1000}){1000}){1000}»", "the pattern is too large"),
    ("«\\p»{L}", "classes of Unicode are not part of this language"), ("é«*+»", "`*+` repeats a repetition"),
  ])
  func problems(_ marked: String, _ message: String) {
    let marked = Marked(marked)
    do {
      _ = try Pattern(marked.text)
      Issue.record("compiles")
    } catch {
      #expect(error.message == message)
      #expect([error.offset..<error.offset + error.length] == marked.places)
    }
  }

  /// Patterns on which an engine that goes back takes for ever: twenty thousand characters are
  /// far beyond what any growth but the linear one could do in a test.
  @Test(arguments: [
    "(a+)+$", "^(a|a)*$", "(a|aa)+$", "^(a?){20}a{20}$b", "(.*)*x", "((a*)*)*b", "(a|b|ab)*c", "([a-z]+)*\\d",
  ])
  func staysLinear(_ pattern: String) throws {
    let pattern = try Pattern(pattern)
    let text = String(repeating: "a", count: 20_000) + "!"
    #expect(pattern.matches(text) == false)
  }
}
