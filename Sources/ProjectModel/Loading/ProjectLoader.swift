import Diagnostics
import YAMLSource

/// What came of loading a project.
public struct LoadedProject: Sendable {
  /// The project; nil if there is any error.
  public let project: Project?
  /// Everything that is wrong with the text, in the order of output.
  public let diagnostics: [Diagnostic]
  /// The files that were read, for showing the diagnostics.
  public let sources: SourceMap
  /// The path of the main file, as it is shown.
  public let path: String
}

extension LoadedProject {
  /// What a decoder has made of a project.
  ///
  /// - Parameter problems: what was wrong before it was decoded.
  init(_ decoder: ProjectDecoder, problems: [Diagnostic], path: String) {
    sources = decoder.project.sources
    diagnostics = Self.namingAnchors(problems + decoder.diagnostics.all, in: decoder.documents).inOutputOrder(sources)
    project = diagnostics.contains { $0.severity == .error } ? nil : decoder.project
    self.path = path
  }

  /// Adds to each diagnostic at an alias where the value that it stands for is written.
  private static func namingAnchors(_ diagnostics: [Diagnostic], in documents: [YAMLDocument]) -> [Diagnostic] {
    if diagnostics.isEmpty { return [] }
    var anchors: [SourceSpan: SourceSpan] = [:]
    // Documents that patches have changed share their nodes.
    let isShared = documents.first?.isPatched ?? false
    for document in documents.prefix(isShared ? 1 : documents.count) {
      document.forEachAlias { alias, anchor in anchors[alias] = anchor }
    }
    return diagnostics.map { diagnostic in
      guard case .span(let span) = diagnostic.place, let anchor = anchors[span],
        !diagnostic.related.contains(where: { $0.place == .span(anchor) })
      else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.related.append(RelatedPlace(.span(anchor), "the alias stands for this"))
      return diagnostic
    }
  }
}

/// Loads a project: the main file, what it includes, and the tables; decodes and links it.
public struct ProjectLoader {
  private let limits: YAMLLimits
  private var sources = SourceMap()
  private var strings: StringTable
  private let vocabulary: Vocabulary
  private var documents: [YAMLDocument] = []
  private var diagnostics = LimitedDiagnostics()
  /// The real paths of files that were read, as bytes.
  private var loaded: Set<[UInt8]> = []
  /// The real paths of the files on the way to the one that is read now.
  private var way: Set<[UInt8]> = []
  /// What is still to be done, the next step at the end.
  private var steps: [Step] = []
  private var isComplete = true
  /// The bytes to read instead of those of files, by their real paths.
  private var replacedFiles: [String: [UInt8]] = [:]

  /// One step of reading the files. Including is no recursion: its chains may be as long as one likes.
  private enum Step {
    /// Follow one entry of `include`.
    case include(Symbol, SourceSpan, from: String)
    /// Read one file.
    case read(String, SourceSpan, from: String)
    /// Everything that a file includes has been read.
    case leave([UInt8])
  }

  /// Loads a project file, or the `project.yaml` of a folder. Every error of every file is in the result's diagnostics.
  ///
  /// - Parameter files: the bytes to read instead of those of files, by ``FileReader/identity(of:)``.
  public static func load(
    _ path: String, replacing files: [String: [UInt8]] = [:], limits: YAMLLimits = YAMLLimits()
  ) -> LoadedProject {
    let path = mainFile(path)
    var loader = ProjectLoader(limits: limits)
    loader.replacedFiles = files
    return loader.run(path).loaded
  }

  /// Loads a project, and keeps what patches need.
  static func read(_ path: String, limits: YAMLLimits) -> (loaded: LoadedProject, files: ProjectFiles?) {
    let path = mainFile(path)
    var loader = ProjectLoader(limits: limits)
    return loader.run(path)
  }

