/// One change of a file's text.
public struct TextEdit: Hashable, Sendable {
  /// What is replaced; of no length where something is put in.
  public var span: SourceSpan
  /// What stands there afterwards.
  public var replacement: String

  public init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

/// Edits of several files that can be made at once: none overlaps another, and none says something else of one place.
public struct EditSet: Sendable {
  /// The edits of each file in the order of the text, each once.
  public private(set) var edits: [String: [TextEdit]] = [:]

  public init() {}

  public var isEmpty: Bool { edits.isEmpty }

  /// Adds the edits of one diagnostic: all of them, or none if one of them cannot be made beside those that are there.
  ///
  /// - Parameter file: what tells one file from another, whatever number it has in a run.
  /// - Returns: whether they were added, or were there already.
  public mutating func add(_ new: [TextEdit], file: (FileID) -> String) -> Bool {
    var result = edits
    for edit in new {
      let file = file(edit.span.file)
      guard Self.insert(edit, into: &result[file, default: []]) else { return false }
    }
    edits = result
    return true
  }

  private static func insert(_ edit: TextEdit, into sorted: inout [TextEdit]) -> Bool {
    let place = (edit.span.start, edit.span.end)
    var low = 0
    var high = sorted.count
    while low < high {
      let middle = (low + high) / 2
      if (sorted[middle].span.start, sorted[middle].span.end) < place { low = middle + 1 } else { high = middle }
    }
    if low < sorted.count {
      let next = sorted[low]
      // The same file may have another number in another project.
      if (next.span.start, next.span.end) == place { return next.replacement == edit.replacement }
      if Int(next.span.start) < edit.span.end { return false }
    }
    if low > 0, sorted[low - 1].span.end > Int(edit.span.start) { return false }
    sorted.insert(edit, at: low)
    return true
  }
}
