// SPDX-License-Identifier: MIT

/// The results of a check's last runs, newest last: `S` for SUCCESS, `A` for APPLICATION_ERROR, `E` for EXCEPTION_ERROR.
///
/// Kept in one word, three bits a run, so that it costs a check no memory of its own.
package struct RunLetters: Equatable, Sendable {
    /// Runs that are kept.
    static let longest = 20

    /// The newest run in the lowest bits; 0 for none.
    private var word: UInt64 = 0

    /// No runs.
    package init() {}

    /// The runs of letters as they are spelled in JSON; nil if there are none, too many or others.
    init?(_ letters: UnsafeRawBufferPointer) {
        guard (1...Self.longest).contains(letters.count) else { return nil }
        for letter in letters {
            switch letter {
            case UInt8(ascii: "S"): append(.success)
            case UInt8(ascii: "A"): append(.applicationError)
            case UInt8(ascii: "E"): append(.exceptionError)
            default: return nil
            }
        }
    }

    /// The runs that are known of a result which has held for some, after another one.
    package init(_ previous: CheckResult?, then result: CheckResult?, _ streak: Int) {
        guard streak > 0 else { return }
        append(previous)
        for _ in 0..<min(streak, Self.longest) { append(result) }
    }

    /// True if no run is known.
    package var isEmpty: Bool { word == 0 }

    /// The result of the newest run; nil if none is known.
    package var last: CheckResult? { Self.result(word & 7) }

    /// The letters.
    package var text: String {
        var bytes: [UInt8] = []
        append(to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// Adds a run; one whose result is none of the three has no letter.
    package mutating func append(_ result: CheckResult?) {
        guard let result else { return }
        let code: UInt64 =
            switch result {
            case .success: 1
            case .applicationError: 2
            case .exceptionError: 3
            }
        word = (word << 3 | code) & (1 << UInt64(3 * Self.longest) - 1)
    }

    /// Appends the letters to a text.
    package func append(to bytes: inout [UInt8]) {
        for place in stride(from: Self.longest - 1, through: 0, by: -1) {
            switch Self.result(word >> UInt64(3 * place) & 7) {
            case .success: bytes.append(UInt8(ascii: "S"))
            case .applicationError: bytes.append(UInt8(ascii: "A"))
            case .exceptionError: bytes.append(UInt8(ascii: "E"))
            case nil: continue
            }
        }
    }

    private static func result(_ code: UInt64) -> CheckResult? {
        switch code {
        case 1: .success
        case 2: .applicationError
        case 3: .exceptionError
        default: nil
        }
    }
}
