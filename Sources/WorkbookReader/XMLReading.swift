import CExpat

/// What takes the pieces of an XML part as they come. Names are without their prefix.
protocol XMLHandler: AnyObject {
  func start(_ name: String, _ attributes: XMLAttributes)
  func end(_ name: String)
  func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// What is wrong with the content; reading then ends.
  var problem: WorkbookProblem? { get }
}

/// The attributes of an element, while it is being handed over.
struct XMLAttributes {
  fileprivate let pointer: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  /// An attribute's value by its name; prefixes do not count.
  subscript(name: StaticString) -> String? {
    find { named($0, name) }
  }

  /// The attribute `id` of the namespace of relationships, which has a prefix.
  var relationshipID: String? {
    find { $0.pointee != UInt8(ascii: "i") && named($0, "id") }
  }

  private func find(_ matches: (UnsafePointer<CChar>) -> Bool) -> String? {
    guard var current = pointer else { return nil }
    while let key = current[0], let value = current[1] {
      if matches(key) { return String(cString: value) }
      current += 2
    }
    return nil
  }

  private func named(_ key: UnsafePointer<CChar>, _ name: StaticString) -> Bool {
    var start = key
    var current = key
    while current.pointee != 0 {
      if current.pointee == CChar(bitPattern: UInt8(ascii: ":")) { start = current + 1 }
      current += 1
    }
    guard current - start == name.utf8CodeUnitCount else { return false }
    for index in 0..<name.utf8CodeUnitCount where start[index] != CChar(bitPattern: name.utf8Start[index]) {
      return false
    }
    return true
  }
}

/// Reads one XML part by expat: no document types, hence no entities; nothing is kept but what the handler keeps.
enum XMLReading {
  /// The handler and the parser, for the callbacks.
  private final class Run {
    let handler: any XMLHandler
    let parser: XML_Parser
    var depth = 0
    var hasDoctype = false

    init(_ handler: any XMLHandler, _ parser: XML_Parser) {
      self.handler = handler
      self.parser = parser
    }

    func stopIfNeeded() {
      if hasDoctype || depth > WorkbookLimit.depth || handler.problem != nil { XML_StopParser(parser, 0) }
    }
  }

  static func read(_ part: String, of archive: ZipArchive, _ handler: any XMLHandler) throws(WorkbookProblem) {
    guard let parser = XML_ParserCreate(nil) else { throw .tooLarge(archive.path, "there is no memory") }
    defer { XML_ParserFree(parser) }
    let run = Run(handler, parser)
    XML_SetUserData(parser, Unmanaged.passUnretained(run).toOpaque())
    XML_SetElementHandler(
      parser,
      { data, name, attributes in
        guard let run = XMLReading.run(data), let name else { return }
        run.depth += 1
        run.handler.start(XMLReading.localName(name), XMLAttributes(pointer: attributes))
        run.stopIfNeeded()
      },
      { data, name in
        guard let run = XMLReading.run(data), let name else { return }
        run.depth -= 1
        run.handler.end(XMLReading.localName(name))
        run.stopIfNeeded()
      })
    XML_SetCharacterDataHandler(parser) { data, bytes, count in
      guard let run = XMLReading.run(data), let bytes else { return }
      bytes.withMemoryRebound(to: UInt8.self, capacity: Int(count)) {
        run.handler.text(UnsafeBufferPointer(start: $0, count: Int(count)))
      }
    }
    XML_SetStartDoctypeDeclHandler(parser) { data, _, _, _, _ in
      guard let run = XMLReading.run(data) else { return }
      run.hasDoctype = true
      run.stopIfNeeded()
    }
    var fed = 0
    try archive.read(part) { bytes throws(WorkbookProblem) in
      let status = bytes.withMemoryRebound(to: CChar.self) {
        XML_Parse(parser, $0.baseAddress, Int32($0.count), $0.isEmpty ? 1 : 0)
      }
      fed += bytes.count
      if run.hasDoctype { throw .entities(archive.path, part: part) }
      if let problem = handler.problem { throw problem }
      if run.depth > WorkbookLimit.depth {
        throw .damaged(archive.path, "the elements of its part `\(part)` are nested deeper than in any workbook")
      }
      if status == XML_STATUS_ERROR {
        let reason = XML_ErrorString(XML_GetErrorCode(parser)).map { String(cString: $0) } ?? "unknown"
        throw .damaged(
          archive.path,
          "its part `\(part)` is not well-formed in line \(XML_GetCurrentLineNumber(parser)): \(reason)")
      }
      // A tag that does not end is kept whole, and read again with every piece.
      if fed - Int(XML_GetCurrentByteIndex(parser)) > WorkbookLimit.tokenSize {
        throw .damaged(archive.path, "its part `\(part)` has a tag or comment without an end")
      }
    }
  }

  private static func run(_ data: UnsafeMutableRawPointer?) -> Run? {
    data.map { Unmanaged<Run>.fromOpaque($0).takeUnretainedValue() }
  }

  private static func localName(_ name: UnsafePointer<CChar>) -> String {
    let whole = String(cString: name)
    guard let colon = whole.utf8.lastIndex(of: UInt8(ascii: ":")) else { return whole }
    return String(whole[whole.utf8.index(after: colon)...])
  }
}
