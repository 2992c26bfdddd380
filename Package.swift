// swift-tools-version:6.2
// SPDX-License-Identifier: MIT

import PackageDescription

/// Settings of every Swift target: strict language mode 6 and no warning left standing.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// How programs are linked.
///
/// The release build puts archives in the place of shared libraries, where it finds any. LLD packs the 42,000 addresses that
/// the loader has to adjust into 8 KB instead of a megabyte, which glibc understands from 2.36 on. A program offers its
/// functions to no library that does not ask for them.
let linking: [LinkerSetting] = [
    .unsafeFlags(["-L\(Context.packageDirectory)/.build/static"]),
    .unsafeFlags(
        [
            "-use-ld=lld", "-Xlinker", "-z", "-Xlinker", "pack-relative-relocs", "-Xlinker",
            "--no-export-dynamic",
        ],
        .when(configuration: .release)
    ),
]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

/// A library of this package, which is a room of its own, and its tests; both may use `rooms`.
func library(_ name: String, _ rooms: Target.Dependency..., tests: Target.Dependency...) -> [Target]
{
    [
        .target(name: name, dependencies: rooms, swiftSettings: strict),
        testTarget(of: name, rooms + tests),
    ]
}

/// One of the five tools and its tests.
func tool(
    _ name: String,
    _ rooms: Target.Dependency...,
    resources: [Resource] = [],
    libraries: [String] = []
) -> [Target] {
    let dependencies =
        ["PmonText", "PmonSystem", "PmonJSON", "PmonRecord", "PmonConfig", "PmonTool"] + rooms
        + [argumentParser]
    return [
        .executableTarget(
            name: name,
            dependencies: dependencies,
            resources: resources,
            swiftSettings: strict,
            linkerSettings: linking + libraries.map { .linkedLibrary($0) }
        ),
        testTarget(of: name, dependencies),
    ]
}

/// The tests of `name`, a mirror of its sources.
func testTarget(of name: String, _ rooms: [Target.Dependency]) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name), "TestSupport"] + rooms,
        swiftSettings: strict
    )
}

/// The libraries, each below those that use it.
let libraries = [
    library("PmonText"),
    library("PmonSystem", "PmonText", "CLinux"),
    library("PmonJSON", "PmonText"),
    library("PmonRecord", "PmonText", "PmonSystem", "PmonJSON", tests: "PmonHistory"),
    library("PmonConfig", "PmonText", "PmonSystem", "PmonJSON", "PmonRecord", tests: "PmonTool"),
    library("PmonHistory", "PmonText", "PmonSystem", "PmonJSON", "PmonRecord"),
    library("PmonPattern"),
    library("PmonCurl", "PmonText", "PmonSystem", "PmonRecord", "CCurl"),
    library(
        "PmonTool",
        "PmonText",
        "PmonSystem",
        "PmonRecord",
        "PmonConfig",
        "CArguments",
        argumentParser
    ),
]

let tools = [
    tool(
        "pmon-probe",
        "PmonPattern",
        "PmonCurl",
        "COpenSSL",
        "CZlib",
        "CBrotli",
        "CZstd",
        libraries: ["curl"]
    ),
    tool("pmon-ssh", "CSSH2", "CCrypto"),
    tool("pmon-store", "PmonHistory"),
    tool("pmon-mail", "PmonHistory", "PmonCurl", "CCurlOnDemand"),
    tool(
        "pmon-serve",
        "PmonHistory",
        "CZlib",
        logging,
        hummingbird,
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
        .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
        .product(name: "HTTPTypes", package: "swift-http-types"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        resources: ["page.css", "parts.css", "report.css", "live.js", "page.js", "chart.js"].map {
            .embedInCode("Assets/files/\($0)")
        }
    ),
]

let package = Package(
    name: "pmon",
    products: [
        .executable(name: "pmon-probe", targets: ["pmon-probe"]),
        .executable(name: "pmon-ssh", targets: ["pmon-ssh"]),
        .executable(name: "pmon-store", targets: ["pmon-store"]),
        .executable(name: "pmon-mail", targets: ["pmon-mail"]),
        .executable(name: "pmon-serve", targets: ["pmon-serve"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(
            url: "https://github.com/hummingbird-project/hummingbird",
            from: "2.28.1",
            traits: []
        ),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        // Each program decides how it gets libcurl: the linker's way, or CCurlOnDemand.
        .systemLibrary(name: "CCurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "CCurlOnDemand", dependencies: ["CCurl"]),
        .target(name: "CArguments"),
        .systemLibrary(
            name: "COpenSSL",
            pkgConfig: "openssl",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CCrypto",
            pkgConfig: "libcrypto",
            providers: [.apt(["libssl-dev"])]
        ),
        .systemLibrary(
            name: "CSSH2",
            pkgConfig: "libssh2",
            providers: [.apt(["libssh2-1-dev"])]
        ),
        .systemLibrary(
            name: "CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .systemLibrary(
            name: "CBrotli",
            pkgConfig: "libbrotlidec",
            providers: [.apt(["libbrotli-dev"])]
        ),
        .systemLibrary(
            name: "CZstd",
            pkgConfig: "libzstd",
            providers: [.apt(["libzstd-dev"])]
        ),
        .systemLibrary(name: "CLinux"),
        .target(
            name: "TestSupport",
            dependencies: ["PmonTool", argumentParser],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
    ] + (libraries + tools).flatMap { $0 },
    swiftLanguageModes: [.v6]
)
