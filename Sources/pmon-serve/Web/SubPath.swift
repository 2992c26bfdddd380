// SPDX-License-Identifier: MIT

/// The path under which a proxy shows the page: `/status`, or nothing for the root of a host.
///
/// Inside the server all addresses begin at the root. The proxy may leave the path away or not.
struct SubPath: Equatable, Sendable {
    /// Without a slash at its end; empty for the root.
    let text: String

    /// The root, or a path of `http.path`.
    init(_ text: String = "") {
        self.text = text
    }

    /// Where the page itself is.
    var root: String { text + "/" }

    /// A path of a request without this one, if it begins with it.
    func inner(_ path: String) -> String {
        guard !text.isEmpty, path.hasPrefix(text) else { return path }
        let rest = path.dropFirst(text.count)
        return rest.isEmpty ? "/" : rest.hasPrefix("/") ? String(rest) : path
    }

    /// An address of this server as a visitor has to ask for it; that of another one as it is.
    func outer(_ address: String) -> String {
        address.hasPrefix("/") && !address.hasPrefix("//") ? text + address : address
    }

    /// Markup whose links begin at the root, with links that begin with this path.
    ///
    /// Only markup of the source has a plain quotation mark: one in text is escaped.
    func applied(to html: HTML) -> HTML {
        guard !text.isEmpty else { return html }
        let prefix = Array(text.utf8)
        var bytes: [UInt8] = []
        bytes.reserveCapacity(html.bytes.count + html.bytes.count / 8)
        var previous: UInt8 = 0
        for (index, byte) in html.bytes.enumerated() {
            if byte == UInt8(ascii: "/"), previous == UInt8(ascii: "\""),
                Self.attributes.contains(where: { html.bytes[..<index].ends(with: $0) })
            {
                bytes.append(contentsOf: prefix)
            }
            bytes.append(byte)
            previous = byte
        }
        var result = HTML()
        result.append(bytes: bytes)
        return result
    }

    private static let attributes = [" href=\"", " src=\"", " action=\"", " formaction=\""]
        .map { Array($0.utf8) }
}

extension ArraySlice<UInt8> {
    fileprivate func ends(with bytes: [UInt8]) -> Bool {
        suffix(bytes.count).elementsEqual(bytes)
    }
}
