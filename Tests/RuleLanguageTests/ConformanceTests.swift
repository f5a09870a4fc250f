import RuleLanguage
import Testing

/// The language definition of CEL (github.com/google/cel-spec, doc/langdef.md) and its conformance data
/// (tests/simple/testdata): expectations are from there, the names of the files stand above the tables. What this
/// language leaves out (unsigned numbers, bytes, maps, messages, `dyn`) is left out here as well.
struct ConformanceTests {
  /// basic.textproto: self_eval_zeroish, self_eval_nonzeroish.
  static let basic = [
    Row("0", "0"), Row("0.0", "0.0"), Row("0e+0", "0.0"), Row("''", "''"), Row("\"\"", "''"), Row("r\"\"", "''"),
    Row("false", "false"), Row("null", "null"), Row("[]", "[]"), Row("17", "17"),
    Row("-9223372036854775808", "-9223372036854775808"), Row("9223372036854775807", "9223372036854775807"),
    Row("-2.3e+1", "-23.0"), Row("\"!\"", "'!'"), Row("'\\''", "'''"), Row("[-1]", "[-1]"), Row("true", "true"),
    Row("0x55555555", "1431655765"), Row("-0x55555555", "-1431655765"),
  ]

  /// comparisons.textproto. `dyn()` is not needed here: mixed numbers are taken as they are.
  static let comparisons = [
    Row("1 == 1", "true"), Row("-1 == 1", "false"), Row("1 == 1.0", "true"), Row("2 == 1.0", "false"),
    Row("1.0 == 1", "true"), Row("2.0 == 1", "false"), Row("1.0 == 1.0e+0", "true"), Row("-1.0 == 1.0", "false"),
    Row("0.0/0.0 == 0.0/0.0", "false"), Row("1 == 0.0/0.0", "false"), Row("0.0/0.0 != 0.0/0.0", "true"),
    Row("'' == \"\"", "true"), Row("'a' == 'b'", "false"), Row("'abc' == r'abc'", "true"),
    Row("'abc' == 'ABC'", "false"), Row("'ίσος' == 'ίσος'", "true"), Row("'a' == 'à'", "false"),
    Row("'Am\\u00E9lie' == 'Ame\\u0301lie'", "false"), Row("null == null", "true"), Row("null != null", "false"),
    Row("true == true", "true"), Row("false == true", "false"), Row("[] == []", "true"),
    Row("[null] == [null]", "true"), Row("['1', '2', null] == ['1', '2', '3']", "false"),
    Row("[1, 2, 3] == [1, 2, 3]", "true"), Row("[1, 2, 3] == [1, 3, 2]", "false"), Row("[1] == [1.0]", "true"),
    Row("[1.0, 2.1] == [1, 2]", "false"), Row("['case'] == ['cAse']", "false"), Row("[[]] != [[]]", "false"),
    Row("[1, 2, null] == [1, null, 3]", "false"), Row("24 != 42", "true"), Row("1 != 1", "false"),
    Row("9.0e+3 != 9001.0", "true"), Row("'abc' != ''", "true"), Row("[] != [1]", "true"),
    Row("[true, false, true] != [true, true, false]", "true"), Row("-1 < 0", "true"), Row("0 < 0", "false"),
    Row("1.0 < 1.0000001", "true"), Row("-0.0 < 0.0", "false"), Row("'a' < 'b'", "true"), Row("'' < 'a'", "true"),
    Row("'Abc' < 'aBC'", "true"), Row("'abc' < 'abcd'", "true"), Row("'a' < '\\u00E1'", "true"),
    Row("'' < ''", "false"), Row("'abc' < 'abc'", "false"), Row("'a' < 'AB'", "false"),
    Row("'f' < '\\u1EBF'", "true"), Row("false < true", "true"), Row("true < true", "false"),
    Row("true < false", "false"), Row("1 < 2.0", "true"), Row("1.0 < 2", "true"), Row("1 < 1.0", "false"),
    Row("9223372036854775807 < 9223372036854775808.0", "false"),
    Row("9223372036854775807 < 9223372036854777857.0", "true"),
    Row("9223372036854775807 < -9223372036854777857.0", "false"),
    Row("-9223372036854775808 < -9223372036854775809.0", "false"),
    Row("9223372036854775808.0 < 9223372036854775807", "false"), Row("42 > -42", "true"), Row("0 > 0", "false"),
    Row("1e+1 > 1e+0", "true"), Row(".99 > 9.9e-1", "false"), Row("'abc' > 'aBc'", "true"), Row("'A' > ''", "true"),
    Row("'α' > 'omega'", "true"), Row("true > false", "true"), Row("2 > 1.0", "true"), Row("2.0 > 1", "true"),
    Row("-9223372036854775808 > -9223372036854777857.0", "true"), Row("0 <= 0", "true"), Row("1 >= 2", "false"),
  ]

