// SPDX-License-Identifier: MIT

import PmonJSON

extension Record {
    /// The address.
    package var url: String? {
        get { self[.url]?.string }
        set { self[.url] = newValue.map(JSONValue.string) }
    }

    /// When the check began: local time, `YYYY-MM-DD HH:MM:SS.ffffff`.
    package var time: String? {
        get { self[.time]?.string }
        set { self[.time] = newValue.map(JSONValue.string) }
    }

    /// The result of the check.
    package var result: CheckResult? {
        get { self[.result]?.string.flatMap(CheckResult.init(rawValue:)) }
        set { self[.result] = newValue.map { .string($0.rawValue) } }
    }

    /// Why in a sentence, or the bare HTTP status.
    package var message: RecordMessage? {
        get {
            switch self[.message] {
            case .string(let text): .text(text)
            case .number(let number): number.int.map(RecordMessage.status)
            default: nil
            }
        }
        set {
            switch newValue {
            case .text(let text): self[.message] = .string(text)
            case .status(let status): self[.message] = .int(status)
            case nil: self[.message] = nil
            }
        }
    }

    /// The instant of the check; read from `time` as local time where `at` is missing.
    package var at: Timestamp? {
        get {
            if let seconds = number(.at) { return Timestamp(seconds: seconds) }
            return time.flatMap(Timestamp.init(local:))
        }
        set { self[.at] = newValue.map { .number($0.number) } }
    }

    /// Start of the scan: Unix milliseconds.
    package var run: Int? {
        get { integer(.run) }
        set { self[.run] = newValue.map(JSONValue.int) }
    }

    /// How many records the scan emits.
    package var of: Int? {
        get { integer(.of) }
        set { self[.of] = newValue.map(JSONValue.int) }
    }

    /// The key in `[urls]`.
    package var target: String? {
        get { self[.target]?.string }
        set { self[.target] = newValue.map(JSONValue.string) }
    }

    /// The class of the failure.
    package var reason: Reason? {
        get { self[.reason]?.string.flatMap(Reason.init(rawValue:)) }
        set { self[.reason] = newValue.map { .string($0.rawValue) } }
    }

    /// The vantage point.
    package var place: String? {
        get { self[.place]?.string }
        set { self[.place] = newValue.map(JSONValue.string) }
    }
}
