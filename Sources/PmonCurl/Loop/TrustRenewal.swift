// SPDX-License-Identifier: MIT

internal import CCurl
import PmonSystem
import PmonText
private import Synchronization

/// Makes every loop of the process read its trusted certificates again.
///
/// libcurl keeps those of a file for 24 hours and does not look at the file meanwhile.
package enum TrustRenewal {
    /// The instant in nanoseconds; 0 if trust was never renewed.
    private static let renewed = Atomic<Int64>(0)

    /// Certificates that were read before this instant do not count from now on.
    package static func renew() {
        renewed.store(Monotonic.now().nanoseconds, ordering: .releasing)
    }

    /// Whole seconds since trust was renewed; nil if it never was.
    static var age: Int? {
        let instant = renewed.load(ordering: .acquiring)
        guard instant != 0 else { return nil }
        return Int((Monotonic.now() - Monotonic(nanoseconds: instant)).inSeconds)
    }
}

extension EasyHandle {
    /// Lets the transfer use kept certificates only if they were read since trust was renewed.
    ///
    /// Within the first second none are kept, because libcurl counts in seconds.
    /// https://curl.se/libcurl/c/CURLOPT_CA_CACHE_TIMEOUT.html
    package func useRenewedTrust() throws(CurlError) {
        guard let age = TrustRenewal.age else { return }
        try set(.trustCacheSeconds, age)
    }

    /// libcurl's default file of trusted certificates; nil if it has none.
    package static var systemTrustFile: String? {
        curl_version_info(CURLVERSION_SEVENTH)?.pointee.cainfo.map { String(cString: $0) }
    }
}