  /// integer_math.textproto: int64_math.
  static let integers = [
    Row("40 + 2", "42"), Row("42 + (-7)", "35"), Row("-4 + (-2)", "-6"), Row("42 - 12", "30"),
    Row("42 - (-22)", "64"), Row("-42 - (-12)", "-30"), Row("42 * 2", "84"), Row("40 * (-2)", "-80"),
    Row("-30 * (-2)", "60"), Row("42 / 2", "21"), Row("-20 / 2", "-10"), Row("-80 / (-2)", "40"),
    Row("47 % 5", "2"), Row("43 % (-5)", "3"), Row("-42 % (-5)", "-2"), Row("-3 % 5", "-3"), Row("-(42)", "-42"),
    Row("-(-42)", "42"), Row("-(0)", "0"), Row("34 % 0", "error: remainder of a division by zero"),
    Row("15 / 0", "error: division by zero"), Row("15 * 0", "0"), Row("5 + (15 + 20) == (5 + 15) + 20", "true"),
    Row("5 * (15 + 25)  == 5 * 15 + 5 * 25", "true"), Row("9223372036854775807 + 1", overflow),
    Row("-9223372036854775808 - 1", overflow), Row("-9223372036854775808 + (-1)", overflow),
    Row("1 - (-9223372036854775807)", overflow), Row("-(-9223372036854775808)", overflow),
    Row("(-9223372036854775808) * -1", overflow), Row("(-9223372036854775808)/-1", overflow),
    Row("5000000000 * 5000000000", overflow), Row("(-5000000000) * 5000000000", overflow),
  ]
  static let overflow = "error: the result is too large for an int of 64 bits"

  /// fp_math.textproto.
  static let doubles = [
    Row("4.25 + 15.25", "19.5"), Row("17.75 + (-7.75)", "10.0"), Row("-4.125 + (-2.125)", "-6.25"),
    Row("42.0 - 12.0", "30.0"), Row("42.875 - (-22.0)", "64.875"), Row("42.5 * 0.2", "8.5"),
    Row("40.75 * (-2.25)", "-91.6875"), Row("0.0625 / 0.002", "31.25"), Row("-8.875 / (-0.0625)", "142.0"),
    Row("-(4.5)", "-4.5"), Row("-(-1.25)", "1.25"), Row("-(0.0)", "-0.0"), Row("15.75 / 0.0", "inf"),
    Row("15.36 * 0.0", "0.0"), Row("1.5 * (23.625 * 0.75) == (1.5 * 23.625) * 0.75", "true"),
    Row("2.0 * 8.988466e+307 ", "inf"), Row("2.0 * -8.988466e+307 ", "-inf"), Row("1e-324  / 2.0", "0.0"),
  ]

  /// logic.textproto: conditional, AND, OR, NOT.
  static let logic = [
    Row("true ? 1 : 2", "1"), Row("false ? 'foo' : 'bar'", "'bar'"),
    Row("2 / 0 > 4 ? 'baz' : 'quux'", "error: division by zero"), Row("true && true", "true"),
    Row("false && false", "false"), Row("false && true", "false"), Row("true && false", "false"),
    Row("false && (2 / 0 > 3 ? false : true)", "false"), Row("(2 / 0 > 3 ? false : true) && false", "false"),
    Row("true && 1/0 != 0", "error: division by zero"), Row("1/0 != 0 && true", "error: division by zero"),
    Row("true || true", "true"), Row("false || false", "false"), Row("false || true", "true"),
    Row("true || (2 / 0 > 3 ? false : true)", "true"), Row("(2 / 0 > 3 ? false : true) || true", "true"),
    Row("false || 1/0 != 0", "error: division by zero"), Row("1/0 != 0 || false", "error: division by zero"),
    Row("!true", "false"), Row("!false", "true"),
  ]

