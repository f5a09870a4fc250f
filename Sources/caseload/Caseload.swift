import ArgumentParser

@main
struct Caseload: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload", abstract: "Checks and explains case sharing in a CommCare project.")
}
