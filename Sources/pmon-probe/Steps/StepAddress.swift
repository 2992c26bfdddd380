// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText

/// The address of a step with placeholders after its host.
struct StepAddress: Sendable {
    private let text: StepText
    /// What the address is without the values: its server and login stay.
    private let base: WebAddress
    /// The address with other words in the place of values.
    let sample: String
    /// Segments `.` and `..` of its own path.
    private let dots: Int

    /// An address whose placeholders may stand in its path and query alone.
    ///
    /// Throws where one stands in front of them, and for what is no address.
    init(_ text: StepText) throws(AddressError) {
        self.text = text
        guard case .text(let start)? = text.parts.first, Self.hasHost(start) else {
            throw .malformed("expected / between the host and the first {placeholder}")
        }
        sample = text.parts.map { part in
            if case .text(let text) = part { text } else { "x" }
        }.joined()
        base = try WebAddress(web: sample)
        dots = Self.dots(in: sample)
    }

    /// True if the end of the host is a part of the text.
    private static func hasHost(_ text: String) -> Bool {
        let parts = text.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
        guard parts.count > 2, parts[0].hasSuffix(":"), parts[1].isEmpty else { return false }
        return parts.count > 3 || parts[2].contains { $0 == "?" || $0 == "#" }
    }

    /// The address with the values, and its parts.
    func filled(
        with values: [String: CapturedValue]
    ) throws(StepProblem) -> (address: String, parts: WebAddress) {
        var address = ""
        for part in text.parts {
            switch part {
            case .text(let text): address += text
            case .value(let name, let isPlain):
                guard let value = values[name] else { continue }
                let encoded = (isPlain ? ValueEncoding.reserved : .percent)
                    .encoded(value.secret.reveal())
                // `/{+where}` with a path of its own, as in a Location, has one slash.
                let hasSlash = isPlain && address.hasSuffix("/") && encoded.hasPrefix("/")
                address += hasSlash ? encoded.dropFirst() : encoded[...]
            }
        }
        let reason = text.names.lazy.compactMap { values[$0]?.reason }.first ?? .body
        let parts: WebAddress
        do throws(AddressError) {
            parts = try WebAddress(web: address)
        } catch {
            throw StepProblem(
                reason: reason,
                sentence: "a captured value makes no address: \(error.text)"
            )
        }
        guard parts.hasSameOrigin(as: base), parts.user == base.user,
            parts.password == base.password
        else {
            throw StepProblem(
                reason: reason,
                sentence: "a captured value would change the server of the address"
            )
        }
        guard Self.dots(in: address) == dots else {
            throw StepProblem(
                reason: reason,
                sentence: "a captured value would lead to another folder: . or .. in the path"
            )
        }
        return (address, parts)
    }

    /// How many segments of the path lead up or nowhere.
    private static func dots(in address: String) -> Int {
        let path = address.utf8.prefix { $0 != UInt8(ascii: "?") && $0 != UInt8(ascii: "#") }
        var text = EncodedText(Array(path))
        // Some servers decode a path before they look for its segments.
        _ = text.decode()
        return text.units.split { $0.byte == UInt8(ascii: "/") || $0.byte == UInt8(ascii: "\\") }
            .count { [[0x2E], [0x2E, 0x2E]].contains($0.map(\.byte)) }
    }
}
