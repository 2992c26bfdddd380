// SPDX-License-Identifier: MIT

private import CCrypto
private import CSSH2
private import Glibc
import PmonText

/// One SSH connection over a non-blocking socket: the only owner of its libssh2 handle and of the socket.
///
/// No call blocks: where the peer must be waited for, it answers nil or false, to be repeated unchanged once the
/// socket is ready in `waitsFor`. One thread at a time may use the session.
final class SSHSession {
    /// What a session waits for.
    struct Directions: OptionSet {
        let rawValue: Int32
        /// Bytes to read.
        static let read = Directions(rawValue: LIBSSH2_SESSION_BLOCK_INBOUND)
        /// Room to write.
        static let write = Directions(rawValue: LIBSSH2_SESSION_BLOCK_OUTBOUND)
    }

    let socket: Int32
    private let raw: OpaquePointer
    /// Its address is the session's `abstract`, which callbacks get.
    private let context: UnsafeMutablePointer<SSHSessionContext>
    /// What this side offers.
    let offer: AlgorithmOffer

    /// A session that takes over a connected, non-blocking socket.
    ///
    /// `hostKeyTypes` are the host key algorithms to offer, best first.
    init(
        socket: Int32,
        hostKeyTypes: [HostKeyType],
        receiveLimit: Int = ReceiveBudget.session
    ) throws(SSHError) {
        self.socket = socket
        let names = hostKeyTypes.map(\.rawValue).joined(separator: ",")
        let methods = [(method: LIBSSH2_METHOD_HOSTKEY, algorithms: names)] + acceptedAlgorithms
        offer = AlgorithmOffer(methods)
        context = .allocate(capacity: 1)
        context.initialize(to: SSHSessionContext(budget: ReceiveBudget(session: receiveLimit)))
        guard libraryStatus == 0,
            let raw = libssh2_session_init_ex(allocateBlock, freeBlock, nil, context)
        else {
            context.deinitialize(count: 1)
            context.deallocate()
            close(socket)
            throw SSHError(
                code: LIBSSH2_ERROR_ALLOC,
                operation: "start",
                detail: "libssh2 cannot be started"
            )
        }
        self.raw = raw
        libssh2_session_set_blocking(raw, 0)
        pmon_ssh2_set_receive(raw, receive)
        pmon_ssh2_set_disconnect(raw, takeFarewell)
        for (method, algorithms) in methods { try prefer(method, algorithms) }
    }

    deinit {
        // With the socket shut, libssh2 frees everything at once instead of asking to wait for the peer.
        shutdown(socket, Int32(SHUT_RDWR))
        var tries = 0
        while libssh2_session_free(raw) == LIBSSH2_ERROR_EAGAIN, tries < 8 {
            context.pointee.budget.renew()
            tries += 1
        }
        close(socket)
        context.deinitialize(count: 1)
        context.deallocate()
    }

    /// Which readiness of the socket the last call that did not finish waits for.
    var waitsFor: Directions { Directions(rawValue: libssh2_session_block_directions(raw)) }

    /// True once the peer has sent more than a session may.
    var isOverLimit: Bool { context.pointee.budget.isExhausted }

    /// True once the peer has hung up.
    var isCut: Bool { context.pointee.isCut }

    /// What the peer says in words.
    var words: PeerWords { context.pointee.words }

    /// Bytes received so far.
    var received: Int { context.pointee.budget.received }

    /// Begins a turn of the loop, see `ReceiveBudget`.
    func beginTurn() {
        context.pointee.budget.renew()
    }

    /// Exchanges greetings and keys; true when done.
    func handshake() throws(SSHError) -> Bool {
        guard try check(libssh2_session_handshake(raw, socket), "handshake") else { return false }
        words.endOpening()
        return true
    }

    /// The host key the server has proved to own; nil before the handshake or if its type is not supported.
    var hostKey: HostKey? {
        var length = 0
        var type: Int32 = 0
        guard let bytes = libssh2_session_hostkey(raw, &length, &type),
            let hash = libssh2_hostkey_hash(raw, LIBSSH2_HOSTKEY_HASH_SHA256)
        else { return nil }
        let digest = UnsafeRawBufferPointer(start: hash, count: 32)
        return HostKey(
            blob: [UInt8](UnsafeRawBufferPointer(start: bytes, count: length)),
            sha256: [UInt8](digest)
        )
    }

    /// Keeps the answer to no-echo questions for as long as `body` runs.
    func answering<Result>(_ password: Secret, _ body: () throws(SSHError) -> Result)
        throws(SSHError)
        -> Result
    {
        context.pointee.answer = password
        defer { context.pointee.answer = nil }
        return try body()
    }

    /// Says goodbye without waiting for an answer.
    func disconnect() {
        // A peer that cannot be told is told by the closed socket.
        _ = libssh2_session_disconnect_ex(raw, SSH_DISCONNECT_BY_APPLICATION, "done", "")
    }

    /// Judges a return code: true for success, false for would-block.
    func check(_ code: Int32, _ operation: String) throws(SSHError) -> Bool {
        if code >= 0 { return true }
        if code == LIBSSH2_ERROR_EAGAIN { return false }
        throw error(code, operation)
    }

    /// The error of a function that answers with a pointer; nil if it would block.
    func lastError(_ operation: String) -> SSHError? {
        let code = libssh2_session_last_errno(raw)
        return code == LIBSSH2_ERROR_EAGAIN ? nil : error(code, operation)
    }

