// SPDX-License-Identifier: MIT

private import Glibc
import PmonConfig
import PmonSystem

/// A name to be resolved.
struct NameQuestion: Hashable, Sendable {
    /// The name, in ASCII.
    let host: String
    /// Which addresses are wanted.
    let family: IPFamily

    /// A question for that name.
    init(host: String, family: IPFamily) {
        self.host = host
        self.family = family
    }
}

/// What the system's resolver says of a name.
enum NameAnswer: Equatable, Sendable {
    /// IP addresses in the order in which they are to be tried (RFC 6724); never empty.
    case addresses([String])
    /// The resolver's words on why there are none.
    case failed(String)

    /// Asks the system and waits for the answer, for as long as its configuration says.
    ///
    /// https://man7.org/linux/man-pages/man3/getaddrinfo.3.html
    static func resolve(_ question: NameQuestion) -> NameAnswer {
        var hints = addrinfo()
        hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        hints.ai_family =
            switch question.family {
            case .any: AF_UNSPEC
            case .v4: AF_INET
            case .v6: AF_INET6
            }
        var list: UnsafeMutablePointer<addrinfo>?
        let code = getaddrinfo(question.host, nil, &hints, &list)
        guard code == 0 else {
            return loopback(question) ?? .failed(text(of: code))
        }
        defer { freeaddrinfo(list) }
        var addresses: [String] = []
        var entry = list
        while let present = entry {
            if let text = numeric(present.pointee), !addresses.contains(text) {
                addresses.append(text)
            }
            entry = present.pointee.ai_next
        }
        return addresses.isEmpty ? .failed("no addresses") : .addresses(addresses)
    }

    /// What `localhost` and the names below it mean where the system does not say, as curl has it; nil for other names.
    ///
    /// https://www.rfc-editor.org/rfc/rfc6761#section-6.3
    private static func loopback(_ question: NameQuestion) -> NameAnswer? {
        let host = question.host.lowercased()
        guard host == "localhost" || host.hasSuffix(".localhost") else { return nil }
        return switch question.family {
        case .any: .addresses(["::1", "127.0.0.1"])
        case .v4: .addresses(["127.0.0.1"])
        case .v6: .addresses(["::1"])
        }
    }

    private static func text(of code: Int32) -> String {
        if DescriptorLimit.isReached { return FailureMessage.noDescriptor }
        if code == EAI_SYSTEM { return ToolError.text(ofErrno: errno) }
        return gai_strerror(code).map { String(cString: $0) } ?? "error \(code)"
    }

    private static func numeric(_ entry: addrinfo) -> String? {
        var host = [CChar](repeating: 0, count: Int(NI_MAXHOST))
        let code = getnameinfo(
            entry.ai_addr,
            entry.ai_addrlen,
            &host,
            socklen_t(host.count),
            nil,
            0,
            NI_NUMERICHOST
        )
        guard code == 0 else { return nil }
        return String(decoding: host.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    }
}
