/// Cuts a template into texts and expressions.
struct TemplateScanner {
  struct Piece {
    var isExpression: Bool
    var text: String
    /// Where it begins in the template.
    var offset: Int
  }

  private let bytes: [UInt8]
  private static let open = UInt8(ascii: "{")
  private static let close = UInt8(ascii: "}")

  init(_ text: String) { bytes = Array(text.utf8) }

  mutating func run() throws(Problem) -> [Piece] {
    var pieces: [Piece] = []
    var text: [UInt8] = []
    var i = 0
    while i < bytes.count {
      let byte = bytes[i]
      if byte == Self.open || byte == Self.close, i + 1 < bytes.count, bytes[i + 1] == byte {
        text.append(byte)
        i += 2
      } else if byte == Self.close {
        throw Problem(i..<i + 1, "`}` closes nothing", help: "a brace in the text is written `}}`")
      } else if byte == Self.open {
        let end = try endOfExpression(from: i)
        if !text.isEmpty {
          pieces.append(Piece(isExpression: false, text: String(decoding: text, as: UTF8.self), offset: i))
        }
        text = []
        let content = String(decoding: bytes[i + 1..<end], as: UTF8.self)
        pieces.append(Piece(isExpression: true, text: content, offset: i + 1))
        i = end + 1
      } else {
        text.append(byte)
        i += 1
      }
    }
    if !text.isEmpty {
      pieces.append(Piece(isExpression: false, text: String(decoding: text, as: UTF8.self), offset: i))
    }
    return pieces
  }

  /// The closing brace: the first one that is not within a string of the expression.
  private func endOfExpression(from start: Int) throws(Problem) -> Int {
    var lexer = Lexer(bytes, at: start + 1)
    while lexer.position < bytes.count {
      if bytes[lexer.position] == Self.close { return lexer.position }
      guard lexer.isStringStart else {
        lexer.position += 1
        continue
      }
      // A string that is wrong in itself is reported when the expression is compiled, an open one at once.
      do throws(Problem) { _ = try lexer.stringLiteral() } catch { if lexer.hasOpenString { throw error } }
    }
    throw Problem(start..<start + 1, "`{` is never closed", help: "a brace in the text is written `{{`")
  }
}
