// swift-tools-version: 6.1

import PackageDescription

// A package of its own, so that building the product does not pay for it.
let package = Package(
  name: "caseload-benchmark",
  dependencies: [
    .package(name: "caseload", path: "../.."),
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
  ],
  targets: [
    .target(name: "CYAMLScan", linkerSettings: [.linkedLibrary("yaml")]),
    .executableTarget(
      name: "caseload-benchmark",
      dependencies: [
        "CYAMLScan",
        .product(name: "CaseloadEngine", package: "caseload"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]
    ),
  ],
  swiftLanguageModes: [.v6]
)
