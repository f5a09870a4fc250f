// Numbers as commcare-core reads and writes them.

// For the linker's sake: rounding and remainders live in the C library's mathematics, which it brings along.
import FoundationEssentials

/// Numbers closer than this are the same to the engine.
let engineTolerance = 1.0e-12

/// The number in the text as the engine's plain form has it (digits, at most one point, a sign in front), or nil.
func plainNumber(_ text: String) -> Double? {
  var digits = 0
  var points = 0
  for (index, unit) in text.utf8.enumerated() {
    switch unit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
    case UInt8(ascii: "."): points += 1
    case UInt8(ascii: "-") where index == 0: break
    default: return nil
    }
  }
  guard digits > 0, points <= 1 else { return nil }
  return Double(text.hasSuffix(".") ? text + "0" : text)
}

/// Whether the engine may read a text that is no plain number as a date, which counts as days since 1970.
func mayBeDate(_ text: String) -> Bool {
  var dashes = 0
  for unit in text.utf8 {
    switch unit {
    case UInt8(ascii: "0")...UInt8(ascii: "9"): break
    case UInt8(ascii: "-"): dashes += 1
    default: return false
    }
  }
  return dashes == 2 && !text.hasPrefix("-") && !text.hasSuffix("-")
}

/// Java's narrowing of a number to a 32-bit integer: no number is 0, what is too large is the nearest.
func engineInteger(_ number: Double) -> Int {
  if number.isNaN { return 0 }
  return Int(max(Double(Int32.min), min(Double(Int32.max), number.rounded(.towardZero))))
}

/// The number as text, as the engine converts it: `2`, not `2.0`.
func engineText(_ number: Double) -> String {
  if number.isNaN { return "NaN" }
  if abs(number) < engineTolerance { return "0" }
  if number.isInfinite { return number < 0 ? "-Infinity" : "Infinity" }
  let integer = engineInteger(number)
  if abs(number - Double(integer)) < engineTolerance { return String(integer) }
  return javaText(number)
}

/// The number as Java prints it: decimals from a thousandth to ten million, otherwise with an exponent, as `1.5E10`.
private func javaText(_ number: Double) -> String {
  let sign = number < 0 ? "-" : ""
  // Swift prints the same shortest digits; only their arrangement differs.
  let printed = String(describing: abs(number)).split(separator: "e", omittingEmptySubsequences: false)
  let mantissa = printed.first.map { $0.split(separator: ".", omittingEmptySubsequences: false) } ?? []
  var exponent = printed.count > 1 ? Int(printed[1]) ?? 0 : 0
  let whole = mantissa.first.map(String.init) ?? "0"
  var digits = whole + (mantissa.count > 1 ? String(mantissa[1]) : "")
  exponent += whole.count - 1
  while digits.count > 1, digits.hasPrefix("0") {
    digits.removeFirst()
    exponent -= 1
  }
  while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
  switch exponent {
  case 0..<7:
    let padded = digits + String(repeating: "0", count: max(0, exponent + 2 - digits.count))
    return sign + padded.prefix(exponent + 1) + "." + padded.dropFirst(exponent + 1)
  case -3..<0:
    return sign + "0." + String(repeating: "0", count: -exponent - 1) + digits
  default:
    let rest = digits.count > 1 ? String(digits.dropFirst()) : "0"
    return sign + digits.prefix(1) + "." + rest + "E" + String(exponent)
  }
}
