import YAMLSource

/// The relationships of a part: which part an id or a type stands for.
final class Relationships: XMLHandler {
  private(set) var problem: WorkbookProblem?
  private var entries: [(id: String, type: String, target: String)] = []

  /// Of the first relationship whose type ends with a word: the target.
  func target(ofType type: String) -> String? { entries.first { $0.type.hasSuffix("/" + type) }?.target }

  func target(ofID id: String) -> String? { entries.first { $0.id == id }?.target }

  func start(_ name: String, _ attributes: XMLAttributes) {
    guard name == "Relationship", let id = attributes["Id"], let target = attributes["Target"] else { return }
    // A workbook has a few for each sheet.
    guard entries.count < WorkbookLimit.parts else { return }
    entries.append((id, attributes["Type"] ?? "", target))
  }

  func end(_ name: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The name of a target's part, seen from a folder such as `xl`.
  static func part(_ target: String, from folder: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var steps = folder.split(separator: "/")
    for step in target.split(separator: "/") where step != "." {
      if step == ".." { _ = steps.popLast() } else { steps.append(step) }
    }
    return steps.joined(separator: "/")
  }
}

/// The sheets of a workbook, in order: the titles, and the ids of their parts.
final class SheetList: XMLHandler {
  private(set) var problem: WorkbookProblem?
  private(set) var sheets: [(title: String, id: String)] = []

  func start(_ name: String, _ attributes: XMLAttributes) {
    guard name == "sheet", let title = attributes["name"], let id = attributes.relationshipID else { return }
    guard sheets.count < WorkbookLimit.parts else { return }
    sheets.append((title, id))
  }

  func end(_ name: String) {}
  func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}

/// The texts that cells refer to by number.
final class SharedStrings: XMLHandler {
  private(set) var problem: WorkbookProblem?
  private(set) var symbols: [Symbol] = []
  private(set) var table: StringTable
  private let path: String
  private var text: [UInt8] = []
  private var isInText = false
  private var isInPhonetic = false

  init(_ table: StringTable, path: String) {
    self.table = table
    self.path = path
  }

  func start(_ name: String, _ attributes: XMLAttributes) {
    switch name {
    case "si": text.removeAll(keepingCapacity: true)
    case "rPh": isInPhonetic = true
    case "t": isInText = !isInPhonetic
    default: break
    }
  }

  func end(_ name: String) {
    switch name {
    case "si":
      guard symbols.count < WorkbookLimit.sharedStrings else {
        problem = .tooLarge(path, "it has more than \(WorkbookLimit.sharedStrings) texts")
        return
      }
      symbols.append(text.withUnsafeBufferPointer { table.intern($0) })
    case "rPh": isInPhonetic = false
    case "t": isInText = false
    default: break
    }
  }

  func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    if isInText { text.append(contentsOf: bytes) }
  }
}
