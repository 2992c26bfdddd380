// SPDX-License-Identifier: MIT

import PmonSystem

/// What `localhost` and the names below it mean where the system does not say, as curl has it.
///
/// https://www.rfc-editor.org/rfc/rfc6761#section-6.3
enum LoopbackName {
    /// Asks the system, and answers itself for a name of this machine that the system does not know.
    static func resolve(_ question: NameQuestion) -> NameAnswer {
        let answer = question.resolve()
        guard case .failure = answer else { return answer }
        let host = question.host.lowercased()
        guard host == "localhost" || host.hasSuffix(".localhost") else { return answer }
        let addresses =
            switch question.family {
            case .any: ["::1", "127.0.0.1"]
            case .v4: ["127.0.0.1"]
            case .v6: ["::1"]
            }
        return .success(addresses.compactMap(SocketAddress.init(numeric:)))
    }
}
