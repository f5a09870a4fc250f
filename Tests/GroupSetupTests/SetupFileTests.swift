import Foundation
import GroupSetup
import Testing

@Suite struct SetupFileTests {
  @Test func `files are written whole, and replaced only if asked to`() throws {
    let scratch = try Scratch()
    let path = scratch.path + "/a"
    try SetupFile.write([1, 2], to: path, replacing: false)
    #expect(throws: SetupFileProblem.self) { try SetupFile.write([3], to: path, replacing: false) }
    #expect(try SetupFile.read(path) == [1, 2])
    try SetupFile.write([3], to: path, replacing: true)
    #expect(try SetupFile.read(path) == [3])
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path) == ["a"])
  }

  @Test func `what is no regular file is never replaced`() throws {
    let scratch = try Scratch()
    let target = try scratch.write([1], "target")
    let link = scratch.path + "/link"
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: target)
    let pipe = scratch.path + "/pipe"
    #expect(mkfifo(pipe, 0o600) == 0)
    let folder = scratch.path + "/folder"
    try SetupFile.makeFolder(folder)
    for path in [link, pipe, folder] {
      #expect(throws: SetupFileProblem.self) { try SetupFile.write([2], to: path, replacing: true) }
    }
    #expect(try SetupFile.read(target) == [1])
    #expect(throws: SetupFileProblem.self) { try SetupFile.read(pipe) }
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == [
        "folder", "link", "pipe", "target",
      ])
  }
}
