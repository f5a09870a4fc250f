/// What a YAML text may cost at most; beyond it, reading ends with a diagnostic.
public struct YAMLLimits: Sendable {
  /// Bytes of one file. Positions have 32 bits.
  public var fileSize = 1 << 30
  /// Collections within collections.
  public var depth = 256
  /// Nodes that aliases may stand for, beyond what is written out: this many, and ten times the file's own nodes.
  public var aliasedNodes = 1_000_000

  public init() {}
}
