// SPDX-License-Identifier: MIT

import HTTPTypes
import Testing

@testable import pmon_serve

struct VisitorTests {
    let folder = TestFolder()
    /// `ops:s3cret`.
    private let password: HTTPFields = [.authorization: "Basic b3BzOnMzY3JldA=="]
    private let forwarded: HTTPFields = [.xForwardedFor: "192.0.2.1"]

    private func visitor(_ ini: String, _ request: WebRequest) throws -> Visitor {
        Visitor(request, try Fixture.settings(folder, ini))
    }

    @Test func `without a key all see all, and this machine alone is the owner`() throws {
        let here = try visitor("", WebRequest())
        #expect(here.maySeeAll && here.isOwner)
        for request in [
            WebRequest(remote: "192.0.2.1"), WebRequest(fields: forwarded), WebRequest(remote: nil),
        ] {
            let stranger = try visitor("", request)
            #expect(stranger.maySeeAll && !stranger.isOwner && stranger.mayEnter(request))
        }
    }

    @Test func `private is for this machine, in doubt a proxy is assumed`() throws {
        let ini = "http.evidence = private\n"
        #expect(try visitor(ini, WebRequest()).maySeeAll)
        let doubtful = [
            WebRequest(remote: "192.0.2.1"), WebRequest(fields: forwarded),
            WebRequest(authority: "status.example.org"), WebRequest(fields: [.via: "1.1 x"]),
            WebRequest(fields: password),
        ]
        for request in doubtful.dropLast() { #expect(try !visitor(ini, request).maySeeAll) }
        #expect(try !visitor(ini + "http.path = /status\n", WebRequest()).maySeeAll)
    }

    @Test func `with a password strangers enter their part alone`() throws {
        let ini = "http.evidence = private\nhttp.user = ops\nhttp.pwd = s3cret\n"
        let stranger = WebRequest(fields: forwarded)
        var known = forwarded
        known[.authorization] = password[.authorization]
        var wrong = forwarded
        wrong[.authorization] = "Basic b3BzOnM="
        let nobody = try visitor(ini, stranger)
        #expect(nobody.mayEnter(stranger) && !nobody.maySeeAll && !nobody.isOwner)
        #expect(!nobody.mayEnter(WebRequest(target: "/login", fields: forwarded)))
        let owner = try visitor(ini, WebRequest(fields: known))
        #expect(owner.maySeeAll && owner.isOwner)
        let liar = WebRequest(fields: wrong)
        #expect(try !visitor(ini, liar).mayEnter(liar))
        // This machine sees all, and forces nothing without the password.
        let here = try visitor(ini, WebRequest())
        #expect(here.maySeeAll && !here.isOwner)
        // Without the key the password guards everything.
        let guarded = try visitor("http.user = ops\nhttp.pwd = s3cret\n", stranger)
        #expect(!guarded.mayEnter(stranger))
    }
}
