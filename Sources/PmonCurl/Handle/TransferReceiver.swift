// SPDX-License-Identifier: MIT

private import CCurl

/// Takes what a transfer receives, piece by piece, on the thread that drives the handle.
package protocol TransferReceiver: AnyObject {
    /// Takes a piece of the body, valid during the call; false ends the transfer with `CurlCode.writeError`.
    func receive(body: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool
    /// Takes one line of the reply's head with its line end, valid during the call; false ends the transfer.
    func receive(headerLine: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool
}

extension TransferReceiver {
    /// Header lines are of no interest unless said otherwise.
    package func receive(headerLine: UnsafeRawBufferPointer, from handle: EasyHandle) -> Bool {
        true
    }
}

/// CURLOPT_WRITEFUNCTION: the context is the `EasyHandle`.
///
/// https://curl.se/libcurl/c/CURLOPT_WRITEFUNCTION.html
func receiveBody(
    bytes: UnsafeMutablePointer<CChar>,
    size: Int,
    count: Int,
    context: UnsafeMutableRawPointer?
) -> Int {
    let piece = UnsafeRawBufferPointer(start: bytes, count: size * count)
    let isTaken = withHandle(context) { handle in
        handle.passedBytes += piece.count
        return handle.receiver?.receive(body: piece, from: handle)
    }
    return isTaken ?? true ? piece.count : refusal
}

/// CURLOPT_HEADERFUNCTION: the context is the `EasyHandle`.
///
/// https://curl.se/libcurl/c/CURLOPT_HEADERFUNCTION.html
func receiveHeaderLine(
    bytes: UnsafeMutablePointer<CChar>,
    size: Int,
    count: Int,
    context: UnsafeMutableRawPointer?
) -> Int {
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return withHandle(context) { $0.receiver?.receive(headerLine: line, from: $0) } ?? true
        ? line.count : refusal
}

/// A count that differs from the bytes offered; -1 is it for a piece of any size, the empty one too.
private let refusal = -1

/// Calls with the handle of a context; it lives as long as the transfer that calls back.
@inline(__always)
private func withHandle(
    _ context: UnsafeMutableRawPointer?,
    _ body: (EasyHandle) -> Bool?
) -> Bool? {
    guard let context else { return nil }
    return Unmanaged<EasyHandle>.fromOpaque(context)._withUnsafeGuaranteedRef(body)
}
