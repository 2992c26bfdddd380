// SPDX-License-Identifier: MIT

private import CSSH2
private import Glibc
import PmonText

extension SSHSession {
    /// What came of one attempt to log in.
    enum Attempt: Equatable {
        /// Logged in.
        case accepted
        /// The server does not take it, or not alone.
        case refused
        /// The server accepts the key but not what was signed by it: it asks for more, or does not let this user in.
        case notEnough
        /// It could not be made: a key that cannot be opened, an agent that is not there.
        case failed
        /// The peer must be waited for; repeat the same attempt.
        case blocked
    }

    /// True once the server has let the user in.
    var isAuthenticated: Bool { withHandle { libssh2_userauth_authenticated($0) } == 1 }

    /// True if the server asked for a new password in place of the last one.
    var wantsNewPassword: Bool {
        withHandle { libssh2_session_last_errno($0) } == LIBSSH2_ERROR_PASSWORD_EXPIRED
    }

    /// The methods the server offers the user; nil if it must be waited for, none if it asks for nothing.
    ///
    /// https://libssh2.org/libssh2_userauth_list.html
    func loginMethods(of user: String) throws(SSHError) -> [String]? {
        let list = withHandle { libssh2_userauth_list($0, user, UInt32(user.utf8.count)) }
        if let list { return String(cString: list).split(separator: ",").map(String.init) }
        if isAuthenticated { return [] }
        if let error = lastError("ask for login methods") { throw error }
        return nil
    }

    /// Tries a password.
    func logIn(_ user: String, password: Secret) throws(SSHError) -> Attempt {
        let text = password.reveal()
        let code = withHandle { handle in
            libssh2_userauth_password_ex(
                handle,
                user,
                UInt32(user.utf8.count),
                text,
                UInt32(text.utf8.count),
                nil
            )
        }
        return try attempt(code, "log in by password")
    }

    /// Tries the password as the answer to every question that is not echoed.
    func logIn(_ user: String, answering password: Secret) throws(SSHError) -> Attempt {
        let code = try answering(password) { () throws(SSHError) -> Int32 in
            withHandle { handle in
                libssh2_userauth_keyboard_interactive_ex(
                    handle,
                    user,
                    UInt32(user.utf8.count),
                    answerQuestions
                )
            }
        }
        return try attempt(code, "log in by keyboard-interactive")
    }

    /// Tries a private key from a file; the public key is taken from it.
    func logIn(
        _ user: String,
        keyFile path: String,
        passphrase: Secret?
    ) throws(SSHError) -> Attempt {
        let code = withHandle { handle in
            libssh2_userauth_publickey_fromfile_ex(
                handle,
                user,
                UInt32(user.utf8.count),
                nil,
                path,
                passphrase?.reveal()
            )
        }
        return try attempt(code, "log in by key")
    }

    /// Tries a private key of which the public half is known: libssh2 opens it once then, to sign.
    ///
    /// To take the public half from it, libssh2 would open it once more.
    func logIn(
        _ user: String,
        key: KeyFile.Halves,
        passphrase: Secret
    ) throws(SSHError) -> Attempt {
        let line = Array(key.publicLine.utf8)
        // libssh2 takes the length of the one, and looks for the end of the other.
        let content = key.content + [0]
        let code = withHandle { handle in
            content.withUnsafeBytes { content in
                line.withUnsafeBytes { line in
                    libssh2_userauth_publickey_frommemory(
                        handle,
                        user,
                        user.utf8.count,
                        line.baseAddress?.assumingMemoryBound(to: CChar.self),
                        line.count,
                        content.baseAddress?.assumingMemoryBound(to: CChar.self),
                        content.count - 1,
                        passphrase.reveal()
                    )
                }
            }
        }
        let attempt = try attempt(code, "log in by key")
        // The server has taken the public half, but nothing could be signed.
        return attempt == .notEnough && lastDetail == "Callback returned error" ? .failed : attempt
    }

    /// Tries a public key for which a signer signs.
    func logIn(_ user: String, signer: AgentSigner) throws(SSHError) -> Attempt {
        // The signer outlives the call; libssh2 hands this pointer to the callback and keeps nothing.
        var reference: UnsafeMutableRawPointer? = Unmanaged.passUnretained(signer).toOpaque()
        let code = withHandle { handle in
            libssh2_userauth_publickey(
                handle,
                user,
                signer.key,
                signer.key.count,
                signWithAgent,
                &reference
            )
        }
        withExtendedLifetime(signer) {}
        return try attempt(code, "log in by agent")
    }

    private func attempt(_ code: Int32, _ operation: String) throws(SSHError) -> Attempt {
        do throws(SSHError) {
            return try check(code, operation) ? .accepted : .blocked
        } catch {
            // libssh2 tells a connection that was cut as a refusal.
            if isCut { throw error }
            switch error.code {
            case LIBSSH2_ERROR_PUBLICKEY_UNVERIFIED:
                return .notEnough
            case LIBSSH2_ERROR_AUTHENTICATION_FAILED, LIBSSH2_ERROR_METHOD_NOT_SUPPORTED,
                LIBSSH2_ERROR_PASSWORD_EXPIRED:
                return .refused
            case LIBSSH2_ERROR_FILE, LIBSSH2_ERROR_KEYFILE_AUTH_FAILED:
                return .failed
            default:
                throw error
            }
        }
    }
}

/// Answers for libssh2; it frees the texts with free(3).
private func answerQuestions(
    name: UnsafePointer<CChar>?,
    nameLength: Int32,
    instruction: UnsafePointer<CChar>?,
    instructionLength: Int32,
    count: Int32,
    prompts: UnsafePointer<LIBSSH2_USERAUTH_KBDINT_PROMPT>?,
    responses: UnsafeMutablePointer<LIBSSH2_USERAUTH_KBDINT_RESPONSE>?,
    abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) {
    guard count > 0, let prompts, let responses,
        let answer = SSHSessionContext.of(abstract)?.pointee.answer
    else { return }
    for index in 0..<Int(count) where prompts[index].echo == 0 {
        guard let copy = strdup(answer.reveal()) else { continue }
        responses[index].text = copy
        responses[index].length = UInt32(strlen(copy))
    }
}

/// Signs for libssh2, which asks again as long as the agent must be waited for; it frees the signature with free(3).
private func signWithAgent(
    session: OpaquePointer?,
    signature: UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>?,
    length: UnsafeMutablePointer<Int>?,
    data: UnsafePointer<UInt8>?,
    dataLength: Int,
    abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int32 {
    guard let reference = abstract?.pointee, let signature, let length else {
        return LIBSSH2_ERROR_BAD_USE
    }
    let signer = Unmanaged<AgentSigner>.fromOpaque(reference).takeUnretainedValue()
    let message = [UInt8](UnsafeBufferPointer(start: data, count: dataLength))
    switch signer.sign(message) {
    case .waiting: return LIBSSH2_ERROR_EAGAIN
    case .failed: return LIBSSH2_ERROR_AGENT_PROTOCOL
    case .signed(let bytes):
        guard let copy = malloc(max(bytes.count, 1)) else { return LIBSSH2_ERROR_ALLOC }
        bytes.withUnsafeBytes { source in
            guard let start = source.baseAddress else { return }
            copy.copyMemory(from: start, byteCount: source.count)
        }
        signature.pointee = copy.assumingMemoryBound(to: UInt8.self)
        length.pointee = bytes.count
        return 0
    }
}
