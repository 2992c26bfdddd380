// SPDX-License-Identifier: MIT

internal import CCurl
private import Glibc
package import PmonSystem

/// One transfer of libcurl: its options, its state, what it received.
///
/// The object is the sole owner of the C handle and of everything that libcurl keeps pointers to (lists, receiver,
/// error buffer, the preparer of TLS). It belongs to one thread at a time. While it is in a `MultiLoop`, the loop keeps it alive.
/// It serves one transfer: before libcurl 8.1.0 a second one may write to freed memory (`headers.c`, `prevhead`).
/// https://curl.se/libcurl/c/libcurl-easy.html
package final class EasyHandle {
    let raw: UnsafeMutableRawPointer
    private let errorBuffer: UnsafeMutablePointer<CChar>
    /// The list of header lines, which nearly every handle has, and the others.
    private var headers: StringList?
    private var lists: [(option: ListOption, list: StringList)] = []
    private(set) var receiver: (any TransferReceiver)?
    var tlsContextPreparer: (any TLSContextPreparer)?
    var share: ConnectionShare?
    /// The socket that it goes over where that is connected already.
    var connection: ConnectedSocket?
    /// A number for the user of the handle.
    package var tag = 0
    /// When the request was about to be sent; nil unless `noteRequestStart` asked for it.
    package internal(set) var requestBegan: Monotonic?
    /// What the frames of HTTP/2 tell of the reply.
    var stream = HTTP2Stream()
    /// Bytes of bodies that were passed on.
    var passedBytes = 0
    /// How often its loop looked for the rest of an early reply.
    var waits = 0
    /// The code with which the server reset the stream of HTTP/2 before the end of the reply; nil if it did not.
    ///
    /// https://www.rfc-editor.org/rfc/rfc9113#section-7
    package var streamReset: UInt32? { stream.reset }
    /// True if its connection stays open when the transfer has ended well.
    var keepsConnection = false
    /// Where a `MultiLoop` has it, and that loop.
    var place: Int?
    weak var loop: MultiLoop?

    /// A handle with the default options and no signals.
    package init() throws(CurlError) {
        try CurlGlobal.prepare()
        guard let raw = curl_easy_init() else {
            throw CurlError(.outOfMemory, operation: "make handle")
        }
        self.raw = raw
        errorBuffer = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorBuffer.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        try setBasics()
    }

    deinit {
        // Before the buffers: the handle may still write to them while it closes.
        curl_easy_cleanup(raw)
        errorBuffer.deallocate()
    }

    /// Sets a number.
    package func set(_ option: NumberOption, _ value: Int) throws(CurlError) {
        try check(pmon_curl_easy_setopt_long(raw, option.option, value), option.option)
    }

    /// Sets a truth value.
    package func set(_ option: NumberOption, _ value: Bool) throws(CurlError) {
        try set(option, value ? 1 : 0)
    }

    /// Sets a string, nil for the default; one with a NUL inside is refused.
    package func set(_ option: StringOption, _ value: String?) throws(CurlError) {
        guard let value else {
            return try check(pmon_curl_easy_setopt_string(raw, option.option, nil), option.option)
        }
        // A C string that ends before the text does: a NUL in it.
        let code = value.withCString { text in
            strlen(text) == value.utf8.count
                ? pmon_curl_easy_setopt_string(raw, option.option, text) : nil
        }
        guard let code else {
            throw CurlError(.badArgument, operation: "set option", detail: "NUL in a string")
        }
        try check(code, option.option)
    }

    /// Sets a list, which the handle keeps; nil for none.
    package func set(_ option: ListOption, _ list: StringList?) throws(CurlError) {
        try check(pmon_curl_easy_setopt_list(raw, option.option, list?.head), option.option)
        guard option != .headers else {
            headers = list
            return
        }
        lists.removeAll { $0.option == option }
        if let list { lists.append((option, list)) }
    }

    /// Sets bytes, which libcurl copies.
    package func set(_ option: BytesOption, _ bytes: [UInt8]) throws(CurlError) {
        let code = bytes.withUnsafeBytes { bytes in
            bytes.baseAddress.map {
                pmon_curl_easy_setopt_blob(raw, option.option, $0, bytes.count)
            }
        }
        try check(code ?? CURLE_BAD_FUNCTION_ARGUMENT, option.option)
    }

    /// Sets the body of a request, which libcurl copies; the request becomes a POST unless a method is set.
    ///
    /// https://curl.se/libcurl/c/CURLOPT_COPYPOSTFIELDS.html
    package func setBody(_ bytes: [UInt8]) throws(CurlError) {
        try set(.bodySize, bytes.count)
        let code = bytes.withUnsafeBytes { bytes in
            // An empty array may have no address, which would mean "no body".
            bytes.isEmpty
                ? pmon_curl_easy_setopt_string(raw, CURLOPT_COPYPOSTFIELDS, "")
                : pmon_curl_easy_setopt_pointer(
                    raw,
                    CURLOPT_COPYPOSTFIELDS,
                    UnsafeMutableRawPointer(mutating: bytes.baseAddress)
                )
        }
        try check(code, CURLOPT_COPYPOSTFIELDS)
    }

    /// Sets the receiver of the body and the header lines; the handle keeps it.
    ///
    /// Without one, bodies are thrown away. `headers` is false where header lines need not be passed on.
    package func setReceiver(
        _ receiver: any TransferReceiver,
        headers: Bool = false
    ) throws(CurlError) {
        self.receiver = receiver
        guard headers else { return }
        try check(
            pmon_curl_easy_setopt_data_callback(raw, CURLOPT_HEADERFUNCTION, receiveHeaderLine),
            CURLOPT_HEADERFUNCTION
        )
        try set(CURLOPT_HEADERDATA, context: self)
    }

    /// True if all of a reply was passed on that came to its end before the request did.
    var hasEarlyReply: Bool { stream.isEarly && hasWholeReply }

    /// True if all of a reply of HTTP/2 was passed on, whatever became of the connection.
    var hasWholeReply: Bool {
        stream.hasEnded && passedBytes >= stream.bodyBytes && number(.responseCode) >= 200
    }

    /// Runs the transfer to its end, on this thread.
    ///
    /// https://curl.se/libcurl/c/curl_easy_perform.html
    package func perform() throws(CurlError) {
        clearErrorText()
        let code = curl_easy_perform(raw)
        guard code == CURLE_OK else {
            throw CurlError(CurlCode(code), operation: "perform", detail: errorText)
        }
    }

    /// libcurl's detail of the last failure beyond its code; empty if there is none.
    package var errorText: String { String(cString: errorBuffer) }

    /// Forgets the last failure; libcurl itself does so only when the next one comes.
    package func clearErrorText() {
        errorBuffer[0] = 0
    }

    private func setBasics() throws(CurlError) {
        clearErrorText()
        try set(.noSignal, true)
        try set(CURLOPT_ERRORBUFFER, pointer: errorBuffer)
        try set(CURLOPT_PRIVATE, context: self)
        try check(
            pmon_curl_easy_setopt_data_callback(raw, CURLOPT_WRITEFUNCTION, receiveBody),
            CURLOPT_WRITEFUNCTION
        )
        try set(CURLOPT_WRITEDATA, context: self)
    }

    /// The object that owns a C handle, which is alive.
    static func owner(of raw: UnsafeMutableRawPointer) -> EasyHandle? {
        var context: UnsafePointer<CChar>?
        guard pmon_curl_easy_getinfo_string(raw, CURLINFO_PRIVATE, &context) == CURLE_OK,
            let context
        else { return nil }
        return Unmanaged<EasyHandle>.fromOpaque(UnsafeRawPointer(context)).takeUnretainedValue()
    }

    /// Sets an address, which libcurl uses until the transfer ends.
    func set(_ option: CURLoption, pointer: UnsafeMutableRawPointer?) throws(CurlError) {
        try check(pmon_curl_easy_setopt_pointer(raw, option, pointer), option)
    }

    /// Sets what callbacks are called with; it must live until the transfer ends.
    func set(_ option: CURLoption, context: AnyObject) throws(CurlError) {
        try set(option, pointer: Unmanaged.passUnretained(context).toOpaque())
    }

    func check(_ code: CURLcode, _ option: CURLoption) throws(CurlError) {
        guard code != CURLE_OK else { return }
        throw CurlError(CurlCode(code), operation: "set option \(option.rawValue)")
    }
}
