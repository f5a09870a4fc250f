extension SourceMap {
  /// Adds the files of another run, and returns its diagnostics with their places in this map.
  public mutating func merge(_ other: SourceMap, _ diagnostics: [Diagnostic]) -> [Diagnostic] {
    let offset = files.count
    for file in other.files { _ = add(file) }
    func moved(_ place: Place) -> Place {
      guard case .span(var span) = place else { return place }
      span.file = FileID(Int(span.file.index) + offset)
      return .span(span)
    }
    return diagnostics.map { diagnostic in
      var diagnostic = diagnostic
      diagnostic.place = moved(diagnostic.place)
      for i in diagnostic.edits.indices {
        diagnostic.edits[i].span.file = FileID(Int(diagnostic.edits[i].span.file.index) + offset)
      }
      diagnostic.related = diagnostic.related.map { RelatedPlace(moved($0.place), $0.message) }
      return diagnostic
    }
  }
}
