// swift-tools-version: 6.1

import PackageDescription

let package = Package(
  name: "caseload",
  products: [
    .executable(name: "caseload", targets: ["caseload"]),
    // For the benchmark, a package of its own: building the product does not pay for it.
    .library(
      name: "CaseloadEngine",
      targets: [
        "SampleProject", "AccessDiff", "Policy", "Simulation", "OwnershipGraph", "ProjectModel", "YAMLSource", "Diagnostics",
      ]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
  ],
  targets: [
    // The pipeline, from left to right: each target knows only those before it.
    .systemLibrary(
      name: "CLibYAML",
      pkgConfig: "yaml-0.1",
      providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]
    ),
    .systemLibrary(
      name: "CXLSXWriter",
      pkgConfig: "xlsxwriter",
      providers: [.apt(["libxlsxwriter-dev"]), .brew(["libxlsxwriter"])]
    ),
    .systemLibrary(
      name: "CMinizip",
      pkgConfig: "minizip",
      providers: [.apt(["libminizip-dev"]), .brew(["minizip"])]
    ),
    .systemLibrary(
      name: "CExpat",
      pkgConfig: "expat",
      providers: [.apt(["libexpat1-dev"]), .brew(["expat"])]
    ),
    // The shipped policies, as bytes of the executable.
    .target(name: "CPolicies"),
    .target(name: "Diagnostics"),
    .target(name: "YAMLSource", dependencies: ["CLibYAML", "Diagnostics"]),
    .target(name: "XPath"),
    .target(name: "CaseGraph"),
    .target(name: "RuleLanguage", dependencies: ["Diagnostics"]),
    .target(name: "ProjectModel", dependencies: ["YAMLSource", "Diagnostics", "XPath"]),
    .target(name: "OwnershipGraph", dependencies: ["ProjectModel", "CaseGraph", "XPath", "YAMLSource", "Diagnostics"]),
    .target(
      name: "Policy",
      dependencies: ["CPolicies", "OwnershipGraph", "ProjectModel", "RuleLanguage", "XPath", "YAMLSource", "Diagnostics"]),
    .target(
      name: "Simulation",
      dependencies: ["OwnershipGraph", "ProjectModel", "CaseGraph", "XPath", "YAMLSource", "Diagnostics"]),
    .target(name: "AccessDiff", dependencies: ["OwnershipGraph", "ProjectModel", "Diagnostics", "YAMLSource"]),
    // Reads xlsx files, such as HQ's exports.
    .target(name: "WorkbookReader", dependencies: ["YAMLSource", "Diagnostics", "CMinizip", "CExpat"]),
    .target(
      name: "GroupSetup",
      dependencies: ["OwnershipGraph", "ProjectModel", "WorkbookReader", "YAMLSource", "Diagnostics", "CXLSXWriter"]),
    .target(
      name: "Reporting",
      dependencies: [
        "Simulation", "AccessDiff", "GroupSetup", "Policy", "OwnershipGraph", "ProjectModel", "Diagnostics", "YAMLSource",
      ]),
    // Makes up projects; knows only the configuration language's text.
    .target(name: "SampleProject"),
    .executableTarget(
      name: "caseload",
      dependencies: [
        "SampleProject", "Simulation", "Policy", "Reporting", "AccessDiff", "GroupSetup", "OwnershipGraph", "ProjectModel",
        "YAMLSource", "Diagnostics",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),

    // The slow, obviously correct evaluator and the generator of random projects: no code shared with the product.
    .target(name: "SlowEvaluator", path: "Tests/SlowEvaluator"),
    .testTarget(name: "SlowEvaluatorTests", dependencies: ["SlowEvaluator"], resources: [.copy("Data")]),
    .testTarget(name: "XPathTests", dependencies: ["XPath"], resources: [.copy("Data")]),
    .testTarget(name: "RuleLanguageTests", dependencies: ["RuleLanguage"]),
    .testTarget(name: "YAMLSourceTests", dependencies: ["YAMLSource", "Diagnostics"]),
    .testTarget(name: "ProjectModelTests", dependencies: ["ProjectModel", "YAMLSource", "Diagnostics"], resources: [.copy("Data")]),
    .testTarget(name: "ReportingTests", dependencies: ["Reporting", "Simulation", "Diagnostics"], resources: [.copy("Golden")]),
    // Allowances and baselines.
    .testTarget(
      name: "FindingsTests", dependencies: ["Policy", "OwnershipGraph", "ProjectModel", "YAMLSource", "Diagnostics"]),
    // The engine of rules, and the policies that come with the program.
    .testTarget(
      name: "PolicyTests",
      dependencies: ["Policy", "OwnershipGraph", "ProjectModel", "Diagnostics", "SlowEvaluator"]),
    .testTarget(name: "CaseGraphTests", dependencies: ["CaseGraph"], resources: [.copy("Data")]),
    .testTarget(
      name: "AccessDiffTests",
      dependencies: [
        "AccessDiff", "Reporting", "OwnershipGraph", "ProjectModel", "Diagnostics", "SlowEvaluator", "caseload",
      ],
      resources: [.copy("Golden")]),
    .testTarget(
      name: "GroupSetupTests",
      dependencies: [
        "GroupSetup", "WorkbookReader", "Reporting", "Policy", "OwnershipGraph", "ProjectModel", "Diagnostics",
        "SlowEvaluator",
      ],
      exclude: ["Support", "Golden"]),
    // The schema for editors and the manual's page of keys, judged by Python's jsonschema as well.
    .testTarget(name: "ConfigurationTests", dependencies: ["Reporting", "ProjectModel", "Diagnostics"], exclude: ["Support"]),
    .testTarget(
      name: "SampleProjectTests",
      dependencies: ["SampleProject", "Policy", "OwnershipGraph", "ProjectModel", "Diagnostics"]),
    // The commands from outside: their JSON, their exit codes, what users do wrong.
    .testTarget(name: "CommandTests", dependencies: ["caseload"]),
    .testTarget(
      name: "SimulationTests",
      dependencies: [
        "Simulation", "OwnershipGraph", "ProjectModel", "CaseGraph", "YAMLSource", "Diagnostics", "SlowEvaluator",
      ]
    ),
    .testTarget(
      name: "OwnershipGraphTests",
      dependencies: ["OwnershipGraph", "ProjectModel", "SlowEvaluator", "CaseGraph", "Diagnostics"]
    ),
    // Runs the commands that the manual shows: the executable must be built with the tests.
    .testTarget(name: "ManualTests", dependencies: ["caseload"]),
  ],
  swiftLanguageModes: [.v6]
)
