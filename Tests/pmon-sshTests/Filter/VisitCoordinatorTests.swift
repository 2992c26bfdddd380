// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonRecord
import PmonSystem
import Testing

@testable import pmon_ssh

struct VisitCoordinatorTests {
    private final class Lines {
        var records: [Record] = []
    }

    private func coordinator(_ lines: Lines) throws -> (VisitCoordinator, Inventory) {
        let inventory = try Configurations.inventory(
            "[urls]\nurl.1 = http://a/\nurl.2 = http://a/x\n[remote]\nurl.1.type = ssh\nurl.2.type = ssh\n"
                + "url.1.process = java\nurl.2.process = nginx\n"
        )
        let coordinator = VisitCoordinator(inventory, PmonSettings()) { line in
            if let record = try? Record(line: line()) { lines.records.append(record) }
        }
        return (coordinator, inventory)
    }

    private func request(_ target: String, run: Int? = 1) -> Request {
        .record(line: Array(#"{"url":"u","target":"\#(target)"}"#.utf8), target: target, run: run)
    }

    private func gathered(_ inventory: Inventory) -> Gathered {
        var gathered = Gathered(inventory.sites[0].gathering)
        for line in Visited.list { gathered.take(Array(line.utf8), of: .scan(0)) }
        gathered.mark(.scan(0), status: 0)
        Visited.take(into: &gathered)
        return gathered
    }

    @Test func `one visit answers all addresses of a machine`() throws {
        let lines = Lines()
        var (coordinator, inventory) = try coordinator(lines)
        let now = Monotonic.now()
        #expect(coordinator.take(request("url.1"), site: 0, now: now) == .needsVisit)
        #expect(coordinator.take(request("url.2"), site: 0, now: now) == .waits)
        #expect(lines.records.isEmpty)
        coordinator.close(site: 0, with: gathered(inventory), now: now)
        #expect(
            lines.records.map { $0[.ssh]?.strings } == [
                ["30 java"], ["no line of 'ps aux' holds 'nginx'"],
            ]
        )
    }

    @Test func `later records of the same run are answered at once, another run is not`() throws {
        let lines = Lines()
        var (coordinator, inventory) = try coordinator(lines)
        let now = Monotonic.now()
        _ = coordinator.take(request("url.1"), site: 0, now: now)
        coordinator.close(site: 0, with: gathered(inventory), now: now)
        #expect(coordinator.take(request("url.2"), site: 0, now: now + .seconds(59)) == .answered)
        #expect(lines.records.count == 2)
        #expect(coordinator.take(request("url.2"), site: 0, now: now + .seconds(61)) == .needsVisit)
        coordinator.close(site: 0, with: gathered(inventory), now: now)
        #expect(coordinator.take(request("url.1", run: 2), site: 0, now: now) == .needsVisit)
    }

    @Test func `too many who wait pass without evidence, none is lost`() throws {
        let lines = Lines()
        var (coordinator, inventory) = try coordinator(lines)
        let now = Monotonic.now()
        for _ in 0..<VisitCoordinator.mostWaiting {
            _ = coordinator.take(request("url.1"), site: 0, now: now)
        }
        #expect(lines.records.isEmpty)
        #expect(coordinator.take(request("url.1"), site: 0, now: now) == .answered)
        #expect(lines.records.first?[.verdict]?.string?.contains("too many records wait") == true)
        coordinator.close(site: 0, with: gathered(inventory), now: now)
        #expect(lines.records.count == VisitCoordinator.mostWaiting + 1)
    }

    @Test func `a request whose address names no machine is answered as well`() throws {
        let lines = Lines()
        let (coordinator, _) = try coordinator(lines)
        coordinator.refuse(request("url.1"), VisitFailure(.name, "no machine"))
        #expect(lines.records.first?[.ssh] == .strings(["cannot look into url.1: no machine"]))
    }
}
