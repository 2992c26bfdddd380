// SPDX-License-Identifier: MIT

import PmonCurl
import Testing

struct EasyOptionTests {
    @Test func `libcurl of this system knows every option`() throws {
        let handle = try EasyHandle()
        for option in [
            NumberOption.timeoutMilliseconds, .connectTimeoutMilliseconds, .noSignal, .quickExit,
            .freshConnect,
            .forbidReuse, .verifyPeer, .sessionCache, .noBody, .suppressConnectHeaders,
        ] {
            try handle.set(option, 1)
        }
        try handle.set(.bufferSize, 1024)
        try handle.set(.uploadBufferSize, 16_384)
        try handle.set(.tlsDemand, TLSDemand.all)
        for version in [
            HTTPVersionOption.version10, HTTPVersionOption.version11, HTTPVersionOption.version2,
        ] {
            try handle.set(.httpVersion, version)
        }
        for family in [IPFamilyOption.version4, IPFamilyOption.version6] {
            try handle.set(.ipFamily, family)
        }
        for option in [
            StringOption.url, .proxy, .user, .password, .trustFile, .trustFolder, .noProxy,
            .proxyTrustFile,
            .proxyTrustFolder,
            .ownCertificate, .ownKey,
            .method, .userAgent,
        ] {
            try handle.set(option, "http")
            try handle.set(option, nil)
        }
        try handle.set(.protocols, "http,https")
        try handle.set(.headers, StringList(["A: b"]))
        try handle.set(.addresses, StringList(["+a:1:127.0.0.1"]))
        try handle.set(.trust, [1, 2, 3])
        try handle.set(.proxyTrust, [1, 2, 3])
    }
}