  /// lists.textproto: concatenation, index, in, size.
  static let lists = [
    Row("[0, 1, 2] + [3, 4, 5] == [0, 1, 2, 3, 4, 5]", "true"),
    Row("[0, 1, 2] + [3, 4, 5] == [3, 4, 5, 0, 1, 2]", "false"), Row("[2] + [2]", "[2, 2]"), Row("[] + []", "[]"),
    Row("[] + [3, 4]", "[3, 4]"), Row("[1, 2] + []", "[1, 2]"), Row("[7, 8, 9][0]", "7"), Row("['foo'][0]", "'foo'"),
    Row("[0, 1, 1, 2, 3, 5, 8, 13][4]", "3"), Row("['George', 'John', 'Paul', 'Ringo'][3]", "'Ringo'"),
    Row("[1, 2, 3][3]", "error: there is no element 3: the list ends at 2"),
    Row("[1, 2, 3][-1]", "error: there is no element -1: the list ends at 2"), Row("7 in []", "false"),
    Row("'alpha' in ['alpha', 'beta', 'gamma']", "true"), Row("3 in [5, 4, 3, 2, 1]", "true"),
    Row("3.0 in [5, 4, 3, 2, 1]", "true"), Row("3 in [5.0, 4.0, 3.0, 2.0, 1.0]", "true"),
    Row("'hawaiian' in ['meat', 'veggie', 'margarita', 'cheese']", "false"), Row("size([])", "0"),
    Row("size([1, 2, 3])", "3"), Row("[1, 2, 3].size()", "3"),
  ]

  /// string.textproto: size, starts_with, ends_with, matches, concatenation, contains.
  static let strings = [
    Row("size('')", "0"), Row("size('A')", "1"), Row("size('ÿ')", "1"), Row("size('four')", "4"),
    Row("size('πέντε')", "5"), Row("'foobar'.startsWith('foo')", "true"), Row("'foobar'.startsWith('bar')", "false"),
    Row("''.startsWith('foo')", "false"), Row("'foobar'.startsWith('')", "true"), Row("''.startsWith('')", "true"),
    Row("'завтра'.startsWith('за')", "true"), Row("'🐱😀😛'.startsWith('🐱')", "true"),
    Row("'foobar'.endsWith('bar')", "true"), Row("'foobar'.endsWith('foo')", "false"),
    Row("''.endsWith('foo')", "false"), Row("'foobar'.endsWith('')", "true"), Row("''.endsWith('')", "true"),
    Row("'forté'.endsWith('té')", "true"), Row("'🐱😀😛'.endsWith('😛')", "true"),
    Row("'hubba'.matches('ubb')", "true"), Row("''.matches('foo|bar')", "false"), Row("'cows'.matches('')", "true"),
    Row("''.matches('')", "true"), Row("'abcd'.matches('bc')", "true"), Row("'grey'.matches('gr(a|e)y')", "true"),
    Row("'banana'.matches('ba(na)*')", "true"), Row("'mañana'.matches('a+ñ+a+')", "true"),
    Row("'🐱😀😀'.matches('(a|😀){2}')", "true"), Row("'he' + 'llo'", "'hello'"),
    Row("'hello' + ' ' == 'hello'", "false"), Row("'' + 'abc'", "'abc'"), Row("'' + ''", "''"),
    Row("'¢' + 'ÿ' + 'Ȁ'", "'¢ÿȀ'"), Row("'r' + 'ô' + 'le'", "'rôle'"), Row("'hello'.contains('he')", "true"),
    Row("'hello'.contains('')", "true"), Row("'hello'.contains('ol')", "false"),
    Row("'abababc'.contains('ababc')", "true"), Row("'Straße'.contains('aß')", "true"),
    Row("'🐱😀😁'.contains('😀')", "true"), Row("''.contains('something')", "false"), Row("''.contains('')", "true"),
  ]