    /// Lends the handle to the files of this folder.
    func withHandle<Result>(_ body: (OpaquePointer) -> Result) -> Result {
        body(raw)
    }

    /// The library's words for the last call that failed.
    var lastDetail: String {
        var text: UnsafeMutablePointer<CChar>?
        _ = libssh2_session_last_error(raw, &text, nil, 0)
        return text.map { String(cString: $0) } ?? ""
    }

    private func error(_ code: Int32, _ operation: String) -> SSHError {
        SSHError(code: code, operation: operation, detail: lastDetail)
    }

    private func prefer(_ method: Int32, _ algorithms: String) throws(SSHError) {
        _ = try check(libssh2_session_method_pref(raw, method, algorithms), "choose algorithms")
    }
}

/// Started once a process, before any session, as libssh2_init(3) demands.
private let libraryStatus: Int32 = {
    // A thread of `LongAttempt` may still compute at the end of the process, so nothing is taken from it there.
    OPENSSL_init_crypto(UInt64(OPENSSL_INIT_NO_ATEXIT), nil)
    return libssh2_init(0)
}()

/// What is offered besides host key types: what OpenSSH 9 still takes by default.
///
/// SHA-1, MD5, CBC, RC4, 3DES and
/// groups of 1024 bits stay out, and so does compression. P-256 comes first: OpenSSH leaves it to libcrypto, and
/// curve25519 takes a server 3 ms more of CPU.
private let acceptedAlgorithms: [(method: Int32, algorithms: String)] = [
    (
        LIBSSH2_METHOD_KEX,
        "ecdh-sha2-nistp256,curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp384,"
            + "ecdh-sha2-nistp521,diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,"
            + "diffie-hellman-group14-sha256,diffie-hellman-group-exchange-sha256"
    ),
    (LIBSSH2_METHOD_CRYPT_CS, "aes128-ctr,aes192-ctr,aes256-ctr"),
    (LIBSSH2_METHOD_CRYPT_SC, "aes128-ctr,aes192-ctr,aes256-ctr"),
    (LIBSSH2_METHOD_MAC_CS, "hmac-sha2-256,hmac-sha2-512"),
    (LIBSSH2_METHOD_MAC_SC, "hmac-sha2-256,hmac-sha2-512"),
    (LIBSSH2_METHOD_COMP_CS, "none"),
    (LIBSSH2_METHOD_COMP_SC, "none"),
]

/// Receives for libssh2 within the session's budget; answers the count, 0 at the end, or -errno.
private func receive(
    socket: Int32,
    buffer: UnsafeMutableRawPointer?,
    length: Int,
    flags: Int32,
    abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> Int {
    guard let context = SSHSessionContext.of(abstract) else { return -Int(EINVAL) }
    if context.pointee.budget.isExhausted { return -Int(EMSGSIZE) }
    let allowed = context.pointee.budget.allowance(length)
    guard allowed > 0 else { return -Int(EAGAIN) }
    let count = recv(socket, buffer, allowed, flags)
    if count < 0 {
        let code = errno
        if code == EINTR || code == EWOULDBLOCK { return -Int(EAGAIN) }
        context.pointee.isCut = true
        return -Int(code)
    }
    if count == 0 { context.pointee.isCut = true }
    context.pointee.budget.spend(count)
    context.pointee.words.hear(UnsafeRawBufferPointer(start: buffer, count: count))
    return count
}

/// Takes the text that comes with a disconnection; libssh2 hands over nothing where it is malformed.
private func takeFarewell(
    session: OpaquePointer?,
    reason: Int32,
    message: UnsafePointer<CChar>?,
    messageLength: Int32,
    language: UnsafePointer<CChar>?,
    languageLength: Int32,
    abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) {
    guard let message, messageLength > 0 else { return }
    let bytes = UnsafeRawBufferPointer(start: message, count: Int(messageLength))
    SSHSessionContext.of(abstract)?.pointee.words.takeFarewell(bytes)
}

/// Allocates a block for libssh2, all zero: `freeBlock` looks also at those that libssh2 has never filled.
private func allocateBlock(
    count: Int,
    abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> UnsafeMutableRawPointer? {
    calloc(1, max(count, 1))
}

/// Frees a block for libssh2, after a look at it: packets that libssh2 never asks for end here.
private func freeBlock(
    block: UnsafeMutableRawPointer?,
    abstract: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) {
    guard let block else { return }
    SSHSessionContext.of(abstract)?.pointee.words.look(atFreed: block)
    free(block)
}

extension AlgorithmOffer {
    /// The offer that libssh2 makes of those preferences.
    fileprivate init(_ methods: [(method: Int32, algorithms: String)]) {
        let purposes: [Int32: Purpose] = [
            LIBSSH2_METHOD_KEX: .keyExchange, LIBSSH2_METHOD_HOSTKEY: .hostKey,
            LIBSSH2_METHOD_CRYPT_CS: .cipherOut, LIBSSH2_METHOD_CRYPT_SC: .cipherIn,
            LIBSSH2_METHOD_MAC_CS: .macOut, LIBSSH2_METHOD_MAC_SC: .macIn,
        ]
        var names: [Purpose: [String]] = [:]
        for (method, algorithms) in methods {
            guard let purpose = purposes[method] else { continue }
            names[purpose] = algorithms.split(separator: ",").map(String.init)
        }
        self.init(names)
    }
}
