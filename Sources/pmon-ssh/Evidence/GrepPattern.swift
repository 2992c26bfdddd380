// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonText

/// Basic regular expressions, as `grep` on the machines takes them (XBD section 9.3).
enum GrepPattern {
    /// Why a text is no pattern, in the system's words; nil if it is one.
    ///
    /// A machine's own `grep` says so on a stream that nobody reads, and finds nothing.
    static func problem(_ pattern: String) -> String? {
        var compiled = regex_t()
        let code = regcomp(&compiled, pattern, REG_ICASE | REG_NOSUB)
        guard code != 0 else {
            regfree(&compiled)
            return nil
        }
        return withUnsafeTemporaryAllocation(of: CChar.self, capacity: 128) { buffer in
            guard let text = buffer.baseAddress else { return "" }
            regerror(code, &compiled, text, buffer.count)
            return String(cString: text)
        }
    }

    /// A sentence on each `log.pattern` of a configuration that is none, in the order of the targets.
    static func problems(in configuration: Configuration) -> [String] {
        configuration.targets.compactMap { target in
            guard let pattern = configuration.remotes[target.key]?.logPattern,
                let problem = problem(pattern)
            else { return nil }
            return "[remote] \(target.key).log.pattern: expected a basic grep pattern,"
                + " found '\(pattern.excerpt)': \(problem)"
        }
    }
}
