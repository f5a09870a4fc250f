/// A small YAML document.
indirect enum YAMLNode {
  case text(String)
  case bool(Bool)
  case number(Int)
  case list([YAMLNode])
  case map([(String, YAMLNode)])
}

// What makes trees short to write: a key without a value is not written.

/// The entries that have a value.
func map(_ entries: [(String, YAMLNode?)]) -> [(String, YAMLNode)] {
  entries.compactMap { key, value in value.map { (key, $0) } }
}

func texts(_ items: [String]) -> YAMLNode {
  .list(items.map { .text($0) })
}

/// A list that is not written if it is empty.
func textsIfAny(_ items: [String]) -> YAMLNode? {
  items.isEmpty ? nil : texts(items)
}

/// A map that is not written if it is empty.
func mapIfAny(_ entries: [(String, YAMLNode)]) -> YAMLNode? {
  entries.isEmpty ? nil : .map(entries)
}

func text(_ text: String?) -> YAMLNode? {
  text.map { .text($0) }
}

func bool(_ value: Bool?) -> YAMLNode? {
  value.map { .bool($0) }
}

/// One item alone or a list.
func oneOrList(_ items: [YAMLNode]) -> YAMLNode? {
  items.count > 1 ? .list(items) : items.first
}
