// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem
package import PmonText

/// A time zone: how far its wall clocks are ahead of UTC at each instant.
///
/// A reading of a wall clock is given in Unix seconds as if the clock showed UTC.
package struct ClockZone: Equatable, Sendable {
    private enum Rules: Equatable, Sendable {
        case machine
        case utc
        case table(ZoneTable)
    }

    private let rules: Rules

    private init(_ rules: Rules) {
        self.rules = rules
    }

    /// The zone of the machine, or of the environment's `TZ`.
    package static let machine = ClockZone(.machine)

    /// UTC, which needs no database.
    static let utc = ClockZone(.utc)

    /// The zone of that name in the system's time zone database.
    ///
    /// Throws what was expected if there is none.
    package init(named name: String) throws(SettingProblem) {
        guard name != "UTC" else {
            self = .utc
            return
        }
        guard Self.isName(name), let bytes = try? FileBytes.read(Self.path(name), limit: 1 << 20),
            let table = ZoneTable(bytes)
        else {
            throw SettingProblem(expected: "a time zone such as Europe/Berlin or UTC", found: name)
        }
        self.init(.table(table))
    }

    /// The database's place, as glibc looks for it.
    private static func path(_ name: String) -> String {
        let folder = getenv("TZDIR").map { FilePaths.text(of: $0) } ?? ""
        return "\(folder.isEmpty ? "/usr/share/zoneinfo" : folder)/\(name)"
    }

    /// True for names that stay in the database's folder.
    private static func isName(_ name: String) -> Bool {
        guard let first = name.utf8.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A,
            name.utf8.count <= 255
        else { return false }
        return name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                UInt8(ascii: "+"), UInt8(ascii: "/"):
                true
            default: false
            }
        }
    }

    /// Seconds that wall clocks are ahead of UTC at an instant, given in Unix seconds.
    func offset(at seconds: Int64) -> Int64 {
        switch rules {
        case .utc: return 0
        case .table(let table): return table.offset(at: seconds)
        case .machine:
            var seconds = time_t(seconds)
            var parts = tm()
            localtime_r(&seconds, &parts)
            return Int64(parts.tm_gmtoff)
        }
    }

    /// The instant at which wall clocks show a reading; of two instants the first, of none the one that the offset from
    /// before gives.
    ///
    /// The rule of `datetime.timestamp` with `fold=0`: https://peps.python.org/pep-0495/
    func instant(ofWall wall: Int64) -> Int64 {
        let first = wall - offset(at: wall)
        let offsetThere = offset(at: first)
        let second: Int64
        if first + offsetThere == wall {
            let offsetBefore = offset(at: first - CivilDay.seconds)
            if offsetBefore == wall - first { return first }
            second = wall - offsetBefore
        } else {
            second = wall - offsetThere
        }
        if second + offset(at: second) == wall { return second }
        return first + offsetThere == wall ? first : max(first, second)
    }

    /// The first instant at which wall clocks show a reading or a later one: of two instants the first, of none the
    /// first after the gap.
    package func firstInstant(atOrAfterWall wall: Int64) -> Int64 {
        // No offset is as long as two days, and no zone changes its offset twice within four.
        var before = wall - 2 * CivilDay.seconds
        var after = wall + 2 * CivilDay.seconds
        let (old, new) = (offset(at: before), offset(at: after))
        guard old != new else { return wall - old }
        while before + 1 < after {
            let middle = before + (after - before) / 2
            if offset(at: middle) == old { before = middle } else { after = middle }
        }
        return wall < after + old ? wall - old : max(after, wall - new)
    }
}
