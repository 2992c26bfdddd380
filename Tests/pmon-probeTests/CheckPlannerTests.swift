// SPDX-License-Identifier: MIT

import PmonConfig
import Testing

@testable import pmon_probe

struct CheckPlannerTests {
    @Test func `addresses without settings share one plan, others have their own`() throws {
        let planner = CheckPlanner(defaults: PmonSettings())
        let plain = planner.plan(CheckSettings()).plan
        #expect(planner.plan(CheckSettings()).plan === plain)
        var checks = CheckSettings()
        _ = try checks.set("timeout", to: "3s", folder: "")
        let own = planner.plan(checks).plan
        #expect(own !== plain)
        #expect(own.timeout == .seconds(3))
        #expect(plain.timeout == PmonSettings().timeout)
    }

    @Test func `defaults that cannot be used are told for each address`() throws {
        var defaults = PmonSettings()
        defaults.proxy = "ftp://127.0.0.1/"
        let planner = CheckPlanner(defaults: defaults)
        for _ in 0..<2 {
            let faults = planner.plan(CheckSettings()).faults
            #expect(faults.map(\.key) == ["proxy"])
            #expect(faults.map(\.isShared) == [true])
        }
    }

    @Test func `a fault stands where its key does`() throws {
        var configuration = Configuration()
        configuration.file = "a.ini"
        configuration.places = [SettingPlace(key: "proxy", line: 2)]
        configuration.pmon.proxy = "x://"
        var target = Target(key: "url.k", address: "http://a/")
        target.checks.expectBody = "["
        target.places = [SettingPlace(key: "Expect.Body", line: 9)]
        let faults = ProbeTarget(target, planner: CheckPlanner(configuration)).faults
        #expect(
            faults.map { $0.prefix(28) } == [
                "a.ini:9: url.k.expect.body: ", "a.ini:2: proxy: cannot use p",
            ]
        )
    }
}
