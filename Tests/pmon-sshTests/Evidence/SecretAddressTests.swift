// SPDX-License-Identifier: MIT

import Testing

@testable import pmon_ssh

struct SecretAddressTests {
    @Test(arguments: [
        ("https://a8Kd0Xw93LmQpZ27@h/a", "https://***@h/a"),
        ("https://a8Kd0Xw93LmQpZ27:@h", "https://***:@h"),
        ("a=http://b:x7@c,http://d:x7@e/", "a=http://b:***@c,http://d:***@e/"),
        ("https://h/hooks/9f86d081884c7d659a2f?a=b", "https://h/hooks/***?a=b"),
        ("https://h/bot123:AAfZ8yWq3kPn7RtLs2VbXc9JhD/send", "https://h/bot123:***/send"),
        ("rtmp://h/live/abc-1234-xyz", "rtmp://h/live/***"),
        ("https://a:x7…", "https://a:***…"),
        (":pserver:a:x7@h:/r", ":pserver:a:***@h:/r"), (":x7@h", ":***@h"),
        ("tgram://1:AAfZ8yWq3kPn7RtLs2VbXc9J/-1", "tgram://1:***/-1"),
    ])
    func `tokens in addresses`(word: String, hidden: String) {
        #expect(SecretAddress.hidden(in: Substring(word)) == hidden)
    }

    @Test(arguments: [
        "https://jenkins@h/a", "https://h/7c9e6679-7425-40de-944b-e07fc1f90ae7/a.iso",
        "http://h:8080/webhooks/status",
        "https://a:80…", ":ext:a@h:/r", "git@h:a/b", "a:/b@1.jar", "ssh://git@h:2222/a", "x",
    ])
    func `other addresses`(word: String) {
        #expect(SecretAddress.hidden(in: Substring(word)) == word)
    }
}
