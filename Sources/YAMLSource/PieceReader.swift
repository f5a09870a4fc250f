import Diagnostics
import Synchronization

/// Reads a large text in pieces on several threads, and puts them together to the same document, symbol by symbol, that
/// reading it in one go would give.
///
/// Each piece is read as if the mappings around its first entry were open. That they are is known from the piece before:
/// it ended well, and the block mappings open at its end are those. Wherever anything is wrong, or means something only
/// within the whole (anchors, several documents), the text is read in one go instead: so there is one source of
/// diagnostics.
struct PieceReader {
  /// Smaller texts are read in one go, in bytes.
  private static let smallest = 1 << 20
  /// The size of a piece, in bytes: small enough that few nodes are there twice while pieces are put together.
  private static let pieceSize = 1 << 19

  /// The document; nil if the text has to be read in one go.
  static func read(
    _ text: UnsafeBufferPointer<UInt8>, base: Int, file: FileID, into strings: inout StringTable, limits: YAMLLimits,
    workers: Int = Workers.available
  ) -> YAMLDocument? {
    guard text.count >= smallest, workers > 1 else { return nil }
    return read(
      text, base: base, file: file, into: &strings, limits: limits, workers: workers,
      pieces: PieceCutter(text).pieces(text.count / pieceSize))
  }

  static func read(
    _ text: UnsafeBufferPointer<UInt8>, base: Int, file: FileID, into strings: inout StringTable, limits: YAMLLimits,
    workers: Int, pieces: [Piece]
  ) -> YAMLDocument? {
    guard pieces.count > 1 else { return nil }
    let shared = SharedWork(text, pieces, limits, Assembly(base: base, expectedNodes: text.count / 5, strings: strings))
    Workers.run(min(workers, pieces.count)) { shared.work() }
    guard var assembly = shared.take(), assembly.checkKeys(file) else { return nil }
    strings = assembly.strings
    return YAMLDocument(file: file, nodes: assembly.takeNodes())
  }
}

/// What the threads share: which piece is next, and what has been put together.
private final class SharedWork: @unchecked Sendable {
  // The text outlives the threads, and nobody writes to it.
  private let text: UnsafeBufferPointer<UInt8>
  private let pieces: [Piece]
  private let limits: YAMLLimits
  /// Belongs to the thread that has set ``State/isAssembling``: the others go on reading meanwhile.
  private var assembly: Assembly

  private struct State {
    var next = 0
    /// Pieces that were read before one in front of them was put in its place.
    var waiting: [Int: YAMLReader.PieceResult] = [:]
    /// How many pieces have been put together.
    var assembled = 0
    var isAssembling = false
    var isFailed = false

    /// The piece whose turn it is, if it is there.
    mutating func takeTurn() -> YAMLReader.PieceResult? {
      let turn = isFailed ? nil : waiting.removeValue(forKey: assembled)
      isAssembling = turn != nil
      return turn
    }
  }
  private let state = Mutex(State())

  init(_ text: UnsafeBufferPointer<UInt8>, _ pieces: [Piece], _ limits: YAMLLimits, _ assembly: Assembly) {
    self.text = text
    self.pieces = pieces
    self.limits = limits
    self.assembly = assembly
  }

  /// Reads pieces until there are no more; puts those together whose turn it is.
  func work() {
    while true {
      let number: Int? = state.withLock { state in
        guard !state.isFailed, state.next < pieces.count else { return nil }
        state.next += 1
        return state.next - 1
      }
      guard let number else { return }
      let piece = pieces[number]
      let bytes = piece.prefix + text[piece.range]
      put(bytes.withUnsafeBufferPointer { YAMLReader.read(piece: $0, piece, limits: limits) }, number)
    }
  }

