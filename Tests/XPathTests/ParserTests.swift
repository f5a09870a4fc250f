import Testing
import XPath

@Suite struct ParserTests {
  /// A text, where its error is (UTF-8 code units), and what it says.
  static let errors: [(String, Int, Int, String)] = [
    ("", 0, 0, "the expression is empty"),
    ("  ", 0, 2, "the expression is empty"),
    ("'abc", 0, 4, "the quote is never closed"),
    ("concat('a', \"b)", 12, 3, "the quote is never closed"),
    ("count(", 6, 0, "expected an expression at the end"),
    ("count(/data/a", 5, 1, "`(` is never closed"),
    ("(1", 0, 1, "`(` is never closed"),
    ("(1]", 2, 1, "expected `)`, found `]`"),
    ("1)", 1, 1, "expected an operator, found `)`"),
    ("a[1", 1, 1, "`[` is never closed"),
    ("a[]", 2, 1, "expected an expression, found `]`"),
    ("concat('a',)", 11, 1, "expected an expression, found `)`"),
    ("concat('a' 'b')", 11, 3, "expected `)`, found `'b'`"),
    ("a b", 2, 1, "unexpected character `b`"),
    ("'a' 'b'", 4, 3, "expected an operator, found `'b'`"),
    ("1 +", 3, 0, "expected an expression at the end"),
    ("1 = = 2", 4, 1, "expected an expression, found `=`"),
    ("* 2", 2, 1, "expected an operator, found `2`"),
    ("!a", 0, 1, "unexpected character `!`"),
    ("a ! b", 2, 1, "unexpected character `!`"),
    ("a & b", 2, 1, "unexpected character `&`"),
    ("\u{2018}a\u{2019}", 0, 3, "unexpected character `\u{2018}`"),
    ("'\u{e9}' ; 1", 5, 1, "unexpected character `;`"),
    ("1 == 1", 3, 1, "expected an expression, found `=`"),
    ("/data/", 6, 0, "expected a name at the end"),
    ("/data//", 7, 0, "expected a name at the end"),
    ("/data/@", 7, 0, "expected a name at the end"),
    ("/data/'a'", 6, 3, "expected a name, found `'a'`"),
    ("/data/f(1)", 7, 1, "expected an operator or `/`, found `(`"),
    (".[1]", 1, 1, "expected an operator, found `[`"),
    ("foo::a", 0, 3, "unknown axis `foo`"),
    ("text('x')", 5, 3, "expected `)`, found `'x'`"),
    ("#", 0, 1, "expected a name after `#`"),
    ("$ a", 0, 1, "expected a name after `$`"),
    ("if(1, 2)", 0, 2, "`if` takes 3 arguments, not 2"),
    (" not()", 1, 3, "`not` takes 1 argument, not 0"),
    ("true(1)", 0, 4, "`true` takes no arguments, not 1"),
    ("cond(1, 2, 3, 4)", 0, 4, "`cond` takes an odd number of arguments, at least 3, not 4"),
    ("coalesce()", 0, 8, "`coalesce` takes at least 1 argument, not 0"),
    ("substr('a')", 0, 6, "`substr` takes 2 to 3 arguments, not 1"),
    ("1 | -2", 4, 1, "expected an expression, found `-`"),
  ]

  @Test(arguments: errors)
  func error(_ row: (text: String, offset: Int, length: Int, message: String)) {
    do {
      _ = try XPathExpression.parse(row.text)
      Issue.record("`\(row.text)` was read")
    } catch {
      #expect(error == XPathSyntaxError(offset: row.offset, length: row.length, message: row.message), "\(row.text)")
    }
  }

  /// What the engine reads, odd as some of it is.
  @Test(arguments: [
    "and", "or or or", "div div div", "a-b.c_d", "jr:itext('x')", "x:y/z", "* * *", "1 andtrue()", "'a'or'b'",
    "not (1)", "/data/and", "@id", "@*", "x:*", "..", "../..", ".", "/", "//a", "a//b", "child::a", "attribute::id",
    "self::node()", "node()", "processing-instruction('x')", "$var", "- - 1", "((((1))))", "a[1][2]/b[c[d]]",
    "whatever()", "whatever(1, 2)", "instance()", "instance(1)/a", "current()/a", "'a'/b", "f()[1]", "\u{e9}t\u{e9}",
    "#form/a", "#case/@owner_id", "a | b | c", "1.", ".5", "'it' = \"it's\"", "a\u{0c}=\r\nb",
  ])
  func reads(_ text: String) {
    #expect(throws: Never.self) { try XPathExpression.parse(text) }
  }
}
