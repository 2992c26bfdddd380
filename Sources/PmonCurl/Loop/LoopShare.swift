// SPDX-License-Identifier: MIT

private import Glibc

/// How much one transfer takes of a call of `curl_multi_perform`, during which all others of its loop wait.
///
/// libcurl 7.88 reads some replies until the connection would block, whatever the time limits are. A peer that sends
/// without a pause what brings nothing would keep it there.
enum LoopShare {
    /// Bytes of one transfer at once; where libcurl returns to its loop by itself, it has taken far less.
    static let most = 2 << 20

    /// Begins to count anew on this thread: a call of `curl_multi_perform` begins, or an owner ends.
    static func begin() {
        if let keys { pthread_setspecific(keys.owner, nil) }
    }

    /// Adds what an owner takes on this thread; false once that is too much.
    static func takes(_ owner: UnsafeMutableRawPointer?, _ bytes: Int) -> Bool {
        guard let keys else { return true }
        let isSame = pthread_getspecific(keys.owner) == owner
        let sum = bytes + (isSame ? Int(bitPattern: pthread_getspecific(keys.sum)) : 0)
        pthread_setspecific(keys.owner, owner)
        pthread_setspecific(keys.sum, UnsafeRawPointer(bitPattern: sum))
        return sum <= most
    }

    /// Where a thread keeps the owner that took something last, and in the place of a pointer how much that was.
    private static let keys: (owner: pthread_key_t, sum: pthread_key_t)? = {
        var keys = (owner: pthread_key_t(), sum: pthread_key_t())
        guard pthread_key_create(&keys.owner, nil) == 0, pthread_key_create(&keys.sum, nil) == 0
        else { return nil }
        return keys
    }()
}
