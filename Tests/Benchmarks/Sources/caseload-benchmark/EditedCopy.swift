import Foundation

/// A copy of a sample in which every five-hundredth worker has the place of the worker before.
enum EditedCopy {
  static func make(of folder: String, files: [String], in copy: String) throws {
    try FileManager.default.createDirectory(atPath: copy, withIntermediateDirectories: true)
    for file in files where file != "workers.yaml" {
      try FileManager.default.copyItem(atPath: "\(folder)/\(file)", toPath: "\(copy)/\(file)")
    }
    var lines = try String(contentsOfFile: "\(folder)/workers.yaml", encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
    for index in stride(from: 2, to: lines.count, by: 500) {
      let places = lines[index - 1].range(of: ", locations: [")
      guard let places, let own = lines[index].range(of: ", locations: [") else { continue }
      lines[index] = Substring(lines[index][..<own.lowerBound] + lines[index - 1][places.lowerBound...])
    }
    try lines.joined(separator: "\n").write(toFile: "\(copy)/workers.yaml", atomically: false, encoding: .utf8)
  }
}
