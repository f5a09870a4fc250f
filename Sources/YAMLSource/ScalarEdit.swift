import Diagnostics

/// Replacing one scalar of a YAML text, in the style in which it is written.
extension TextEdit {
  /// The edit that gives a scalar another text: quoted as it was, or with quotes if it needs them now.
  ///
  /// - Parameters:
  ///   - old: the text that it has now.
  /// - Returns: nil where the scalar is not written there as such: it is an alias, has an anchor (others may refer to
  ///   it) or a tag, is a block scalar or goes over several lines; and where the new text cannot be written on a line.
  public static func scalar(
    at span: SourceSpan, in source: SourceFile, from old: String, to new: String
  ) -> TextEdit? {
    guard let quote = style(of: span, in: source, text: old) else { return nil }
    return YAMLScalar.written(new, as: quote).map { TextEdit(span, $0) }
  }

  /// The edit that replaces a scalar, quotes and all, by a word without quotes, such as `true`.
  public static func word(at span: SourceSpan, in source: SourceFile, from old: String, to word: String) -> TextEdit? {
    style(of: span, in: source, text: old) == nil ? nil : TextEdit(span, word)
  }

  /// How a scalar of one line is written; nil if it is not the given text in plain sight.
  private static func style(of span: SourceSpan, in source: SourceFile, text: String) -> YAMLScalar.Style? {
    guard span.length > 0, span.end <= source.bytes.count else { return nil }
    let written = source.bytes[Int(span.start)..<span.end]
    guard !written.contains(where: \.isLineBreak), let first = written.first else { return nil }
    for (style, quote) in [(YAMLScalar.Style.single, UInt8(ascii: "'")), (.double, UInt8(ascii: "\""))]
    where first == quote {
      return written.count >= 2 && written.last == quote ? style : nil
    }
    // Anything that is not the text itself is an alias, an anchor, a tag or the head of a block.
    return written.elementsEqual(text.utf8) ? .plain : nil
  }
}

/// How texts are written as scalars of one line.
public enum YAMLScalar {
  public enum Style: Sendable { case plain, single, double }

  /// A text as a scalar that means the same in block and flow collections: without quotes if it can be.
  ///
  /// - Parameter style: the quotes that are wanted.
  /// - Returns: nil for a text with line breaks or other characters that cannot be seen.
  public static func written(_ text: String, as style: Style = .plain) -> String? {
    guard text.unicodeScalars.allSatisfy(isVisible) else { return nil }
    switch style {
    case .plain where isPlain(text): return text
    case .single: return "'" + text.flatMap { $0 == "'" ? "''" : String($0) } + "'"
    case .plain, .double: return "\"" + text.flatMap { "\"\\".contains($0) ? "\\" + String($0) : String($0) } + "\""
    }
  }

  private static func isVisible(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: false
    default: true
    }
  }

  /// Words that some reader of YAML takes for something else than a text.
  private static let reserved: Set<String> = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"]

  private static func isPlain(_ text: String) -> Bool {
    let scalars = Array(text.unicodeScalars)
    guard let first = scalars.first, isWordCharacter(first), !reserved.contains(text.lowercased()) else { return false }
    return scalars.indices.allSatisfy { index in
      switch scalars[index] {
      case "-", ".", "/", "@", "+": true
      // A blank or colon between words; a colon must not look like the end of a key.
      case " ": index + 1 < scalars.count && isWordCharacter(scalars[index + 1])
      case ":": index + 1 < scalars.count && (isWordCharacter(scalars[index + 1]) || scalars[index + 1] == "/")
      case let other: isWordCharacter(other)
      }
    }
  }

  private static func isWordCharacter(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)
  }
}
