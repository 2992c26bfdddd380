// SPDX-License-Identifier: MIT

/// Characters of HTML that stand as references: `&amp;`, `&#43;`, `&#x2F;`.
///
/// A browser undoes them before it sends the value of a form's field.
enum HTMLReferences {
    private static let names: [Substring: Unicode.Scalar] = [
        "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
    ]
    /// Characters between `&` and `;` at most.
    private static let longest = 10

    /// The text that it stands for; what is no reference stays.
    static func decoded(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "&")) else { return text }
        var result = String.UnicodeScalarView()
        var rest = text.unicodeScalars[...]
        while let first = rest.first {
            rest = rest.dropFirst()
            guard first == "&", let end = rest.prefix(longest).firstIndex(of: ";"),
                let scalar = scalar(Substring(rest[..<end]))
            else {
                result.append(first)
                continue
            }
            result.append(scalar)
            rest = rest[end...].dropFirst()
        }
        return String(result)
    }

    private static func scalar(_ name: Substring) -> Unicode.Scalar? {
        guard name.first == "#" else { return names[name] }
        let digits = name.dropFirst()
        let isHexadecimal = digits.first == "x" || digits.first == "X"
        let number =
            isHexadecimal ? UInt32(digits.dropFirst(), radix: 16) : UInt32(digits, radix: 10)
        return number.flatMap(Unicode.Scalar.init)
    }
}