  /// macros.textproto: exists, all, exists_one, map, filter, nested.
  static let macros = [
    Row("[1, 2, 3].exists(e, e > 0)", "true"), Row("[1, 2, 3].exists(e, e == 2)", "true"),
    Row("[1, 2, 3].exists(e, e > 3)", "false"), Row("[1, 2, 3].exists(e, e / 0 == 17)", "error: division by zero"),
    Row("[].exists(e, e == 2)", "false"), Row("[1, 2, 3].all(e, e > 0)", "true"),
    Row("[1, 2, 3].all(e, e == 2)", "false"), Row("[1, 2, 3].all(e, e == 17)", "false"),
    Row("[1, 2, 3].all(e, 6 / (2 - e) == 6)", "false"), Row("[1, 2, 3].all(e, e / 0 != 17)", "error: division by zero"),
    Row("[].all(e, e > 0)", "true"), Row("[].exists_one(a, a == 7)", "false"), Row("[7].exists_one(a, a == 7)", "true"),
    Row("[8].exists_one(a, a == 7)", "false"), Row("[1, 2, 3].exists_one(x, x > 20)", "false"),
    Row("[6, 7, 8].exists_one(foo, foo % 5 == 2)", "true"), Row("[0, 1, 2, 3, 4].exists_one(n, n % 2 == 1)", "false"),
    Row("['foal', 'foo', 'four'].exists_one(n, n.startsWith('fo'))", "false"),
    Row("[3, 2, 1, 0].exists_one(n, 12 / n > 1)", "error: division by zero"), Row("[].map(n, n / 2)", "[]"),
    Row("[3].map(n, n * n)", "[9]"), Row("[2, 4, 6].map(n, n / 2)", "[1, 2, 3]"),
    Row("[2, 1, 0].map(n, 4 / n)", "error: division by zero"), Row("[].filter(n, n % 2 == 0)", "[]"),
    Row("[2].filter(n, n == 2)", "[2]"), Row("[1].filter(n, n > 3)", "[]"), Row("[1, 2, 3].filter(e, e > 3)", "[]"),
    Row("[0, 1, 2, 3, 4].filter(x, x % 2 == 1)", "[1, 3]"), Row("[1, 2, 3].filter(n, n > 0)", "[1, 2, 3]"),
    Row("[3, 2, 1, 0].filter(n, 12 / n > 4)", "error: division by zero"),
    Row("['signer'].filter(signer, ['artifact'].all(artifact, true))", "['signer']"),
    Row("['signer'].all(signer, ['artifact'].all(artifact, true))", "true"),
    // The macro with three arguments: the elements for which the second holds (cel-go, parser/macro.go).
    Row("[1, 2, 3, 4].map(n, n % 2 == 0, n * 10)", "[20, 40]"),
  ]

  /// conversions.textproto: double, int, string.
  static let conversions = [
    Row("double(0)", "0.0"), Row("double(1000000000000) == 1e12", "true"),
    Row("double(-1000000000000000) == -1e15", "true"),
    Row("double(9223372036854775807) == 9.223372036854775807e18", "true"),
    Row("double('0')", "0.0"), Row("double('0.0')", "0.0"), Row("double('-0.0')", "-0.0"),
    Row("double('123')", "123.0"),
    Row("double('123.456')", "123.456"), Row("double('-987.654')", "-987.654"),
    Row("double('6.02214e23') == 6.02214e23", "true"), Row("double('1.38e-23') == 1.38e-23", "true"),
    Row("double('-84.32e7') == -8.432e8", "true"), Row("int(-123.456)", "-123"), Row("int(1.9)", "1"),
    Row("int(-7.9)", "-7"), Row("int(11.5)", "11"), Row("int(-3.5)", "-3"),
    Row("int(double(36028797018963968))", "36028797018963968"),
    Row("int(double(36028797018963969))", "36028797018963968"),
    Row("int(9223372036854775807.0)", "error: `9.223372036854776e+18` cannot be turned into int"),
    Row("int(-9223372036854775808.0)", "error: `-9.223372036854776e+18` cannot be turned into int"),
    Row("int(1e99)", "error: `1e+99` cannot be turned into int"), Row("int('987')", "987"), Row("string(123)", "'123'"),
    Row("string(-456)", "'-456'"), Row("string(123.456)", "'123.456'"), Row("string(-4.5e-3)", "'-0.0045'"),
  ]

  /// parse.textproto: nest and repeat, what every implementation must take.
  static let parse = [
    Row("((((((((((((((((((((((((((((((((7))))))))))))))))))))))))))))))))", "7"),
    Row("size([[[[[[[[[[[[0]]]]]]]]]]]])", "1"),
    Row("int(double(int(double(int(double(int(double(int(double(int(double(7))))))))))))", "7"),
    Row([String](repeating: "true ? true", count: 24).joined(separator: " : ") + " : false", "true"),
    Row([String](repeating: "false", count: 32).joined(separator: " || ") + " || true", "true"),
    Row([String](repeating: "true", count: 32).joined(separator: " && ") + " && false", "false"),
    Row("3" + [String](repeating: " - 3 + 3", count: 12).joined(), "3"),
    Row("4" + [String](repeating: " * 4 / 4", count: 12).joined(), "4"),
    Row(String(repeating: "!", count: 32) + "true", "true"), Row(String(repeating: "-", count: 32) + "19", "19"),
    Row("[[[[[[[[[[[['foo']]]]]]]]]]]]" + String(repeating: "[0]", count: 12), "'foo'"),
    Row("[" + (0...31).map(String.init).joined(separator: ", ") + "][17]", "17"),
  ]

