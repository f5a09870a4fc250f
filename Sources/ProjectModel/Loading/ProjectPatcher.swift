import Diagnostics
import YAMLSource

/// Applies patches to the documents of a project. Entries of tables are not known yet: what patches say of them is
/// kept for the decoder, which reads the tables.
struct ProjectPatcher {
  private(set) var merge = YAMLPatcher()
  private(set) var strings: StringTable
  private(set) var sources: SourceMap
  private(set) var problems: [Diagnostic] = []
  private var pendingRows: [TableSection: PendingRows] = [:]
  /// The roots of the project's documents, which count as one mapping.
  private var roots: [YAMLNodeRef] = []
  private let mainFiles: [FileID]
  private let includeKey: Symbol
  private let tableKey: Symbol
  private var patchFiles: [FileID: YAMLPatcher.Offset] = [:]
  private let ownFileCount: Int

  init(_ files: ProjectFiles, sources: SourceMap) {
    strings = files.strings
    self.sources = sources
    ownFileCount = sources.files.count
    mainFiles = files.documents.map(\.file)
    includeKey = strings.intern(ProjectKey.include.rawValue)
    tableKey = files.vocabulary.table
    for document in files.documents {
      let offset = merge.add(document)
      roots.append(offset(document.root))
    }
  }

  /// The documents as the patches have made them.
  func documents() -> [YAMLDocument] { zip(roots, mainFiles).map { merge.document(root: $0, file: $1) } }

  /// What is taken back when a patch breaks the project. Nodes that were added stay: nothing refers to them.
  struct Checkpoint {
    fileprivate let roots: [YAMLNodeRef]
    fileprivate let pendingRows: [TableSection: PendingRows]
    fileprivate let problems: [Diagnostic]
  }

  var checkpoint: Checkpoint { Checkpoint(roots: roots, pendingRows: pendingRows, problems: problems) }

  mutating func restore(_ checkpoint: Checkpoint) {
    (roots, pendingRows, problems) = (checkpoint.roots, checkpoint.pendingRows, checkpoint.problems)
  }

  /// What a patch would change, in its own order (see ``ProjectChanges``).
  mutating func changes(of patch: ProjectPatch) -> ProjectChanges {
    let file = file(of: patch) ?? sources.add(patch.source)
    let node = offset(of: patch, file)(patch.node)
    var finder = ChangeFinder(nodes: merge.nodes, strings: strings)
    finder.find(node, roots)
    return finder.result
  }

  /// What patches say of entries that no document declares.
  var rowPatches: RowPatches { RowPatches(merge: merge, pending: pendingRows) }

  /// The number of a patch's file; one file has many patches.
  func file(of patch: ProjectPatch) -> FileID? {
    sources.files.indices.dropFirst(ownFileCount).first { index in
      sources.files[index].path == patch.source.path && sources.files[index].bytes == patch.source.bytes
    }.map { FileID($0) }
  }

  /// Applies one patch, and returns it as a node of the merged documents.
  mutating func apply(_ patch: ProjectPatch) -> YAMLNodeRef {
    let file = file(of: patch) ?? sources.add(patch.source)
    let node = offset(of: patch, file)(patch.node)
    guard merge.nodes.kind(node) == .mapping else {
      problems.append(.patchIsNoMapping(merge.nodes.span(node)))
      return node
    }
    // A root that is no mapping has been reported by the decoder.
    guard roots.allSatisfy({ merge.nodes.kind($0) == .mapping }) else { return node }
    let rest = takingRows(of: node)
    roots = merge.merge(rest, into: roots)
    return node
  }

  private mutating func offset(of patch: ProjectPatch, _ file: FileID) -> YAMLPatcher.Offset {
    if let offset = patchFiles[file] { return offset }
    var strings = strings
    let offset = merge.add(patch.document, file: file) { symbol in
      patch.strings.withBytes(of: symbol) { strings.intern($0) }
    }
    self.strings = strings
    patchFiles[file] = offset
    return offset
  }

  // MARK: Rows of tables

