import Diagnostics
import YAMLSource

/// Says which errors of a patched project are the last patch's doing, although they stand elsewhere.
struct PatchBlame {
  private let others: Set<Diagnostic>
  /// What the patch removes: the name, and where.
  private var removed: [(name: String, span: SourceSpan)] = []
  /// The deepest key of the patch up to which it changes one thing only.
  private let place: SourceSpan

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
    var waiting = [patch]
    var seen: Set<YAMLNodeRef> = []
    while let node = waiting.popLast() {
      guard seen.insert(node).inserted else { continue }
      nodes.forEachEntry(of: node) { key, value in
        if nodes.isNull(value) {
          removed.append((strings.abbreviated(nodes.symbol(key)), nodes.span(key)))
        } else {
          waiting.append(value)
        }
      }
    }
    removed.sort { $0.span.start < $1.span.start }
  }

  /// The diagnostics, new errors outside the patch's own file moved to the patch.
  func moving(_ diagnostics: LimitedDiagnostics, file: FileID?) -> LimitedDiagnostics {
    var moved = LimitedDiagnostics()
    for diagnostic in diagnostics.all { moved.append(moving(diagnostic, file: file)) }
    return moved
  }

  private func moving(_ diagnostic: Diagnostic, file: FileID?) -> Diagnostic {
    guard diagnostic.severity == .error, case .span(let span) = diagnostic.place, !others.contains(diagnostic) else {
      return diagnostic
    }
    var moved = diagnostic
    if span.file == file {
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
