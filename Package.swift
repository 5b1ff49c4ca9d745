// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] =
    [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
    ] + (Context.environment["CI"] == "true" ? [.treatAllWarnings(as: .error)] : [])

let package = Package(
    name: "verger",
    products: [.executable(name: "verger", targets: ["Command"])],
    dependencies: [
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    ],
    targets: [
        // The domain: pure, Foundation only.
        .target(name: "Verger", swiftSettings: strict),

        // An invented company to show and to test with.
        .target(name: "Sample", dependencies: ["Verger"], swiftSettings: strict),

        // Where things are kept, and the two engines behind it.
        .target(name: "Storage", dependencies: ["Verger", "CSodium", "CNettle"], swiftSettings: strict),
        .target(
            name: "StorageSQLite",
            dependencies: [
                "Verger", "Storage",
                .product(name: "GRDB", package: "GRDB.swift"), .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ],
            swiftSettings: strict),
        .target(name: "StoragePostgres", dependencies: ["Verger", "Storage", "CLibpq"], swiftSettings: strict),

        // Files people write and programs exchange: YAML, phone numbers, QR codes.
        .target(
            name: "Exchange",
            dependencies: ["Verger", "CPhoneNumber", "CQRencode", .product(name: "Yams", package: "Yams")],
            swiftSettings: strict),

        // Tables that people keep in spreadsheets, read row by row.
        .target(name: "Spreadsheet", dependencies: ["Verger", "CZlib", "CXML"], swiftSettings: strict),

        // Mails as they travel, and the way to the server that takes them.
        .target(name: "Mail", dependencies: ["Verger", "CCurl", "CMime"], swiftSettings: strict),

        // What is done by itself: evaluation when there is news, deliveries, clocks.
        .target(
            name: "Work",
            dependencies: [
                "Verger", "Storage", "Mail", "Exchange", "Spreadsheet", "CCurl",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),

        // Pages and the API.
        .target(name: "HTML", swiftSettings: strict),
        .target(
            name: "Web",
            dependencies: [
                "Verger", "Storage", "Mail", "Work", "HTML", "Exchange", "Spreadsheet", "CZlib",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [.copy("Static")],
            swiftSettings: strict),

        // The product.
        .executableTarget(
            name: "Command",
            dependencies: [
                "Verger", "Sample", "Storage", "StorageSQLite", "StoragePostgres", "Exchange", "Spreadsheet", "Web",
                "Work",
                "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            resources: [.embedInCode("Definitions")],
            swiftSettings: strict),

        // C libraries of the system.
        .systemLibrary(name: "CLibpq", pkgConfig: "libpq", providers: [.apt(["libpq-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CLibXML", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "CXML", dependencies: ["CLibXML"]),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .target(name: "CCurl", linkerSettings: [.linkedLibrary("curl")]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .target(name: "CMime", dependencies: ["CGMime"]),
        .systemLibrary(name: "CNettle", pkgConfig: "nettle", providers: [.apt(["nettle-dev"])]),
        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CQRencode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),
        .target(name: "CPhoneNumber", linkerSettings: [.linkedLibrary("phonenumber")]),

        // Tests.
        .target(
            name: "TestSupport", dependencies: ["Verger", "Storage", "StorageSQLite", "StoragePostgres"],
            path: "Tests/TestSupport", swiftSettings: strict),
        .testTarget(name: "VergerTests", dependencies: ["Verger", "TestSupport"], swiftSettings: strict),
        .testTarget(
            name: "StorageTests",
            dependencies: ["Verger", "Storage", "StorageSQLite", "StoragePostgres", "TestSupport", "Exchange"],
            swiftSettings: strict),
        .testTarget(name: "SpreadsheetTests", dependencies: ["Spreadsheet", "Verger", "CZlib"], swiftSettings: strict),
        .testTarget(name: "MailTests", dependencies: ["Mail", "Verger"], swiftSettings: strict),
        .testTarget(
            name: "WorkTests",
            dependencies: [
                "Work", "Verger", "Storage", "StorageSQLite", "StoragePostgres", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            swiftSettings: strict),
        .testTarget(name: "HTMLTests", dependencies: ["HTML"], swiftSettings: strict),
        .testTarget(
            name: "WebTests",
            dependencies: [
                "Web", "Work", "Verger", "Storage", "TestSupport", "Sample",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            swiftSettings: strict),
        .testTarget(name: "SampleTests", dependencies: ["Sample", "Verger"], swiftSettings: strict),
        .testTarget(name: "ExchangeTests", dependencies: ["Exchange", "Verger"], swiftSettings: strict),
        .testTarget(name: "CommandTests", dependencies: ["TestSupport"], swiftSettings: strict),
    ],
    cxxLanguageStandard: .cxx17
)

// Only for bin/bench: docs/decisions/0006-benchmarks-in-the-package.md.
if Context.environment["VERGER_BENCHMARKS"] != nil {
    package.targets.append(
        .executableTarget(
            name: "Benchmarks",
            dependencies: [
                "Verger", "Storage", "StorageSQLite", "StoragePostgres", "Exchange", "Web", "Work", "CZlib",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            path: "Benchmarks", swiftSettings: strict))
}