  /// Loads a project whose text is at hand; the files that it mentions are looked for in the current folder.
  ///
  /// - Parameter path: what diagnostics call it.
  public static func load(text: [UInt8], shownAs path: String, limits: YAMLLimits = YAMLLimits()) -> LoadedProject {
    var loader = ProjectLoader(limits: limits)
    guard let folder = ProjectFolder(".") else { return loader.failure(path, "there is no current folder") }
    return loader.run(text, path: path, real: path, folder: folder).loaded
  }

  /// The path of the main file of a project that is named by its file or its folder.
  public static func mainFile(_ path: String) -> String {
    guard FileReader.isFolder(path) else { return path }
    return ProjectFolder.joined(path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path, "project.yaml")
  }

  private init(limits: YAMLLimits) {
    self.limits = limits
    strings = StringTable.forYAML(expectedCount: 4096)
    vocabulary = Vocabulary(&strings)
  }

  private mutating func run(_ path: String) -> (loaded: LoadedProject, files: ProjectFiles?) {
    guard let real = FileReader.realPath(path), let folder = ProjectFolder(ProjectFolder.folder(of: path)) else {
      return (failure(path, "there is no such file"), nil)
    }
    let bytes: [UInt8]
    do {
      bytes = try FileReader.read(path, limit: limits.fileSize, replacing: replacedFiles)
    } catch {
      return (failure(path, error.reason), nil)
    }
    return run(bytes, path: path, real: real, folder: folder)
  }

  private mutating func run(
    _ bytes: [UInt8], path: String, real: String, folder: ProjectFolder
  ) -> (loaded: LoadedProject, files: ProjectFiles?) {
    read(bytes, path: path, real: real)
    while let step = steps.popLast() {
      switch step {
      case .include(let pattern, let span, let file): include(pattern, at: span, from: file, folder: folder)
      case .read(let name, let span, let file): includeFile(name, at: span, from: file, folder: folder)
      case .leave(let real): way.remove(real)
      }
    }
    let decoder = ProjectDecoder(
      documents: documents, strings: strings, sources: sources, vocabulary: vocabulary, limits: limits, folder: folder,
      incompleteKinds: isComplete ? [] : Self.kindsOfFiles)
    strings = StringTable()
    decoder.replacedFiles = replacedFiles
    // A main file that cannot be read leaves nothing to decode.
    if documents.first?.file == FileID(0) { decoder.decode() }
    let loaded = LoadedProject(decoder, problems: diagnostics.all, path: path)
    let files = ProjectFiles(
      documents: documents, strings: decoder.project.strings, tables: decoder.tableFiles, vocabulary: vocabulary,
      limits: limits, folder: folder, incompleteKinds: isComplete ? [] : Self.kindsOfFiles, problems: diagnostics.all)
    return (loaded, files)
  }

  private func failure(_ path: String, _ reason: String) -> LoadedProject {
    let diagnostic = Diagnostic(
      code: "FILE001", "`\(path)` cannot be read: \(reason)", at: .path(path),
      help: ["give a project file, or a folder with `project.yaml`; `caseload init DIR` makes one"])
    return LoadedProject(project: nil, diagnostics: [diagnostic], sources: sources, path: path)
  }

  /// What an included file can declare for others. Menus, forms and questions stand together with their app.
  private static let kindsOfFiles: Set<EntityKind> = [.caseType, .app, .group, .level, .location, .user, .declaredCase]

  private mutating func read(_ bytes: [UInt8], path: String, real: String) {
    loaded.insert(Array(real.utf8))
    let file = sources.add(SourceFile(path: path, bytes: bytes))
    let (document, problems) = YAMLReader.read(sources[file], file: file, into: &strings, limits: limits)
    for problem in problems { diagnostics.append(problem) }
    guard let document else {
      isComplete = false
      return
    }
    documents.append(document)
    way.insert(Array(real.utf8))
    steps.append(.leave(Array(real.utf8)))
    for (pattern, span) in includes(of: document).reversed() { steps.append(.include(pattern, span, from: path)) }
  }

