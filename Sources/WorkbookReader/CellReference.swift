/// Names of cells and columns as spreadsheets show them.
public enum CellReference {
  /// `A`, …, `Z`, `AA`, … of a column counted from 0.
  public static func column(_ index: Int) -> String {
    var letters = ""
    var rest = index + 1
    while rest > 0 {
      letters = String(Unicode.Scalar(UInt8(65 + (rest - 1) % 26))) + letters
      rest = (rest - 1) / 26
    }
    return letters
  }

  /// The column of a reference such as `AB12`, counted from 0; nil if it is none, or beyond the last column.
  static func column(of reference: String) -> Int? {
    var column = 0
    var letters = 0
    for byte in reference.utf8 {
      guard (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte & 0xDF), byte >= 0x41 else { break }
      column = column * 26 + Int(byte & 0xDF) - 64
      letters += 1
      if column > WorkbookLimit.columns { return nil }
    }
    return letters == 0 ? nil : column - 1
  }
}
