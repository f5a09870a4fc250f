import Diagnostics
import YAMLSource

/// A declared project, decoded and linked: every name resolved, HQ's defaults filled in, every fact with its place.
///
/// Immutable after loading. Large sections are arrays of small structs; lists live in shared arrays (``Links``).
public struct Project: Sendable {
  /// Every text of the project.
  public internal(set) var strings: StringTable
  /// Every file that was read.
  public internal(set) var sources: SourceMap

  /// The project space's name.
  public internal(set) var name = Symbol.empty
  /// Where the name is written.
  public internal(set) var nameSpan = SourceSpan(file: FileID(0), start: 0, length: 0)
  /// The software plan, if it is declared.
  public internal(set) var plan: Plan?
  /// The policies that judge the project, as named; nil if it names none, which is not the same as an empty list.
  public internal(set) var policies: [NamedPolicy]?
  /// Levels of single rules.
  public internal(set) var ruleSettings: [DeclaredRuleSetting] = []
  public internal(set) var features = Features()
  /// Where the switches that change who sees what are written, if they are: their keys.
  public internal(set) var featureSpans = FeatureSpans()

  public internal(set) var caseTypes: [CaseType] = []
  public internal(set) var apps: [App] = []
  public internal(set) var menus: [Menu] = []
  public internal(set) var forms: [Form] = []
  public internal(set) var groups: [Group] = []
  public internal(set) var levels: [Level] = []
  public internal(set) var locations: [Location] = []
  /// Mobile workers first, then web users, each in order of declaration.
  public internal(set) var users: [User] = []
  public internal(set) var cases: [DeclaredCase] = []

  /// By user: the groups, each as often as it is declared, the worker's own list first (see ``Membership/origin``).
  public internal(set) var memberships = Links<Membership<Group>>()
  /// By user: the assigned locations, the primary one first.
  public internal(set) var assignments = Links<Membership<Location>>()
  /// By user: the apps the user may open; see ``User/opensEveryApp``.
  public internal(set) var userApps = Links<AppID>()
  /// By user: the user data that is declared.
  public internal(set) var userData = Links<DataField>()
  /// By case: its indices.
  public internal(set) var caseIndices = Links<DeclaredIndex>()
  /// By case: its properties.
  public internal(set) var caseProperties = Links<DataField>()

  /// Where each name is declared.
  public internal(set) var names = Names()

  init(strings: StringTable, sources: SourceMap) {
    self.strings = strings
    self.sources = sources
  }

  /// The text of a symbol.
  public func text(_ symbol: Symbol) -> String { strings[symbol] }
}

/// The feature switches (semantics 1.6, 1.9, 5), with their defaults.
public struct Features: Sendable, Equatable {
  /// View Child Data to Level counts.
  public var restoreLocationRestriction = false
  /// Closing a host closes its open extensions.
  public var extensionSync = false
  /// Web users receive the cases of their locations.
  public var webUserLocations = true
}

/// Where feature switches are written.
public struct FeatureSpans: Sendable {
  public var restoreLocationRestriction: SourceSpan?
  public var webUserLocations: SourceSpan?
}

/// Lists of things that belong to things, end to end in one array.
///
/// Inlinable, since without it other modules run it unspecialised, at several times the cost.
public struct Links<Element: Sendable>: Sendable {
  @usableFromInline var starts: [Int32] = [0]
  @usableFromInline var elements: [Element] = []

  @inlinable public init() {}

  /// Groups edges by their source; edges of one source keep their order.
  @inlinable
  public init(sourceCount: Int, edges: [(source: Int32, element: Element)]) {
    starts = [Int32](repeating: 0, count: sourceCount + 1)
    for edge in edges { starts[Int(edge.source) + 1] += 1 }
    for i in 0..<sourceCount { starts[i + 1] += starts[i] }
    var next = starts
    // Every place is filled once: the lists share the array out among them without gaps.
    elements = [Element](unsafeUninitializedCapacity: edges.count) { buffer, count in
      for edge in edges {
        buffer.initializeElement(at: Int(next[Int(edge.source)]), to: edge.element)
        next[Int(edge.source)] += 1
      }
      count = edges.count
    }
  }

  /// The list of one thing; empty for things beyond the last one with a list.
  @inlinable
  public subscript(source: Int) -> ArraySlice<Element> {
    guard source + 1 < starts.count else { return [] }
    return elements[Int(starts[source])..<Int(starts[source + 1])]
  }

  /// How long the list of one thing is.
  @inlinable
  public func count(of source: Int) -> Int {
    source + 1 < starts.count ? Int(starts[source + 1] - starts[source]) : 0
  }

  /// All elements of all things.
  public var all: [Element] { elements }
}

/// A policy that a project names.
public struct NamedPolicy: Sendable {
  /// A shipped policy's name, or a path.
  public var name: Symbol
  public var span: SourceSpan
}

/// A rule's level that a project sets.
public struct DeclaredRuleSetting: Sendable {
  /// The rule's code or name.
  public var rule: Symbol
  public var level: Severity?
  /// Where the rule is named.
  public var span: SourceSpan
}
