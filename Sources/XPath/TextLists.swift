// Lists of choices in one text, separated by spaces (semantics 3.8).

extension XPathText {
  /// The entries of the list, split as the engine does: spaces at the start give an empty first entry, spaces at the
  /// end give none.
  var entries: [XPathText] {
    var entries: [[TextSymbol]] = [[]]
    var afterSpace = false
    for symbol in symbols {
      let isSpace = symbol == .unit(0x20)
      if isSpace, !afterSpace {
        entries.append([])
      } else if !isSpace {
        entries[entries.count - 1].append(symbol)
      }
      afterSpace = isSpace
    }
    while entries.last?.isEmpty == true { entries.removeLast() }
    return entries.map { XPathText(symbols: $0) }
  }

  /// Whether the choice is one of this list's: the engine looks for it with a space on either side.
  func selects(_ choice: XPathText) -> Bool? {
    let choice = choice.trimmed
    if choice.isEmpty {
      // Two spaces in a row; no id can supply them.
      return firstOccurrence(of: choice.padded.symbols, in: padded.symbols) != nil
    }
    if choice.symbols.contains(where: \.isWhiteSpace) { return padded.contains(choice.padded) }
    var result: Bool? = false
    for entry in symbols.split(separator: .unit(0x20)) {
      switch XPathText(symbols: entry).equals(choice) {
      case true?: return true
      case nil: result = nil
      case false?: break
      }
    }
    return result
  }

  /// Without white space at either end.
  var trimmed: XPathText {
    let symbols = symbols
    guard
      let first = symbols.firstIndex(where: { !$0.isWhiteSpace }),
      let last = symbols.lastIndex(where: { !$0.isWhiteSpace })
    else { return XPathText() }
    return XPathText(symbols: symbols[first...last])
  }

  private var padded: XPathText {
    var result = XPathText(" ")
    result.append(contentsOf: self)
    result.append(.literal(" "))
    return result
  }

  init(symbols: some Sequence<TextSymbol>) {
    self.init()
    var units: [UInt8] = []
    for symbol in symbols {
      switch symbol {
      case .unit(let unit):
        units.append(unit)
      case .id(let number):
        append(.literal(String(decoding: units, as: UTF8.self)))
        units.removeAll()
        append(.id(number))
      }
    }
    append(.literal(String(decoding: units, as: UTF8.self)))
  }
}
