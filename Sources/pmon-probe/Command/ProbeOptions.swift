// SPDX-License-Identifier: MIT

import PmonTool

/// What the flags and arguments of pmon-probe say.
struct ProbeOptions: OrdinaryOptions {
    /// Addresses instead of those of `[urls]`; `-` stands for stdin.
    var addresses: [String] = []
    /// `--list`.
    var list = false
    /// The lists of `--only`.
    var only: [String] = []
    /// The lists of `--allow`.
    var allow: [String] = []
    /// `--every`.
    var every: Duration?
    /// `--count`.
    var count: Int?
    /// `--fail`.
    var fail = false
    /// `--explain`.
    var explain = false
    /// `--progress`.
    var progress = false

    /// Nothing asked for.
    init() {}

    /// Those of an ordinary run; nil if they do not go together.
    init?(taking plain: inout PlainArguments) {
        addresses = plain.takeOperands()
        guard problem == nil else { return nil }
    }

    /// What arguments and stdin may name.
    var permit: SchemePermit { SchemePermit(allowing: allow) ?? .only([]) }

    /// Why they do not go together; nil if they do.
    var problem: String? {
        if let problem = SchemePermit.problem(allow) { return problem }
        if let count, count < 1 { return "--count must be 1 or more" }
        if count != nil, every == nil { return "--count needs --every" }
        if every != nil, addresses.contains("-") {
            return "--every cannot repeat addresses from stdin"
        }
        return addresses.filter { $0 == "-" }.count > 1 ? "- can be given once" : nil
    }
}
