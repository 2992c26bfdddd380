// SPDX-License-Identifier: MIT

internal import CCurl

/// Many transfers on one thread: libcurl's multi interface with `curl_multi_poll`.
///
/// All calls but those of the `waker` belong to the thread that runs the loop. `curl_multi_poll` was measured against
/// `curl_multi_socket_action` with epoll: equal up to 50 transfers in flight, 5 % slower at 500, without the faults that
/// the socket interface of libcurl 7.88 has (curl issues 12971, 14976).
/// https://curl.se/libcurl/c/libcurl-multi.html
package final class MultiLoop {
    /// Ends a `wait` from any thread.
    package let waker: LoopWaker
    private var handles: [EasyHandle] = []
    /// Transfers whose reply of HTTP/2 came to its end while their request was under way.
    private var early: [EasyHandle] = []
    /// How often is looked whether such a reply was passed on, and milliseconds in between.
    private static let mostWaits = 100
    private static let earlyPause = 10
    private var raw: UnsafeMutableRawPointer { waker.raw }

    /// A loop without transfers; `connectionCache` is how many connections it keeps for later ones.
    package init(connectionCache: Int = 0) throws(CurlError) {
        waker = try LoopWaker()
        try check(
            pmon_curl_multi_setopt_long(waker.raw, CURLMOPT_MAXCONNECTS, max(connectionCache, 1)),
            "set option"
        )
    }

    deinit {
        for handle in handles { curl_multi_remove_handle(raw, handle.raw) }
    }

    /// How many transfers are in the loop.
    package var count: Int { handles.count }

    /// Starts a transfer; the loop keeps the handle until `nextFinished` or `remove` gives it back.
    package func add(_ handle: EasyHandle) throws(CurlError) {
        handle.clearErrorText()
        try check(curl_multi_add_handle(raw, handle.raw), "add transfer")
        handle.place = handles.count
        handle.loop = self
        handles.append(handle)
    }

    /// Takes a transfer out, finished or not.
    package func remove(_ handle: EasyHandle) throws(CurlError) {
        guard let place = handle.place, handles[place] === handle else { return }
        // The last one takes the free place.
        handles[place] = handles[handles.count - 1]
        handles[place].place = place
        handles.removeLast()
        handle.place = nil
        handle.loop = nil
        try check(curl_multi_remove_handle(raw, handle.raw), "remove transfer")
    }

    /// Does what can be done without waiting.
    package func perform() throws(CurlError) {
        LoopShare.begin()
        var running: Int32 = 0
        try check(curl_multi_perform(raw, &running), "perform")
    }

    /// The next transfer that ended, out of the loop, and how it ended; nil if none has.
    ///
    /// One that ended well and whose handle keeps its connection stays in, until `remove`.
    package func nextFinished() throws(CurlError) -> (handle: EasyHandle, code: CurlCode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(raw, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let raw = message.pointee.easy_handle,
                let handle = EasyHandle.owner(of: raw)
            else { continue }
            // The message dies with the removal.
            let result = CurlCode(pmon_curl_message_result(message))
            // A connection that is reset after the reply takes nothing from it.
            let isWhole =
                [.receiveError, .sendError].contains(result)
                ? handle.hasWholeReply : result != .writeError && handle.hasEarlyReply
            let code = isWhole ? .ok : result
            if !handle.keepsConnection || code != .ok { try remove(handle) }
            return (handle, code)
        }
        return try nextEarly()
    }

    /// Takes a transfer whose reply came to its end, and whose request did not.
    func noteEarlyReply(_ handle: EasyHandle) {
        early.append(handle)
    }

    /// A transfer that libcurl goes on with, though its whole reply was passed on: the server need read no more of a
    /// request that it has answered, and libcurl would wait for it.
    private func nextEarly() throws(CurlError) -> (handle: EasyHandle, code: CurlCode)? {
        guard !early.isEmpty else { return nil }
        early.removeAll { $0.place == nil }
        for handle in early { handle.waits += 1 }
        // libcurl passes on what it has with its next steps; if it does not, the transfer must not stay for ever.
        guard let index = early.firstIndex(where: { $0.hasEarlyReply || $0.waits > Self.mostWaits })
        else { return nil }
        let handle = early.remove(at: index)
        try remove(handle)
        return (handle, handle.hasEarlyReply ? .ok : .http2Stream)
    }

    /// Waits for something to do, `limit` milliseconds at most, or for the waker.
    ///
    /// https://curl.se/libcurl/c/curl_multi_poll.html
    package func wait(limit: Int) throws(CurlError) {
        try check(curl_multi_poll(raw, nil, 0, shortened(limit), nil), "wait")
    }

    /// As libcurl takes it; shorter where something may be left in it.
    func shortened(_ limit: Int) -> Int32 {
        Int32(clamping: max(early.isEmpty ? limit : min(limit, Self.earlyPause), 0))
    }

    func check(_ code: CURLMcode, _ operation: String) throws(CurlError) {
        guard code != CURLM_OK else { return }
        let detail = curl_multi_strerror(code).map { String(cString: $0) } ?? ""
        let kind: CurlCode = code == CURLM_OUT_OF_MEMORY ? .outOfMemory : .badArgument
        throw CurlError(kind, operation: operation, detail: detail)
    }
}
