import ArgumentParser

struct Generate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make groups from an organization, or an organization from groups, with proof.",
    discussion: """
      The generated project is compiled, and every worker must see the same owners as before, each location standing \
      for its group. If not, nothing is written. Nothing is ever sent to CommCare HQ.

      Examples:
        caseload generate groups . --out generated
        caseload generate groups . --format hq-workbook --out upload
        caseload generate organization . --output organization.yaml
        caseload generate supervisors .

      Exit codes: 0 done, 1 the proof found differences, 2 could not run, 64 wrong usage.
      """,
    subcommands: [GenerateGroups.self, GenerateOrganization.self, GenerateSupervisors.self])
}