  /// What a document includes.
  private func includes(of document: YAMLDocument) -> [(Symbol, SourceSpan)] {
    guard document.kind(document.root) == .mapping else { return [] }
    var entries: [(Symbol, SourceSpan)] = []
    document.forEachEntry(of: document.root) { key, value in
      guard let ordinal = vocabulary.project.ordinal(of: document.symbol(key)),
        vocabulary.project.keys[ordinal] == .include
      else { return }
      func add(_ node: YAMLNodeRef) {
        // Values of another kind are reported by the decoder.
        guard document.kind(node) == .scalar, !document.isNull(node), document.boolean(node) == nil else { return }
        entries.append((document.symbol(node), document.span(node)))
      }
      if document.kind(value) == .sequence { document.forEachElement(of: value, add) } else { add(value) }
    }
    return entries
  }

  /// Follows a pattern to the files that match it, in sorted order, or a plain path to its file.
  private mutating func include(_ entry: Symbol, at span: SourceSpan, from file: String, folder: ProjectFolder) {
    if strings.withBytes(of: entry, { $0.count > FileReader.pathLimit }) {
      isComplete = false
      diagnostics.append(.cannotRead(strings.abbreviated(entry), "the path is too long", span))
      return
    }
    let pattern = strings[entry]
    guard PathPattern.isPattern(pattern) else { return includeFile(pattern, at: span, from: file, folder: folder) }
    guard !pattern.hasPrefix("/"), !pattern.split(separator: "/").contains("..") else {
      isComplete = false
      diagnostics.append(.outsideFolder(pattern, span))
      return
    }
    guard let matches = PathPattern(pattern).matches(inFolder: ProjectFolder.folder(of: file)) else {
      isComplete = false
      diagnostics.append(.tooManyEntries(pattern, span))
      return
    }
    if matches.isEmpty {
      isComplete = false
      diagnostics.append(
        Diagnostic(
          code: "FILE003", "no file matches `\(pattern)`", at: .span(span),
          help: ["correct the pattern, or remove it; it is relative to the folder of this file"]))
    }
    // A pattern that matches the file it stands in does not mean it.
    let itself = file.split(separator: "/").last.map(String.init) ?? file
    for match in matches.reversed() where match != itself { steps.append(.read(match, span, from: file)) }
  }

  private mutating func includeFile(_ name: String, at span: SourceSpan, from file: String, folder: ProjectFolder) {
    switch folder.resolve(name, mentionedIn: file) {
    case .outside:
      isComplete = false
      diagnostics.append(.outsideFolder(name, span))
    case .missing(let shown):
      isComplete = false
      diagnostics.append(.cannotRead(shown, "there is no such file", span))
    case .file(let real, let shown):
      if way.contains(Array(real.utf8)) {
        diagnostics.append(
          Diagnostic(
            code: "FILE004", "`\(shown)` includes itself, directly or through other files", at: .span(span),
            help: ["remove this line: a file is read once"]))
        return
      }
      guard !loaded.contains(Array(real.utf8)) else { return }
      do {
        let bytes = try FileReader.read(real, limit: limits.fileSize, replacing: replacedFiles)
        read(bytes, path: shown, real: real)
      } catch {
        isComplete = false
        diagnostics.append(.cannotRead(shown, error.reason, span))
      }
    }
  }
}

extension Diagnostic {
  static func outsideFolder(_ path: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "FILE002", "`\(path)` is outside the project's folder", at: .span(span),
      help: ["move the file into the folder of the project's main file"])
  }

  static func tooManyEntries(_ pattern: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "FILE005", "`\(pattern)` has too many folder entries to look at", at: .span(span),
      help: ["name the folder in the pattern, or the files one by one"])
  }

  static func cannotRead(_ path: String, _ reason: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: reason.hasPrefix("it is larger") ? "FILE005" : "FILE001", "`\(path)` cannot be read: \(reason)",
      at: .span(span), help: ["correct the path; it is relative to the folder of this file"])
  }
}
