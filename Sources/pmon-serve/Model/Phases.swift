// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord

/// The phases of a check with their durations, and the one in which it ended too early.
struct Phases: Equatable, Sendable {
    /// A phase of a check.
    enum Name: String, CaseIterable, Sendable {
        case dns, connect, tls, wait, receive

        /// How people call it.
        var word: String {
            switch self {
            case .dns: "name lookup"
            case .connect: "connect"
            case .tls: "TLS"
            case .wait: "first byte"
            case .receive: "receive"
            }
        }
    }

    /// A phase that was reached.
    struct Part: Equatable, Sendable {
        let name: Name
        /// Its duration.
        let milliseconds: Double
    }

    /// The phases that were reached, in their order.
    let parts: [Part]
    /// The phase in which the check ended; `nil` if it came to its end.
    let end: Name?
    /// Milliseconds that are not those of a phase: how long the check was in the one in which it ended.
    let rest: Double
    /// Milliseconds of the whole check.
    let total: Double

    /// Draws them from a record; `nil` where it has none.
    init?(_ record: Record, isTLS: Bool) {
        guard let timing = record[.timing]?.object, let total = record.milliseconds else {
            return nil
        }
        self.total = total
        let known = zip(Name.allCases, NumberField.timing).compactMap { name, field in
            field.number(timing[name.rawValue]?.double).map {
                Part(name: name, milliseconds: min($0, total))
            }
        }
        rest = max(0, total - known.reduce(0) { $0 + $1.milliseconds })
        let reason = record[.reason]?.string.flatMap(Reason.init)
        end = reason.flatMap { Self.end($0, known, isTLS: isTLS) }
        parts = known
        guard !parts.isEmpty || end != nil else { return nil }
    }

    /// The phase in which a check with a reason ended.
    ///
    /// The reason tells more than the times: of a connection that fails libcurl knows none.
    private static func end(_ reason: Reason, _ parts: [Part], isTLS: Bool) -> Name? {
        let reached = parts.last?.name
        func following(_ name: Name?) -> Name {
            switch name {
            case nil: .dns
            case .dns: .connect
            case .connect: isTLS ? .tls : .wait
            case .tls: .wait
            case .wait, .receive: .receive
            }
        }
        return switch reason {
        case .dns: .dns
        case .refused, .unreachable: .connect
        case .tls, .certificate: .tls
        case .timeout, .reset, .protocolError, .proxy: following(reached)
        case .redirect, .url, .config, .status, .header, .body, .json, .slow, .process: nil
        }
    }
}
