// SPDX-License-Identifier: MIT

/// The messages of the SSH agent protocol that a client of it needs.
///
/// https://datatracker.ietf.org/doc/html/draft-ietf-sshm-ssh-agent
enum AgentMessage {
    /// A key that the agent holds.
    struct Identity: Equatable {
        /// The public key as the protocol spells it.
        let blob: [UInt8]
        /// What the user calls it.
        let comment: String
    }

    private static let requestIdentities: UInt8 = 11
    private static let identitiesAnswer: UInt8 = 12
    private static let signRequest: UInt8 = 13
    private static let signResponse: UInt8 = 14

    /// Asks for the keys; with its length in front.
    static var identitiesRequest: [UInt8] {
        framed([requestIdentities])
    }

    /// Asks for a signature by one key.
    static func signRequest(key: [UInt8], data: [UInt8]) -> [UInt8] {
        var body: [UInt8] = [signRequest]
        SSHBytes.append(key, to: &body)
        SSHBytes.append(data, to: &body)
        SSHBytes.append(0, to: &body)
        return framed(body)
    }

    /// The keys of an answer without its length; nil if it is none.
    static func identities(of answer: [UInt8]) -> [Identity]? {
        guard answer.first == identitiesAnswer,
            let count = SSHBytes.integer(at: 1, in: answer)
        else { return nil }
        var identities: [Identity] = []
        var offset = 5
        for _ in 0..<count {
            guard let blob = SSHBytes.string(at: offset, in: answer),
                let comment = SSHBytes.string(at: offset + 4 + blob.count, in: answer)
            else { return nil }
            offset += 8 + blob.count + comment.count
            identities.append(
                Identity(blob: Array(blob), comment: String(decoding: comment, as: UTF8.self))
            )
        }
        return identities
    }

    /// The bare signature of an answer, without the name of its algorithm; nil if the agent refused.
    static func signature(of answer: [UInt8]) -> [UInt8]? {
        guard answer.first == signResponse, let whole = SSHBytes.string(at: 1, in: answer) else {
            return nil
        }
        let bytes = Array(whole)
        guard let type = SSHBytes.string(at: 0, in: bytes),
            let signature = SSHBytes.string(at: 4 + type.count, in: bytes)
        else { return nil }
        return Array(signature)
    }

    private static func framed(_ body: [UInt8]) -> [UInt8] {
        var message: [UInt8] = []
        SSHBytes.append(body, to: &message)
        return message
    }
}
