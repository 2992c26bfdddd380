// SPDX-License-Identifier: MIT

import Testing

@testable import PmonText

struct MaskedTests {
    private struct Owner: Equatable {
        @Masked var address: String? = nil
        var name = "shop"
    }

    @Test func `the property is plain, the owner's print is not`() {
        var owner = Owner()
        owner.address = "geheim"
        #expect(owner.address == "geheim")
        #expect(owner != Owner())
        var texts = ["\(owner)", String(reflecting: owner), "\([owner])"]
        var dumped = ""
        dump(owner, to: &dumped)
        texts.append(dumped)
        for text in texts {
            #expect(!text.contains("geheim"))
            #expect(text.contains("shop"))
        }
    }
}
