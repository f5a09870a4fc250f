import Diagnostics
import YAMLSource

/// Says which errors of a patched project are the last patch's doing, although they stand elsewhere.
struct PatchBlame {
  private let others: Set<Diagnostic>
  /// What the patch removes: the name, and where.
  private var removed: [(name: String, span: SourceSpan)] = []
  /// The deepest key of the patch up to which it changes one thing only.
  private let place: SourceSpan
  /// The patch's own text: many patches can stand in one file. What aliases bring in from elsewhere is apart.
  private var own: Range<Int> = 0..<0
  private var aliased: Set<SourceSpan> = []

  /// - Parameter others: what was reported without patches.
  init(patch: YAMLNodeRef, nodes: YAMLDocument, strings: StringTable, others: Set<Diagnostic>) {
    self.others = others
    var place = nodes.span(patch)
    var single: YAMLNodeRef? = patch
    while let node = single, nodes.kind(node) == .mapping, nodes.childCount(node) == 1 {
      single = nil
      nodes.forEachEntry(of: node) { key, value in
        place = nodes.span(key)
        single = value
      }
    }
    self.place = place
    own = Int(nodes.span(patch).start)..<Int(nodes.span(patch).start + nodes.span(patch).length)
    var waiting = [(node: patch, isAliased: false)]
    var seen: Set<YAMLNodeRef> = []
    while let (node, isAliased) = waiting.popLast() {
      guard seen.insert(node).inserted else { continue }
      include(nodes.span(node), isAliased)
      let isAlias = isAliased || nodes.anchorSpan(node) != nil
      nodes.forEachElement(of: node) { waiting.append(($0, isAlias)) }
      nodes.forEachEntry(of: node) { key, value in
        include(nodes.span(key), isAlias)
        if nodes.isNull(value) {
          removed.append((strings.abbreviated(nodes.symbol(key)), nodes.span(key)))
          include(nodes.span(value), isAlias)
        } else {
          waiting.append((value, isAlias))
        }
      }
    }
    removed.sort { $0.span.start < $1.span.start }
  }

  private mutating func include(_ span: SourceSpan, _ isAliased: Bool) {
    if isAliased {
      aliased.insert(span)
    } else {
      own = min(own.lowerBound, Int(span.start))..<max(own.upperBound, Int(span.start + span.length))
    }
  }

  /// The diagnostics, new errors outside the patch's own file moved to the patch.
  ///
  /// - Parameter ownsFile: whether earlier patches of the same file can be wrong as well, so that errors stay in it.
  func moving(_ diagnostics: LimitedDiagnostics, file: FileID?, ownsFile: Bool) -> LimitedDiagnostics {
    var moved: [Diagnostic] = []
    // One thing that is removed and used in many places is one error.
    var places: [Diagnostic: Int] = [:]
    var others: [Int: Int] = [:]
    for diagnostic in diagnostics.all {
      let new = moving(diagnostic, file: file, ownsFile: ownsFile)
      if new.place == diagnostic.place {
        moved.append(new)
        continue
      }
      var key = new
      key.related = []
      if let index = places[key] {
        if moved[index].related.count < Self.shown {
          moved[index].related += new.related
        } else {
          others[index, default: 0] += 1
        }
      } else {
        places[key] = moved.count
        moved.append(new)
      }
    }
    for (index, count) in others { moved[index].notes.append("and in \(count) more place\(count == 1 ? "" : "s")") }
    var result = LimitedDiagnostics()
    for diagnostic in moved { result.append(diagnostic) }
    return result
  }

  /// How many places are named in which something is still used.
  private static let shown = 10

  private func moving(_ diagnostic: Diagnostic, file: FileID?, ownsFile: Bool) -> Diagnostic {
    guard diagnostic.severity == .error, case .span(let span) = diagnostic.place, !others.contains(diagnostic) else {
      return diagnostic
    }
    var moved = diagnostic
    if span.file == file, ownsFile || own.contains(Int(span.start)) || aliased.contains(span) {
      if diagnostic.code == "PROJ005" {
        moved.help = ["a change follows the nesting of what it changes: write it where the first one stands"]
      }
      return moved
    }
    let culprit = removed.first { diagnostic.message.contains("`\($0.name)`") }
    moved.place = .span(culprit?.span ?? place)
    let what = culprit == nil ? "this is wrong after the change" : "it is still used here"
    moved.related.insert(RelatedPlace(diagnostic.place, what), at: 0)
    if culprit != nil { moved.help = ["change what uses it as well, or keep it"] }
    return moved
  }
}
