// SPDX-License-Identifier: MIT

import PmonCurl
import PmonSystem

/// What a loop drives itself, beside libcurl's transfers; it belongs to the loop that drives it.
protocol LoopSocket: AnyObject {
    /// What it is done for.
    var check: Check { get }
    /// The connection that libcurl made for it; nil for a socket of its own.
    var handle: EasyHandle? { get }
    /// The socket.
    var descriptor: Int32 { get }
    /// True while it waits to write, not to read.
    var isWriting: Bool { get }
    /// When it has something to do though its socket is not ready.
    var wakes: Monotonic { get }

    /// Does what can be done without waiting; the next step of its check, once it has ended.
    func proceed(_ now: Monotonic) -> Check.Step?
}

/// The sockets that a loop drives itself.
struct LoopSockets {
    private var sockets: [any LoopSocket] = []
    private var descriptors: [LoopDescriptor] = []
    /// The places of those that can go on.
    private var ready: [Int] = []

    /// True if there are none.
    var isEmpty: Bool { sockets.isEmpty }

    /// How many hold no connection of libcurl's.
    private(set) var ownCount = 0

    /// Adds a socket, which can go on.
    mutating func append(_ socket: any LoopSocket) {
        ready.append(sockets.count)
        sockets.append(socket)
        descriptors.append(LoopDescriptor(socket.descriptor, isWriting: socket.isWriting))
        if socket.handle == nil { ownCount += 1 }
    }

    /// Lets those go on that can; those that ended are taken out.
    mutating func proceed(_ now: Monotonic) -> [(socket: any LoopSocket, step: Check.Step)] {
        for place in sockets.indices where sockets[place].wakes <= now { ready.append(place) }
        guard !ready.isEmpty else { return [] }
        var ended: [(place: Int, step: Check.Step)] = []
        for place in Set(ready).sorted(by: >) {
            let socket = sockets[place]
            if let step = socket.proceed(now) {
                ended.append((place, step))
            } else {
                descriptors[place] = LoopDescriptor(socket.descriptor, isWriting: socket.isWriting)
            }
        }
        ready = []
        // From the end on, so that the last one can take the free place.
        return ended.map { place, step in
            let socket = sockets[place]
            sockets.swapAt(place, sockets.count - 1)
            sockets.removeLast()
            descriptors.swapAt(place, descriptors.count - 1)
            descriptors.removeLast()
            if socket.handle == nil { ownCount -= 1 }
            return (socket, step)
        }
    }

    /// When the first of them has something to do; nil if there are none.
    var wakes: Monotonic? { sockets.map(\.wakes).min() }

    /// Waits for the transfers of a loop and for these.
    mutating func wait(_ multi: MultiLoop, limit: Int) throws(CurlError) {
        guard !sockets.isEmpty else { return try multi.wait(limit: limit) }
        try multi.wait(limit: limit, for: &descriptors)
        for place in descriptors.indices where descriptors[place].isReady { ready.append(place) }
    }
}
