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
    /// Adds a check that has the same evidence, by name while the title is short.
    mutating func add(_ other: String) {
        if others == 0, name.utf8.count + other.utf8.count < ReportLimits.name {
            name += ", \(other)"
        } else {
            others += 1
        }
    }
}

extension Report.Fault {
    /// The bytes it takes in the HTML part.
    var cost: Int {
        let texts = [name, address, link, reason, message, verdict] + failed
        return texts.reduce(900 + failed.count * 60) { $0 + ReportLimits.cost($1) }
    }
}
