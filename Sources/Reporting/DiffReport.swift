import AccessDiff
import Diagnostics

/// What a change does to people, for people: as text, Markdown or annotations of GitHub; see ``DiffJSON`` for scripts.
public struct DiffReport {
  private let sections: [DiffSection]
  private var locators: Sides<DiffLocator>
  private let isEmpty: Bool

  /// - Parameters:
  ///   - sources: the files of both projects, with the paths that are to be shown.
  ///   - all: whether everything is shown, however much it is.
  public init(_ diff: AccessDiff, sources: Sides<SourceMap>, all: Bool) {
    var maker = DiffSections(diff, all ? .all : .some)
    sections = maker.make()
    locators = Sides(old: DiffLocator(sources.old), new: DiffLocator(sources.new))
    isEmpty = diff.isEmpty
  }

  private static let nothing = "nobody gains or loses anything"

  // MARK: Text

  public mutating func text() -> [UInt8] {
    var table = TextTable()
    if isEmpty { table.row(0, Self.nothing) }
    for (index, section) in sections.enumerated() {
      if index > 0 || isEmpty { table.row(0, "") }
      table.row(0, section.title)
      for entry in section.entries {
        table.row(2, entry.lead.text)
        let sign = [.lost, .casesLost].contains(section.kind) ? "- " : "+ "
        for item in entry.items { table.row(4, sign + item.text) }
        if entry.hiddenItems > 0 { table.row(4, sign + "\(entry.hiddenItems) more") }
        for edit in entry.edits { table.row(6, edit.text.text, places(edit)) }
        if entry.hiddenEdits > 0 { table.row(6, "and \(Words.counted(entry.hiddenEdits, "more edit"))") }
      }
      if section.hidden > 0 { table.row(2, "and \(section.hidden) more; --all shows them") }
    }
    return table.bytes
  }

  /// Where an edit is written: in the new text, and in the old one.
  private mutating func places(_ edit: Edit) -> String {
    let new = edit.places.new.map { locators.new.text($0) }
    let old = edit.places.old.map { "was " + locators.old.text($0) }
    return [new, old].compactMap(\.self).joined(separator: "  ")
  }

  // MARK: Markdown

  /// A comment for a pull request: the numbers open, the rest folded.
  public mutating func markdown() -> [UInt8] {
    var lines = ["### What this change does to people", ""]
    if isEmpty { lines.append("Nobody gains or loses anything.") }
    let titled = sections.filter { $0.kind != .notes }
    for section in titled { lines.append("- " + section.title) }
    for section in sections {
      lines += ["", "<details><summary>\(section.title)</summary>", ""]
      for entry in section.entries {
        let verb = entry.items.isEmpty ? "" : ":"
        lines.append("- " + DiffMarkdown.inline(entry.lead) + verb)
        for item in entry.items { lines.append("  - " + DiffMarkdown.inline(item)) }
        if entry.hiddenItems > 0 { lines.append("  - \(entry.hiddenItems) more") }
        for edit in entry.edits {
          lines.append("  - *because* " + DiffMarkdown.inline(edit.text) + markdownPlaces(edit))
        }
        if entry.hiddenEdits > 0 { lines.append("  - and \(Words.counted(entry.hiddenEdits, "more edit"))") }
      }
      if section.hidden > 0 { lines.append("- and \(section.hidden) more; `--all` shows them") }
      lines += ["", "</details>"]
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private mutating func markdownPlaces(_ edit: Edit) -> String {
    var places: [String] = []
    if let new = edit.places.new { places.append(DiffMarkdown.code(locators.new.text(new))) }
    if let old = edit.places.old { places.append("was " + DiffMarkdown.code(locators.old.text(old))) }
    return places.isEmpty ? "" : " (" + places.joined(separator: ", ") + ")"
  }

  // MARK: GitHub

  /// Workflow commands that annotate the new project's files: losses and orphans as warnings, forms that newly stop as
  /// errors, everything else as notices; each at the first edit that causes it.
  ///
  /// - Parameter prefix: what is taken away from the beginning of paths, such as `REV:`.
  public mutating func github(removing prefix: String) -> [UInt8] {
    var lines: [String] = []
    for section in sections where section.kind != .notes {
      for entry in section.entries {
        let items = entry.items.map(\.text) + (entry.hiddenItems > 0 ? ["\(entry.hiddenItems) more"] : [])
        var message = entry.lead.text + (items.isEmpty ? "" : ": " + items.joined(separator: ", "))
        for edit in entry.edits {
          let places = places(edit)
          message += "\nbecause " + edit.text.text + (places.isEmpty ? "" : " (\(places))")
        }
        let place = entry.edits.lazy.compactMap(\.places.new).first
        lines.append(DiffGitHub.command(section, place.map { locators.new.place($0) }, removing: prefix, message))
      }
      if section.hidden > 0 {
        lines.append(DiffGitHub.command(section, nil, removing: prefix, "and \(section.hidden) more; --all shows them"))
      }
    }
    return Array(lines.map { $0 + "\n" }.joined().utf8)
  }
}
