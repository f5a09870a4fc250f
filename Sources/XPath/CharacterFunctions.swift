// Functions that look at the characters of a text; the engine counts UTF-16 code units.

extension Evaluator {
  func characterwise(_ name: String, _ arguments: [Value]) throws(Stop) -> Value? {
    switch name {
    case "string-length":
      return .number(Double(try literal(arguments[0], for: name).utf16.count))
    case "upper-case":
      return .text(XPathText(try literal(arguments[0], for: name).uppercased()))
    case "lower-case":
      return .text(XPathText(try literal(arguments[0], for: name).lowercased()))
    case "substr":
      return .text(XPathText(try substring(arguments)))
    case "substring-before", "substring-after":
      let text = Array(try literal(arguments[0], for: name).utf8)
      let mark = Array(try literal(arguments[1], for: name).utf8)
      let place = firstOccurrence(of: mark, in: text)
      let part: ArraySlice<UInt8>
      if name == "substring-before" {
        part = text[..<(place ?? 0)]
      } else {
        // Without the mark the engine gives the whole text.
        part = place.map { text[($0 + mark.count)...] } ?? text[...]
      }
      return .text(XPathText(String(decoding: part, as: UTF8.self)))
    case "translate":
      return .text(XPathText(try translate(arguments)))
    case "boolean-from-string":
      let text = try literal(arguments[0], for: name)
      return .boolean(text.lowercased() == "true" || text == "1")
    default:
      return nil
    }
  }

  private func substring(_ arguments: [Value]) throws(Stop) -> String {
    let units = Array(try literal(arguments[0], for: "substr").utf16)
    if units.isEmpty { return "" }
    var start = engineInteger(try number(arguments[1]))
    var end = arguments.count > 2 ? engineInteger(try number(arguments[2])) : units.count
    // Negative places count from the end.
    if start < 0 { start += units.count }
    if end < 0 { end += units.count }
    if end < 0 { throw .unknown("`substr()` that ends before the text starts") }
    start = min(max(0, start), end)
    guard end <= units.count else { return "" }
    return String(decoding: units[start..<end], as: UTF16.self)
  }

  private func translate(_ arguments: [Value]) throws(Stop) -> String {
    let text = try literal(arguments[0], for: "translate")
    let old = Array(try literal(arguments[1], for: "translate").utf16)
    let new = Array(try literal(arguments[2], for: "translate").utf16)
    var replacements: [UInt16: UInt16?] = [:]
    for (index, unit) in old.enumerated() where replacements[unit] == nil {
      replacements[unit] = .some(index < new.count ? new[index] : nil)
    }
    let result = text.utf16.compactMap { unit in
      if let replacement = replacements[unit] { replacement } else { unit }
    }
    return String(decoding: result, as: UTF16.self)
  }
}
