import ArgumentParser

@main
struct Caseload: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload",
    abstract: "Who sees which case in a CommCare project, and which forms stop for whom.",
    discussion: """
      A project (apps, groups, organization, workers) is declared in YAML; caseload compiles it into the graph of who \
      owns what, as CommCare HQ and the mobile app would, and answers questions about it.

      Examples:
        caseload init village-health           make a small project to start from
        caseload check village-health          what is wrong, and which forms stop for whom
        caseload sees village-health joy       what joy owns and sees
        caseload why village-health joy case:monica
        caseload simulate village-health/scenarios/move.yaml       who sees what, step by step
        caseload test                          run scenarios and their expectations
        caseload diff git:main village-health  who gains and who loses what by a change

      Exit codes: 0 clean, 1 findings, 2 could not run, 64 wrong usage.
      """,
    version: "0.1.0",
    subcommands: [
      Check.self,
      Rules.self,
      Forms.self,
      Sees.self,
      WhoSees.self,
      Why.self,
      Simulate.self,
      TestCommand.self,
      Diff.self,
      GraphCommand.self,
      Generate.self,
      Init.self,
      Sample.self,
      Schema.self,
    ])
}
