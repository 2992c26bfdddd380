// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import Testing

@testable import pmon_ssh

struct EvidenceMaskTests {
    private let mask = EvidenceMask(
        [.literal(Secret("canary phrase")), .literal(Secret("canary-1"))]
    )

    @Test func `the secrets of the login, wherever they are repeated`() {
        #expect(
            mask.text("login with canary-1 failed: canary phrase") == "login with *** failed: ***"
        )
        #expect(mask.line("mysqladmin -pcanary-1 status") == "mysqladmin -p*** status")
    }

    @Test(arguments: ["canary%2D1", "CANARY-1", "Y2FuYXJ5LTE=", "63616e6172792d31", "canary&#45;1"])
    func `the secrets of the login in any encoding`(text: String) {
        #expect(mask.text("sent \(text), refused") == "sent ***, refused")
    }

    @Test(arguments: [
        ("30 java -Ddb.password=x7 -jar shop", "30 java -Ddb.password=*** -jar shop"),
        ("PGPASSWORD=x7  psql", "PGPASSWORD=***  psql"),
        ("shows process 3, 'shop --api-token=x7'", "shows process 3, 'shop --api-token=***'"),
        ("shop postgres://shop:x7@db/shop", "shop postgres://shop:***@db/shop"),
        ("nginx --key=/etc/tls/key.pem -c a=b", "nginx --key=/etc/tls/key.pem -c a=b"),
        ("sshd: tomcat@pts/0", "sshd: tomcat@pts/0"),
    ])
    func `secrets in the arguments of processes`(line: String, masked: String) {
        #expect(mask.line(line) == masked)
    }

    @Test(arguments: [
        ("Authorization: Bearer x7y8z9w0", "Authorization: Bearer ***"),
        ("token: x7", "token: ***"), ("login canary-1", "login ***"),
        ("token: signature has expired", "token: signature has expired"),
        ("denied (using password: YES)", "denied (using password: YES)"),
        ("isql failed to connect", "isql failed to connect"),
        ("CMD (isql dsn shop x7)", "CMD (isql dsn shop ***"),
    ])
    func `secrets in the lines of logs`(line: String, masked: String) {
        #expect(mask.log(line) == masked)
    }

    @Test func `a password of a few letters does not tear texts apart`() {
        let short = EvidenceMask([.literal(Secret("sh"))])
        #expect(short.text("the shell") == "the shell")
    }
}