  /// parse.textproto: string_literals; here `size` and comparisons instead of unprintable expectations.
  static let literals = [
    Row("'hello'", "'hello'"), Row("\"hello\"", "'hello'"), Row("'''hello'''", "'hello'"),
    Row("\"\"\"hello\"\"\"", "'hello'"), Row("' \\\\ \\? \\\" \\' \\` '", "' \\ ? \" ' ` '"),
    Row("\"\"\" ? \" ' ` \"\"\"", "' ? \" ' ` '"), Row("' \\a \\b \\f \\t \\v '", "' \u{07} \u{08} \u{0C} \t \u{0B} '"),
    Row("' \\n '", "' \n '"), Row("''' \n '''", "' \n '"), Row("''' \r\n '''", "' \r\n '"),
    Row("' \\000 \\012 \\177 '", "' \0 \n \u{7F} '"),
    Row("' \\x4a \\x4B \\X4c \\X4D \\u01aB \\U000001aB '", "' J K L M ƫ ƫ '"),
    Row("'\\U0001F62C'", "'😬'"), Row("'\\U00088888'", "'\u{88888}'"),
    Row("r' \\\\ \\? \\n \\000 \\x00 '", "' \\\\ \\? \\n \\000 \\x00 '"),
    Row("R\"\"\" \\a \\\" \"\"\"", "' \\a \\\" '"),
    // The table of examples in the section String and Bytes Values.
    Row("'\"\"'", "'\"\"'"), Row("'''x''x'''", "'x''x'"), Row("\"\\\"\"", "'\"'"), Row("\"\\\\\"", "'\\'"),
    Row("r\"\\\\\"", "'\\\\'"), Row("\"\\303\\277\"", "'Ã¿'"), Row("\"\\377\"", "'ÿ'"), Row("\"\\xFF\"", "'ÿ'"),
  ]

  @Test(
    arguments: [basic, comparisons, integers, doubles, logic, lists, strings, macros, conversions, parse, literals]
      .flatMap(\.self))
  func conforms(_ row: Row) {
    #expect(outcome(row.expression) == row.expected)
  }

  /// Precedence and associativity (language definition, *Syntax*): the same value as with the brackets.
  @Test(arguments: [
    ("1 + 2 * 3", "1 + (2 * 3)", "7"), ("10 - 3 - 2", "(10 - 3) - 2", "5"), ("100 / 10 / 5", "(100 / 10) / 5", "2"),
    ("7 % 4 * 2", "(7 % 4) * 2", "6"), ("-2 * 3", "(-2) * 3", "-6"), ("1 + 1 == 2", "(1 + 1) == 2", "true"),
    ("1 < 2 == true", "(1 < 2) == true", "true"), ("2 in [1] + [2]", "2 in ([1] + [2])", "true"),
    ("true || false && false", "true || (false && false)", "true"),
    ("false && false || true", "(false && false) || true", "true"), ("!true || true", "(!true) || true", "true"),
    ("true ? 1 : true ? 2 : 3", "true ? 1 : (true ? 2 : 3)", "1"),
    ("false ? 1 : false ? 2 : 3", "false ? 1 : (false ? 2 : 3)", "3"),
    ("1 == 1 && 2 == 2", "(1 == 1) && (2 == 2)", "true"), ("true || true ? 1 : 2", "(true || true) ? 1 : 2", "1"),
    ("-[1, 2][1]", "-([1, 2][1])", "-2"), ("![true][0]", "!([true][0])", "false"), ("5 - -3", "5 - (-3)", "8"),
    ("1 // comment\n + 2", "1 + 2", "3"),
  ])
  func precedence(_ plain: String, _ bracketed: String, _ expected: String) {
    #expect(outcome(plain) == expected)
    #expect(outcome(bracketed) == expected)
  }
}
