// SPDX-License-Identifier: MIT

private import Glibc
package import PmonSystem
package import PmonText

/// Where a secret of the configuration comes from: the ini file itself, `env:NAME` or `file:PATH`.
///
/// It is resolved by the tool that needs it, when it needs it; the others never see it.
package enum SecretSource: Equatable, Sendable {
    /// Written in the ini file.
    case literal(Secret)
    /// The value of an environment variable.
    case environment(String)
    /// The first line of a file, its path already resolved against the ini file's folder.
    case file(String)

    /// Reads an ini value; relative paths start at `folder`.
    init(_ text: String, folder: String) {
        if let name = text.removingPrefix("env:") {
            self = .environment(name)
        } else if let path = text.removingPrefix("file:") {
            self = .file(FilePaths.resolve(path, folder: folder))
        } else {
            self = .literal(Secret(text))
        }
    }

    /// Reads an ini value; nil for an empty one.
    ///
    /// Throws if `env:` or `file:` names nothing.
    static func read(_ text: String, folder: String) throws(SettingProblem) -> SecretSource? {
        guard !text.isEmpty else { return nil }
        guard text != "env:" else { throw SettingProblem("expected a variable after env:") }
        guard text != "file:" else { throw SettingProblem("expected a path after file:") }
        return SecretSource(text, folder: folder)
    }

    /// True if the secret stands in the configuration itself.
    package var isLiteral: Bool {
        if case .literal = self { true } else { false }
    }

    /// The secret.
    ///
    /// Throws 78 if the variable is not set, the file's first line is empty, or either is not UTF-8; 66 or 77 if the
    /// file cannot be read.
    package func resolve() throws(ToolError) -> Secret {
        switch self {
        case .literal(let secret):
            return secret
        case .environment(let name):
            guard let value = getenv(name) else {
                throw Self.problem("env:\(name)", "the variable is not set")
            }
            guard let text = String(validatingCString: value) else {
                throw Self.problem("env:\(name)", "not UTF-8")
            }
            return Secret(text)
        case .file(let path):
            let bytes = try FileBytes.read(path, limit: 64 * 1024)
            let line = bytes.prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
            guard let text = String(validating: line, as: UTF8.self) else {
                throw Self.problem(path, "not UTF-8")
            }
            guard !text.isEmpty else { throw Self.problem(path, "the first line is empty") }
            return Secret(text)
        }
    }

    private static func problem(_ place: String, _ reason: String) -> ToolError {
        ToolError(.configuration, "cannot read secret: \(place): \(reason)")
    }
}
