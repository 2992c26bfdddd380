// SPDX-License-Identifier: MIT

internal import CCurl
import PmonText

extension WebAddress {
    /// Reads an address of http or https; others, whatever they are, are none.
    package init(web text: String) throws(AddressError) {
        do throws(AddressError) {
            try self.init(text)
        } catch {
            if case .scheme(let name) = error { throw .notWeb(name) }
            throw error
        }
        guard scheme.isWeb else { throw .notWeb(scheme.rawValue) }
    }

    /// The port that is written, or the scheme's own.
    static func port(_ parts: OpaquePointer, _ scheme: AddressScheme) -> Int {
        optional(parts, CURLUPART_PORT).flatMap { Int($0) } ?? scheme.standardPort ?? 0
    }

    /// The port of an address that is neither http nor https, and that it holds nothing which would be left out.
    static func socketPort(
        _ parts: OpaquePointer,
        _ scheme: AddressScheme
    ) throws(AddressError) -> Int {
        let path = try part(parts, CURLUPART_PATH)
        let isBare = path == "/" || path.isEmpty
        guard isBare || scheme.hasPath, !has(parts, CURLUPART_QUERY),
            !has(parts, CURLUPART_FRAGMENT)
        else { throw .malformed("expected \(form(scheme)) and nothing behind it") }
        let isWritten = has(parts, CURLUPART_PORT)
        switch scheme {
        case .ping:
            guard !isWritten else { throw .malformed("a port, which ping does not have") }
            return 0
        case .tcp, .tls:
            guard isWritten else { throw .malformed("no port, expected \(form(scheme))") }
        default:
            break
        }
        return port(parts, scheme)
    }

    private static func form(_ scheme: AddressScheme) -> String {
        scheme == .ping ? "ping://host" : "\(scheme.rawValue)://host:port"
    }

    private static func has(_ parts: OpaquePointer, _ part: CURLUPart) -> Bool {
        var text: UnsafeMutablePointer<CChar>?
        let code = curl_url_get(parts, part, &text, 0)
        curl_free(text)
        return code == CURLUE_OK
    }

    /// The address as libcurl is to read it, where `text` is as it was written.
    ///
    /// A connection alone is made with the scheme that libcurl has it for.
    package func requested(_ text: String) -> String {
        guard scheme.isConnection else { return text }
        return "\(scheme.isTLS ? "https" : "http")://\(server)/"
    }
}
