// swift-tools-version:6.2
// SPDX-License-Identifier: MIT

import PackageDescription

/// Settings of every Swift target: strict language mode 6 and no warning left standing.
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

/// Where the release build keeps the archives that are linked instead of shared libraries, if it made any.
let archives: [LinkerSetting] = [.unsafeFlags(["-L\(Context.packageDirectory)/.build/static"])]

let argumentParser = Target.Dependency.product(
    name: "ArgumentParser",
    package: "swift-argument-parser"
)
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")

/// A test target that mirrors `name` and may use the shared helpers.
func tests(of name: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: "\(name)Tests",
        dependencies: [.init(stringLiteral: name), "TestSupport"] + more,
        swiftSettings: strict
    )
}

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
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
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
        .target(
            name: "PmonCore",
            dependencies: [argumentParser],
            swiftSettings: strict
        ),
        .target(name: "PmonFiles", dependencies: ["PmonCore"], swiftSettings: strict),
        .target(name: "PmonCurl", dependencies: ["PmonCore", "CCurl"], swiftSettings: strict),
        .executableTarget(
            name: "pmon-probe",
            dependencies: [
                "PmonCore", "PmonFiles", "PmonCurl", "COpenSSL", "CZlib", "CBrotli", "CZstd",
                argumentParser,
            ],
            swiftSettings: strict,
            linkerSettings: archives
        ),
        .executableTarget(
            name: "pmon-ssh",
            dependencies: ["PmonCore", "PmonFiles", "CSSH2", "CCrypto", argumentParser],
            swiftSettings: strict,
            linkerSettings: archives
        ),
        .executableTarget(
            name: "pmon-store",
            dependencies: ["PmonCore", "PmonFiles", argumentParser],
            swiftSettings: strict,
            linkerSettings: archives
        ),
        .executableTarget(
            name: "pmon-mail",
            dependencies: ["PmonCore", "PmonFiles", "PmonCurl", argumentParser],
            swiftSettings: strict,
            linkerSettings: archives
        ),
        .executableTarget(
            name: "pmon-serve",
            dependencies: [
                "PmonCore", "PmonFiles", "CZlib", argumentParser, logging, hummingbird,
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ],
            resources: [
                .embedInCode("Assets/files/page.css"),
                .embedInCode("Assets/files/parts.css"),
                .embedInCode("Assets/files/live.js"),
                .embedInCode("Assets/files/page.js"),
            ],
            swiftSettings: strict,
            linkerSettings: archives
        ),
        .target(
            name: "TestSupport",
            dependencies: ["PmonCore", argumentParser],
            path: "Tests/TestSupport",
            swiftSettings: strict
        ),
        tests(of: "PmonCore", [argumentParser]),
        tests(of: "PmonFiles"),
        tests(of: "PmonCurl"),
        tests(of: "pmon-probe", ["COpenSSL"]),
        tests(of: "pmon-ssh"),
        tests(of: "pmon-store"),
        tests(of: "pmon-mail", [argumentParser]),
        tests(of: "pmon-serve"),
    ],
    swiftLanguageModes: [.v6]
)
