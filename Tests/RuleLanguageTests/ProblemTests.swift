import RuleLanguage
import Testing

/// A text with the places of its problems marked: «…» around each of them, in the order of their beginnings.
struct Marked {
  var text = ""
  var places: [Range<Int>] = []

  init(_ marked: String) {
    var open: [Int] = []
    var offset = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«":
        open.append(places.count)
        places.append(offset..<offset)
      case "»":
        if let i = open.popLast() { places[i] = places[i].lowerBound..<offset }
      default:
        text.unicodeScalars.append(scalar)
        offset += UTF8.width(scalar)
      }
    }
  }
}

struct ProblemTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var marked: String
    var messages: [String]
    var help: [String]
    var testDescription: String { marked }
    init(_ marked: String, _ messages: String..., help: String...) {
      (self.marked, self.messages, self.help) = (marked, messages, help)
    }
  }

  static let words = [
    Case("1 «=» 2", "unexpected character `=`", help: "two values are compared with `==`"),
    Case(
      "true «&» false «|» true", "unexpected character `&`", "unexpected character `|`",
      help: "two conditions are joined with `&&`", "two conditions are joined with `||`"),
    Case("«ß» == 1", "unexpected character `ß`"),
    Case("\"größe\" == «“»", "unexpected character `“`", help: "strings stand in straight quotes: `\"` or `'`"),
    Case("«7u» == 7", "unsigned numbers are not part of this language", help: "write `7`"),
    Case("«12ab»", "this is not a number", help: "numbers are written like `12`, `0x1F`, `1.5` or `1e3`"),
    Case("«9223372036854775808»", "the number is too large for an int of 64 bits"),
    Case("-«9223372036854775809»", "the number is too large for an int of 64 bits"),
    Case("«'»abc", "the string is never closed", help: "a string over several lines stands in `\"\"\"` or `'''`"),
    Case("«\"\"\"»abc\"", "the string is never closed"),
    Case("'a«\\q»'", "unknown escape `\\q`", help: "write `\\\\` for a backslash, or a raw string: `r\"…\"`"),
    Case("'a«\\x4»g'", "this escape needs 2 hexadecimal digits"),
    Case("'«\\uD83D»'", "`\\uD83D` is not a character of Unicode"),
    Case("«b'abc'»", "bytes are not part of this language", help: "a string has no `b` before its quote"),
    Case("«for» == 1", "`for` is a reserved word"),
  ]

  static let syntax = [
    Case("«»", "the expression is empty"),
    Case("1 +«»", "expected a value at the end"),
    Case("1 «2»", "expected an operator or the end, found a number"),
    Case("«(»1 + 2", "`(` is never closed"),
    Case("size«(»[1]", "`(` is never closed"),
    Case("[1, 2«)»", "expected an operator or `]`, found `)`"),
    Case("true «and» false", "expected an operator or the end, found `and`", help: "`and` is written `&&`"),
    Case("true «or» false", "expected an operator or the end, found `or`", help: "`or` is written `||`"),
    Case("1 «not» in [1]", "expected an operator or the end, found `not`", help: "`not` is written `!`"),
    Case("sight.«]»", "expected a name after `.`, found `]`"),
    Case("true ? 1«»", "expected `:` and the value for false at the end"),
    Case("true ? true «?» 1 : 2 : 3", "a conditional between `?` and `:` needs brackets"),
    Case("«{»'a': 1}", "maps are not part of this language"),
    Case("user«{»name: 'x'}", "objects cannot be built in an expression"),
    Case("size([1],«)»", "expected another argument after `,`, found `)`"),
    Case("!«-»limit", "expected a value, found `-`"),
    Case("1 == «==» 2", "expected a value, found `==`"),
  ]

  static let types = [
    Case("sight.«usr».role", "`sight` has no field `usr`", help: "did you mean `user`?"),
    Case("sight.«zzz»", "`sight` has no field `zzz`", help: "`sight` has `user`, `case_type`, `owner`, `count`"),
    Case("«sigt».user == user", "unknown name `sigt`", help: "did you mean `sight`?"),
    Case("«zzz»", "unknown name `zzz`", help: "known here: `sight`, `user`, `limit`"),
    Case(
      "sight.«usr».role == «usr».role && «user.name == 1»", "`sight` has no field `usr`", "unknown name `usr`",
      "`==` does not compare `string` with `int`", help: "did you mean `user`?", "did you mean `user`?",
      "a number is written without quotes; `int(…)` makes one of a text"),
    Case(
      "user.groups.«name» == 'x'", "a list has no fields",
      help: "ask for its elements: `exists(x, x.name …)` or `map(x, x.name)`"),
    Case("user.name.«length»", "a value of type `string` has no fields", help: "its size is `size(…)`"),
    Case("user.groups.«size» > 2", "a list has no fields", help: "its size is `size(…)`"),
    Case("user.groups.«exist»(g, g.sharing)", "unknown function `exist`", help: "did you mean `exists`?"),
    Case(
      "«limit > '2'»", "`>` does not compare `int` with `string`",
      help: "a number is written without quotes; `int(…)` makes one of a text"),
    Case(
      "«sight.user == 'david'»", "`==` does not compare `user` with `string`",
      help: "`user` is an object: compare one of its fields"),
    Case("«sight.user in user.groups»", "`in` does not compare `user` with `list(group)`"),
    Case(
      "«user.name == null»", "a value of type `string` is never null",
      help: "a text that is not there is empty: compare with `\"\"`"),
    Case("«'a' < 1»", "`<` does not compare `string` with `int`", help: "a number is written without quotes; `int(…)` makes one of a text"),
    Case("«null < null»", "`<` does not compare `null` with `null`"),
    Case("«[0] < [1]»", "`<` does not compare `list(int)` with `list(int)`"),
    Case(
      "«1 + 1.0»", "`+` does not take `int` and `double`",
      help: "numbers of different types are not mixed: write `double(…)` around the int"),
    Case("«47.5 % 5.5»", "`%` does not take `double` and `double`"),
    Case("«'a' + 1»", "`+` does not take `string` and `int`", help: "write `string(…)` around what is not a string"),
    Case("«-false»", "`-` does not take `bool`"), Case("«!1»", "`!` does not take `int`"),
    Case("«1» && true && «'x'»", "`&&` needs a `bool`, not `int`", "`&&` needs a `bool`, not `string`"),
    Case("«'cows'» ? false : true", "`?` needs a `bool`, not `string`"),
    Case("true ? «'cows' : 17»", "both results of `? :` have one type, not `string` and `int`"),
    Case("[1, «'foo'», 3]", "the elements of a list have one type: this is `string`, those before it `int`"),
    Case("user.groups[«'a'»]", "an index is an `int`, not `string`"),
    Case("«user.name[0]»", "`[]` needs a list, not `string`"),
    Case("«1 in 'abc'»", "`in` needs a list, not `string`"),
    Case("user.«siz»()", "unknown function `siz`", help: "did you mean `size`?"),
    Case("«timestamp»('x')", "`timestamp` is part of CEL, but not of this language"),
    Case("«startsWith»('a', 'b')", "`startsWith` stands behind a value", help: "write `x.startsWith(y)`"),
    Case("'1'.«int»()", "`int` does not stand behind a value", help: "write `int(…)`"),
    Case("«exists»(user.groups, true)", "`exists` stands behind a list", help: "write `list.exists(x, …)`"),
    Case("'a'.«startsWith»()", "`startsWith` takes one value between its brackets, not 0"),
    Case("«size»('a', 'b')", "`size` takes one value between its brackets, not 2"),
    Case("«size(1)»", "`size` does not take `int`"),
    Case("«'a'.startsWith(1)»", "`startsWith` does not take `string` and `int`"),
    Case(
      "user.groups.«all»(g)", "`all` takes a name and an expression, not 1 arguments", help: "write `list.all(x, …)`"),
    Case("user.groups.all(«1», true)", "`all` begins with a name for the element", help: "such as `x`"),
    Case("user.groups.all(g, «g.name»)", "`all` needs a `bool`, not `string`"),
    Case("user.groups.all(g, g.«nam» == 'x')", "`group` has no field `nam`", help: "did you mean `name`?"),
    Case("«user.name.all(g, true)»", "`all` needs a list, not `string`"),
    Case("«has(user)»", "`has` takes a field", help: "write `has(x.field)`"),
    Case(
      "has(user.«zzzz»)", "`user` has no field `zzzz`",
      help: "`user` has `name`, `role`, `groups`, `active`, `age`, `score`, `supervisor`, `tags`"),
    Case("user.name.matches(«'a('»)", "wrong pattern: `(` is never closed"),
    Case("'größe' == user.«nam»", "`user` has no field `nam`", help: "did you mean `name`?"),
  ]

  @Test(arguments: words + syntax + types)
  func places(_ test: Case) {
    let marked = Marked(test.marked)
    do {
      _ = try compile(marked.text)
      Issue.record("compiles")
    } catch {
      #expect(error.list.map(\.message) == test.messages)
      #expect(error.list.map { $0.offset..<$0.offset + $0.length } == marked.places)
      #expect(error.list.flatMap(\.help) == test.help)
    }
  }

  @Test func expectedType() {
    #expect(throws: Problems([Problem(offset: 0, length: 5, "the expression must be a `bool`, not `int`")])) {
      try RuleExpression("1 + 1", schema: World.schema, expected: .bool)
    }
  }

  /// Errors of evaluation carry their place.
  @Test(arguments: [
    ("true && «1 / 0» == 0", "division by zero"), ("«user.tags[2]» == ''", "there is no element 2: the list ends at 1"),
    ("«user.role».startsWith('n')", "the value is null"),
    ("«int(user.name)» == 1", "`david` cannot be turned into int"),
    ("«user.supervisor.supervisor».name == ''", "the value is null"),
    ("user.name.matches(«user.name + '('»)", "wrong pattern: `(` is never closed"),
  ])
  func evaluationPlaces(_ marked: String, _ message: String) throws {
    let marked = Marked(marked)
    let expression = try compile(marked.text)
    do {
      _ = try expression.evaluate(World())
      Issue.record("has a value")
    } catch {
      #expect(error.message == message)
      #expect([error.offset..<error.offset + error.length] == marked.places)
    }
  }
}
