// SPDX-License-Identifier: MIT

extension Report.Listing {
    /// Adds an item in full, by its name, or to the number of the omitted, as there is room.
    mutating func add(
        _ item: Item,
        _ name: String,
        cost: Int,
        _ limits: inout ReportLimits,
        keeping reserve: Int
    ) {
        let isOpen = names.isEmpty && omitted == 0
        if isOpen, limits.take(cost + ReportLimits.cost(name), keeping: max(0, reserve)) {
            items.append(item)
        } else {
            addName(name, &limits, keeping: max(0, reserve - 3000))
        }
    }

    /// Adds an item by its name, or to the number of the omitted.
    mutating func addName(_ name: String, _ limits: inout ReportLimits, keeping reserve: Int) {
        if omitted == 0, limits.take(ReportLimits.cost(name) + 2, keeping: reserve) {
            names.append(name)
        } else {
            omitted += 1
        }
    }
}

extension Report.Evidence {
    /// True if what was found on the machine of another one is the same; what its server answered need not be.
    func isShared(by other: Report.Evidence) -> Bool {
        let (mine, its) = (blocks.filter { !$0.isOwn }, other.blocks.filter { !$0.isOwn })
        return mine.isEmpty ? blocks == other.blocks : mine == its
    }

    /// Adds a check that has the same evidence, by name while the title is short.
    mutating func add(_ other: String?) {
        for index in blocks.indices where blocks[index].isOwn && others == 0 && !isTitled {
            blocks[index].title += ": \(name)"
        }
        isTitled = true
        if others == 0, let other, name.utf8.count + other.utf8.count < ReportLimits.name {
            name += ", \(other)"
        } else {
            others += 1
        }
    }
}

extension Report.Fault {
    /// The bytes it takes in the HTML part.
    var cost: Int {
        let texts = [name, address, link, page, reason, message, verdict, alarm] + failed
        let parts = failed.count + 1
        return (texts + twins.names).reduce(900 + parts * 60 + twins.names.count * 2) {
            $0 + ReportLimits.cost($1)
        }
    }

    /// The bytes it takes there in one line.
    var briefCost: Int {
        [name, page, reason, message].reduce(260) { $0 + ReportLimits.cost($1) }
    }

    /// The same for one line: without evidence of any kind, and with the names of others left to their number.
    var brief: Report.Fault {
        var brief = self
        brief.message = MailText.line(message, limit: ReportLimits.brief)
        brief.twins.names = []
        return brief
    }
}
