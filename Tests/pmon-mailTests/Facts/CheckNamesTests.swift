// SPDX-License-Identifier: MIT

import PmonConfig
import PmonRecord
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

    @Test func `a lone check has the name of its target, else of the first one of its address`() {
        #expect(name("url.2", isShared: false) == "The shop")
        #expect(name(nil, "rome", isShared: false) == "a/x")
    }

    @Test func `checks that share an address can be told apart`() {
        #expect(name("url.1") == "url.1")
        #expect(name("url.2") == "The shop")
        #expect(name("url.2", "rome", hasPlaces: true) == "The shop (rome)")
        #expect(name("url.1", hasPlaces: true) == "url.1 (here)")
        #expect(name(nil) == "a/x")
    }

    @Test(arguments: [
        ("url.pay", "https://u:p@pay.example.org/", "pay"),
        ("url.7", "https://pay.example.org/", "pay.example.org"),
        ("url.7", "http://pay.example.org/x/", "pay.example.org/x/"),
        ("url.7", "tcp://pay.example.org:22", "tcp://pay.example.org:22"),
    ])
    func `a check without a name is called by its key, else by its address`(
        key: String,
        address: String,
        name: String
    ) {
        let target = Target(key: key, address: address)
        let url = URLKey(target.redacted)
        for check in [CheckName(target: Array(key.utf8)), CheckName()] {
            let found = CheckNames([target]).name(
                of: CheckIdentity(url, check),
                isShared: false,
                hasPlaces: false
            )
            #expect(found == name)
        }
        // A target that has gone is still called by the key that its records carry.
        let gone = CheckIdentity(url, CheckName(target: Array(key.utf8)))
        #expect(CheckNames([]).name(of: gone, isShared: false, hasPlaces: false) == name)
    }
}
