import YAMLSource

/// Reads the cells of one sheet.
final class SheetReading: XMLHandler {
  private(set) var problem: WorkbookProblem?
  private(set) var table: StringTable
  private(set) var cells = SheetCells()
  private let path: String
  private let title: String
  private let shared: [Symbol]
  private var row = -1
  private var column = -1
  private var type = ""
  private var text: [UInt8] = []
  private var isInValue = false
  private var isInPhonetic = false

  init(_ table: StringTable, shared: [Symbol], path: String, title: String) {
    self.table = table
    self.shared = shared
    self.path = path
    self.title = title
  }

  func start(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "row": startRow(attributes["r"])
    case "c": startCell(attributes["r"], attributes["t"])
    case "v": isInValue = type != "inlineStr"
    case "t": isInValue = type == "inlineStr" && !isInPhonetic
    case "rPh": isInPhonetic = true
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "c": endCell()
    case "v", "t": isInValue = false
    case "rPh": isInPhonetic = false
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInValue { text.append(contentsOf: bytes) }
  }

  private func startRow(_ number: String?) {
    let next = number.map { Int($0) ?? 0 }.map { $0 - 1 } ?? row + 1
    guard next > row else {
      problem = .damaged(path, "the rows of the sheet `\(title)` are out of order after row \(row + 1)")
      return
    }
    guard next < WorkbookLimit.rows else {
      problem = .tooLarge(path, "the sheet `\(title)` has more than \(WorkbookLimit.rows) rows")
      return
    }
    row = next
    column = -1
  }

  private func startCell(_ reference: String?, _ type: String?) {
    text.removeAll(keepingCapacity: true)
    self.type = type ?? "n"
    let next = reference.map { CellReference.column(of: $0) } ?? column + 1
    guard let next, next > column, next < WorkbookLimit.columns, row >= 0 else {
      let name = reference ?? "after " + CellReference.column(max(column, 0))
      problem = .damaged(path, "the sheet `\(title)` has a cell `\(name.prefix(20))` where none can be")
      return
    }
    column = next
  }

  private func endCell() {
    guard problem == nil else { return }
    let place = "\(CellReference.column(column))\(row + 1)"
    var symbol = Symbol.empty
    switch type {
    case "s":
      let number = Int(String(decoding: text, as: UTF8.self)) ?? -1
      guard text.isEmpty || shared.indices.contains(number) else {
        problem = .cell(
          path, title, place, "refers to text \(number), which is missing",
          help: "open the workbook in a spreadsheet program and save it as .xlsx")
        return
      }
      if !text.isEmpty { symbol = shared[number] }
    case "b": symbol = table.intern(text.first == UInt8(ascii: "1") ? "true" : "false")
    case "n": symbol = number()
    case "e":
      problem = .cell(
        path, title, place, "holds the error `\(String(decoding: text.prefix(40), as: UTF8.self))` of a formula",
        help: "mend the formula, or write the value")
      return
    default: symbol = text.withUnsafeBufferPointer { table.intern($0) }
    }
    guard symbol != .empty else { return }
    guard cells.count < WorkbookLimit.cells else {
      problem = .tooLarge(path, "the sheet `\(title)` has more than \(WorkbookLimit.cells) cells")
      return
    }
    cells.append(row: row, column: column, symbol)
  }

  /// A number as HQ takes it: one without a fraction is a whole number.
  private func number() -> Symbol {
    let word = String(decoding: text, as: UTF8.self)
    if let value = Double(word), value.rounded() == value, abs(value) < 1e15 { return table.intern("\(Int(value))") }
    return table.intern(word)
  }
}

/// The cells of a sheet that have something in them.
struct SheetCells: Sendable {
  /// By cell: its column, and its text. Rows are runs of cells.
  private var columns: [UInt16] = []
  private var texts: [Symbol] = []
  /// The rows that have cells, counted from 0, and where their cells begin.
  private(set) var rows: [(number: Int32, start: Int32)] = []

  var count: Int { texts.count }

  mutating func append(row: Int, column: Int, _ text: Symbol) {
    if rows.last?.number != Int32(row) { rows.append((Int32(row), Int32(texts.count))) }
    columns.append(UInt16(column))
    texts.append(text)
  }

  /// The text of a cell of the row with an index among ``rows``.
  func text(_ index: Int, _ column: Int) -> Symbol {
    let end = index + 1 < rows.count ? Int(rows[index + 1].start) : texts.count
    var (low, high) = (Int(rows[index].start), end)
    while low < high {
      let middle = (low + high) / 2
      if Int(columns[middle]) < column { low = middle + 1 } else { high = middle }
    }
    return low < end && Int(columns[low]) == column ? texts[low] : .empty
  }

  /// The largest column of a row, or -1.
  func lastColumn(_ index: Int) -> Int {
    let end = index + 1 < rows.count ? Int(rows[index + 1].start) : texts.count
    return end > 0 ? Int(columns[end - 1]) : -1
  }
}