  private func put(_ result: YAMLReader.PieceResult?, _ number: Int) {
    var turn = state.withLock { state -> YAMLReader.PieceResult? in
      guard let result else {
        state.isFailed = true
        return nil
      }
      state.waiting[number] = result
      return state.isAssembling ? nil : state.takeTurn()
    }
    while let piece = turn {
      let fits = assembly.append(piece, pieces[assembly.count])
      turn = state.withLock { state in
        state.assembled += 1
        if !fits { state.isFailed = true }
        return state.takeTurn()
      }
    }
  }

  /// Everything put together, once all threads have ended; nil if a piece could not be read apart.
  func take() -> Assembly? {
    guard !state.withLock({ $0.isFailed }) else { return nil }
    let result = assembly
    assembly = Assembly(base: 0, expectedNodes: 0, strings: StringTable())
    return result
  }
}

/// Pieces put together, in their order.
struct Assembly {
  private let base: Int
  private var nodes: [YAMLNode] = []
  private(set) var strings: StringTable
  /// How many pieces there are so far.
  private(set) var count = 0
  /// The block collections that are open at the end of the last piece, outermost first, by their number here.
  private var open: [(node: Int, column: Int, isMapping: Bool)] = []
  /// Mappings whose entries stand in several pieces: their keys are checked at the end.
  private var spanning: Set<Int> = []

  init(base: Int, expectedNodes: Int, strings: StringTable) {
    self.base = base
    self.strings = strings
    nodes.reserveCapacity(expectedNodes)
  }

  /// Adds the next piece; false if it does not continue what is there.
  mutating func append(_ result: YAMLReader.PieceResult, _ piece: Piece) -> Bool {
    defer { count += 1 }
    let around = open.prefix { $0.column <= piece.columns.last ?? -1 }
    guard count == 0 || (around.allSatisfy(\.isMapping) && around.map(\.column) == piece.columns) else { return false }
    let prefix = piece.prefixNodeCount
    let first = nodes.count
    func number(_ local: Int) -> Int { local < prefix ? around[local / 2].node : first + local - prefix }
    for (level, mapping) in around.enumerated() {
      let local = result.nodes[2 * level]
      // A merge key marks its mapping; one that began in another piece would go without the mark.
      guard local.kind == .mapping, !local.isIrregular else { return false }
      // The entry that stands for what is further inside is not the text's.
      nodes[mapping.node].payload += local.payload - (level + 1 < around.count ? 2 : 0)
      nodes[mapping.node].next = UInt32(first + Int(local.next) - prefix)
      spanning.insert(mapping.node)
    }
    let placeholder = piece.prefix.isEmpty ? nil : result.strings.existing(Piece.key)
    // In the order in which reading the whole in one go would make them.
    let symbols = strings.intern(all: result.strings, except: placeholder)
    let offset = UInt32(truncatingIfNeeded: base + piece.range.lowerBound - piece.prefix.count)
    let distance = UInt32(truncatingIfNeeded: first - prefix)
    let isTextsOwn = symbols.withUnsafeBufferPointer { symbols in
      result.nodes.withUnsafeBufferPointer { added in
        for node in added[prefix...] {
          var node = node
          node.start &+= offset
          node.next &+= distance
          if node.kind == .scalar {
            // Nobody has such a key; but then it would be the text's own.
            if node.payload == placeholder?.index { return false }
            node.payload = symbols[Int(node.payload)]
          }
          nodes.append(node)
        }
        return true
      }
    }
    guard isTextsOwn else { return false }
    open = result.open.map { (number($0.node), $0.column, $0.isMapping) }
    return true
  }

  /// Checks the keys of the mappings that several pieces have entries of; false if something is wrong with them.
  mutating func checkKeys(_ file: FileID) -> Bool {
    var check = DuplicateKeyCheck()
    var diagnostics = LimitedDiagnostics()
    for mapping in spanning {
      check.check(mapping: mapping, in: &nodes, file: file, strings: strings, into: &diagnostics)
    }
    return diagnostics.isEmpty
  }

  /// The nodes of the whole text; none are left here.
  mutating func takeNodes() -> [YAMLNode] {
    defer { nodes = [] }
    return nodes
  }
}
