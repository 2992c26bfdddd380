// SPDX-License-Identifier: MIT

import PmonConfig
import PmonText
import Testing

@testable import pmon_ssh

struct InventoryTests {
    private let text = """
        [urls]
        url.1 = http://user:web@db1:8080/a
        url.2 = https://db1/b
        url.3 = ssh://admin:pw@db2:2222
        url.4 = http://db3/
        url.5 = http://db4/
        url.6 = ssh://
        [remote]
        url.1.type = ssh
        url.1.process = java
        url.2.type = ssh
        url.2.process = nginx
        url.2.timeout = 30
        url.2.log.dir = /var/log
        url.2.log.pattern = error
        url.5.host = elsewhere
        url.5.type = ssh
        url.5.port = 2200
        url.5.user = pmon
        """

    private func site(_ inventory: Inventory, _ key: String) throws -> Int {
        try #require(inventory.entries[key]).site.get()
    }

    @Test func `addresses on one machine share it, its time and its gathering`() throws {
        let inventory = try Configurations.inventory(text)
        #expect(try site(inventory, "url.1") == site(inventory, "url.2"))
        let shared = inventory.sites[try site(inventory, "url.1")]
        // Port, user and password of a web address are the web server's.
        #expect(shared.machine.label == "local@db1")
        #expect(shared.machine.credentials.password == nil)
        #expect(shared.machine.timeout == .seconds(30))
        #expect(shared.gathering.scans.map(\.markers) == [["java", "nginx"]])
        #expect(shared.gathering.logSearches.map(\.files) == ["*"])
    }

    @Test func `machines of one host know each other's secrets, those of others do not`() throws {
        let inventory = try Configurations.inventory(
            """
            [urls]
            url.1 = http://shop:web7@db1/
            url.2 = ssh://admin:pw8@db1
            url.3 = ssh://db1:2200
            url.4 = ssh://admin:pw9@db2
            [remote]
            url.1.type = ssh
            url.3.passphrase = pass8
            """
        )
        let all = ["web7", "pw8", "pass8"].map { SecretSource.literal(Secret($0)) }
        for key in ["url.1", "url.2", "url.3"] {
            #expect(inventory.sites[try site(inventory, key)].secrets == all)
        }
        let other = inventory.sites[try site(inventory, "url.4")]
        #expect(other.secrets == [.literal(Secret("pw9"))])
    }

    @Test func `an ssh address carries user, password and port`() throws {
        let inventory = try Configurations.inventory(text)
        let machine = inventory.sites[try site(inventory, "url.3")].machine
        #expect(machine.label == "admin@[db2]:2222")
        #expect(machine.credentials.password == .literal(Secret("pw")))
        #expect(inventory.ownChecks == ["url.3", "url.6"])
        #expect(inventory.entries["url.3"]?.target.redacted == "ssh://admin:***@db2:2222")
    }

    @Test func `the remote keys win over the address`() throws {
        let inventory = try Configurations.inventory(text)
        let machine = inventory.sites[try site(inventory, "url.5")].machine
        #expect(machine.label == "pmon@[elsewhere]:2200")
    }

    @Test func `addresses without a machine are left alone or told`() throws {
        let inventory = try Configurations.inventory(text)
        #expect(inventory.entries["url.4"] == nil)
        #expect(throws: VisitFailure.self) { try site(inventory, "url.6") }
    }

    @Test func `known hosts stand beside the data file`() throws {
        let inventory = try Configurations.inventory(
            "[pmon]\ndata.file = /srv/data/pmon.json\n[urls]\nurl.1 = ssh://a\nurl.2 = ssh://b\n"
                + "[remote]\nurl.2.known_hosts = /etc/known\n"
        )
        let files = inventory.sites.map(\.machine.knownHosts)
        #expect(files == ["/srv/data/known_hosts", "/etc/known"])
    }
}
