import ArgumentParser
import Reporting

struct Schema: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print the JSON Schema of the configuration language, for editors.",
    discussion: """
      Editors with the YAML language server check and complete a file that begins with
      # yaml-language-server: $schema=caseload.schema.json

      Example:
        caseload schema > caseload.schema.json
      """)

  func run() throws { Output.write(ConfigurationSchema.bytes()) }
}
