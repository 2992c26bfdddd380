// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles
import Testing

@testable import pmon_mail

struct CheckNamesTests {
    private var names: CheckNames {
        var named = Target(key: "url.2", address: "http://a/x")
        named.checks.name = "The shop"
        return CheckNames([Target(key: "url.1", address: "http://a/x"), named])
    }

    private func name(
        _ target: String?,
        _ place: String? = nil,
        isShared: Bool = true,
        hasPlaces: Bool = false
    ) -> String {
        let name = CheckName(
            target: target.map { Array($0.utf8) },
            place: place.map { Array($0.utf8) }
        )
        return names.name(
            of: CheckIdentity(URLKey("http://a/x"), name),
            isShared: isShared,
            hasPlaces: hasPlaces
        )
    }

    @Test func `a check that is alone has the name of its target or of its address`() {
        #expect(name("url.2", isShared: false) == "The shop")
        #expect(name(nil, "rome", isShared: false) == "The shop")
    }

    @Test func `checks that share an address can be told apart`() {
        #expect(name("url.1") == "a/x (url.1)")
        #expect(name("url.2") == "The shop")
        #expect(name("url.2", "rome", hasPlaces: true) == "The shop (rome)")
        #expect(name("url.1", hasPlaces: true) == "a/x (url.1, here)")
        #expect(name(nil) == "a/x")
    }
}
