// SPDX-License-Identifier: MIT

/// Messages of checks, each kept once: a million checks say a few hundred different things.
struct MessageTable: Sendable {
    /// The messages by their index.
    private(set) var texts: [String] = []
    private var indices: [String: UInt32] = [:]
    /// The last one asked for: most checks say what the one before has said.
    private var last: (text: String, index: UInt32)?

    /// The table with nothing in it.
    init() {}

    /// Index of a message, which is added if it is new.
    mutating func index(of text: String) -> UInt32 {
        if let last, last.text == text { return last.index }
        if let index = indices[text] {
            last = (text, index)
            return index
        }
        let index = UInt32(texts.count)
        last = (text, index)
        texts.append(text)
        indices[text] = index
        return index
    }

    /// The message of an index.
    subscript(index: UInt32) -> String {
        Int(index) < texts.count ? texts[Int(index)] : ""
    }
}
