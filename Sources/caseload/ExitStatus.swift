import ArgumentParser

/// The exit codes of every subcommand. Wrong usage ends with 64, as the argument parser has it.
enum ExitStatus: Int32 {
  /// The question was answered; `check` found no error and no warning.
  case clean = 0
  /// `check` found errors or warnings.
  case findings = 1
  /// A project could not be read or does not compile, or what was asked for does not exist.
  case couldNotRun = 2

  /// The error to throw; throwing it ends the program with the code and prints nothing.
  var asError: ExitCode { ExitCode(rawValue) }
}
