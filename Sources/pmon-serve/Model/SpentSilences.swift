// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem

/// The silences `until recovery` whose outage is over, as pmon-mail remembers them beside the latest file.
struct SpentSilences {
    private var lines: [String: [CheckIdentity: SilenceUse]] = [:]

    /// None are known to be spent.
    init() {}

    /// What the told file says; none if it is missing, damaged or not readable for this user.
    init(toldFile path: String) {
        guard let file = try? MappedFile(path),
            let root = try? JSONParser.decode(file.bytes).object
        else { return }
        lines = SilenceUse.read(root)
    }

    /// True if a line has silenced an outage of a check that is over.
    func isSpent(_ line: String, _ check: CheckIdentity) -> Bool {
        guard let uses = lines[line] else { return false }
        return uses[CheckIdentity(check.url.masked, check.name)]?.isOver ?? false
    }
}