  /// Keeps what a patch says of the rows of tables, and returns all else of it.
  private mutating func takingRows(of patch: YAMLNodeRef) -> YAMLNodeRef {
    var rest: [YAMLPatcher.Entry] = []
    for (key, value) in entries(of: patch) {
      let symbol = merge.nodes.symbol(key)
      if symbol == includeKey {
        problems.append(.includeInPatch(merge.nodes.span(key)))
        continue
      }
      var value = value
      for section in TableSection.allCases where strings[symbol] == section.path[0] {
        value = takingRows(of: section, path: section.path[...], value, in: roots)
      }
      rest.append((key, value))
    }
    return merge.addMapping(rest, merge.nodes.span(patch))
  }

  /// - Parameters:
  ///   - path: the keys that lead to the section; the first is that of `value`.
  ///   - parts: the mappings that hold the first key.
  private mutating func takingRows(
    of section: TableSection, path: ArraySlice<String>, _ value: YAMLNodeRef, in parts: [YAMLNodeRef]
  ) -> YAMLNodeRef {
    guard let first = path.first, let key = strings.existing(first) else { return value }
    let rest = path.dropFirst()
    if merge.nodes.kind(value) != .mapping {
      // The whole section is replaced or removed.
      pendingRows[section] = nil
      return value
    }
    let values = parts.flatMap { part in entries(of: part).filter { merge.nodes.symbol($0.key) == key }.map(\.value) }
    guard let next = rest.first.flatMap({ strings.existing($0) }) else { return takingRows(of: section, value, in: values) }
    let changed = entries(of: value).map { entry in
      merge.nodes.symbol(entry.key) == next
        ? (key: entry.key, value: takingRows(of: section, path: rest, entry.value, in: values)) : entry
    }
    return merge.addMapping(changed, merge.nodes.span(value))
  }

  private mutating func takingRows(
    of section: TableSection, _ patch: YAMLNodeRef, in parts: [YAMLNodeRef]
  ) -> YAMLNodeRef {
    var declared: Set<Symbol> = []
    for part in parts { merge.nodes.forEachEntry(of: part) { key, _ in declared.insert(merge.nodes.symbol(key)) } }
    guard declared.contains(tableKey) else { return patch }
    var rest: [YAMLPatcher.Entry] = []
    for (key, value) in entries(of: patch) {
      let name = merge.nodes.symbol(key)
      if name == tableKey || declared.contains(name) {
        rest.append((key, value))
      } else {
        pendingRows[section, default: PendingRows()].append(name, key: key, value: value)
      }
    }
    return merge.addMapping(rest, merge.nodes.span(patch))
  }

  private func entries(of node: YAMLNodeRef) -> [YAMLPatcher.Entry] {
    var entries: [YAMLPatcher.Entry] = []
    merge.nodes.forEachEntry(of: node) { entries.append(($0, $1)) }
    return entries
  }
}

/// The sections that may be in tables.
enum TableSection: CaseIterable {
  case groups, mobileWorkers, locations, cases

  /// The keys that lead to it.
  var path: [String] {
    switch self {
    case .groups: [ProjectKey.groups.rawValue]
    case .mobileWorkers: [ProjectKey.mobileWorkers.rawValue]
    case .locations: [ProjectKey.organization.rawValue, OrganizationKey.locations.rawValue]
    case .cases: [ProjectKey.cases.rawValue]
    }
  }
}

/// What patches say of names of one section that no document declares: rows of its tables, or new entries.
struct PendingRows {
  /// The names in the order in which they came.
  private(set) var names: [Symbol] = []
  /// What is said of each, one patch after the other.
  private(set) var patches: [Symbol: [YAMLPatcher.Entry]] = [:]

  mutating func append(_ name: Symbol, key: YAMLNodeRef, value: YAMLNodeRef) {
    if patches[name] == nil { names.append(name) }
    patches[name, default: []].append((key, value))
  }
}

extension Diagnostic {
  static func patchIsNoMapping(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "PROJ002", "a change of the project is a mapping of keys such as `groups:`", at: .span(span),
      help: ["write it as in the project's own file, only with what changes"])
  }

  static func includeInPatch(_ span: SourceSpan) -> Diagnostic {
    .meaningless(
      "include", span, because: "a change brings in no files", help: "write the change itself instead")
  }
}
