import Diagnostics
import Testing
import YAMLSource

private let file = FileID(3)

private func read(_ text: String) -> (table: CSVTable, diagnostics: [Diagnostic]) {
  CSVTable.read(Array(text.utf8), file: file)
}

/// Header and rows as texts.
private func texts(_ table: CSVTable) -> [[String]] {
  let rows = (0..<table.rowCount).map { row in table.cells(inRow: row).map(table.text) }
  return [table.header.map(table.text)] + rows
}

/// A CSV text and the records it has, the header first.
private struct Example: CustomTestStringConvertible, Sendable {
  var text: String
  var records: [[String]]
  var testDescription: String { text.debugDescription }

  init(_ text: String, _ records: [[String]]) {
    self.text = text
    self.records = records
  }
}

@Suite struct CSVTableTests {
  private static let examples: [Example] = [
    Example("", [[]]),
    Example("\u{FEFF}", [[]]),
    Example("\n\r\n\r", [[]]),
    Example("a", [["a"]]),
    Example("a\n", [["a"]]),
    Example("a,b\n1,2", [["a", "b"], ["1", "2"]]),
    Example("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    Example("a,b\r\n1,2\r\n3,4\r\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
    Example("a,b\r1,2\r3,4\r", [["a", "b"], ["1", "2"], ["3", "4"]]),
    Example("a,b\n\n\n1,2\n\r\n3,4\n\n", [["a", "b"], ["1", "2"], ["3", "4"]]),
    Example("\n\na\n1\n", [["a"], ["1"]]),
    Example("\u{FEFF}a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
    Example("\u{FEFF}\"a\"\n1\n", [["a"], ["1"]]),
    // Quotes.
    Example("\"a\",\"b\"\n\"1\",\"2\"\n", [["a", "b"], ["1", "2"]]),
    Example("a,b\n\"1,5\",\"x \"\"y\"\"\"\n", [["a", "b"], ["1,5", "x \"y\""]]),
    Example("a,b\n\"\"\"\",\"\"\n", [["a", "b"], ["\"", ""]]),
    Example("a,b\n\"1\n2\",\"3\r\n4\r5\"\n", [["a", "b"], ["1\n2", "3\r\n4\r5"]]),
    Example("a\n\"\"\n", [["a"], [""]]),
    Example("a\n\"1\"", [["a"], ["1"]]),
    // Elsewhere a quote is text, and blanks belong to the cell.
    Example("a,b\n5\" pipe, \"x\"\n", [["a", "b"], ["5\" pipe", " \"x\""]]),
    Example("a,b\n 1 ,\t2\n \n", [["a", "b"], [" 1 ", "\t2"], [" "]]),
    // Short rows, empty cells, a comma at the end of the file.
    Example("a,b,c\n1\n1,\n,,\n,2,", [["a", "b", "c"], ["1"], ["1", ""], ["", "", ""], ["", "2", ""]]),
    // Cells beyond the header that are empty.
    Example("a,b\n1,2,,\n", [["a", "b"], ["1", "2"]]),
    // The header stops at its first empty cell, and what is right of it is ignored.
    Example("a,b,,d\n1,2,3,4,5\n", [["a", "b"], ["1", "2"]]),
    Example("a,\"\",d\n1,2,3\n", [["a"], ["1"]]),
    Example("a,\n1,2\n", [["a"], ["1"]]),
    Example(",a\n1,2\n", [[], []]),
    // Text beyond ASCII.
    Example("név,名前\nÅsa,\"😀,é\"\n", [["név", "名前"], ["Åsa", "😀,é"]]),
  ]

  @Test(arguments: examples)
  private func records(_ example: Example) {
    let (table, diagnostics) = read(example.text)
    #expect(texts(table) == example.records)
    #expect(diagnostics.isEmpty)
  }

  @Test func cellsHavePlaces() {
    let text = "\u{FEFF}a,b\r\n\"é\"\"x\",2\r\n"
    let (table, _) = read(text)
    let cells = Array(table.cells(inRow: 0))
    #expect(table.span(of: table.header[0]) == SourceSpan(file: file, start: 3, length: 1))
    // Without the quotes around it, with both of the doubled ones.
    #expect(table.span(of: cells[0]) == SourceSpan(file: file, start: 9, length: 5))
    #expect(cells[0].needsUnquoting && !cells[1].needsUnquoting)
    #expect(table.span(of: cells[1]) == SourceSpan(file: file, start: 16, length: 1))
    #expect(MemoryLayout<CSVTable.Cell>.size == 8)
  }

  @Test func bytesOfCells() {
    let (table, _) = read("a,b,c\n1,\"2\",\"\"\"3\"\"\"\n")
    let bytes = table.cells(inRow: 0).map { cell in
      table.withBytes(of: cell) { span in span.indices.map { span[$0] } }
    }
    #expect(bytes == [Array("1".utf8), Array("2".utf8), Array("\"3\"".utf8)])
  }

  @Test func missingCellsAreEmptyAndAtTheEndOfTheRow() {
    let (table, _) = read("a,b,c\n1\n\"2\"\n3,4,5")
    #expect(table.cell(row: 0, column: 0).start == 6)
    #expect(table.cell(row: 0, column: 2).isEmpty)
    #expect(table.cell(row: 0, column: 2).start == 7)
    #expect(table.cell(row: 1, column: 1).start == 11)
    #expect(table.text(of: table.cell(row: 2, column: 2)) == "5")
    #expect(!table.isEmpty(row: 0))
    #expect(read("a,b\n,\n").table.isEmpty(row: 0))
  }
}
