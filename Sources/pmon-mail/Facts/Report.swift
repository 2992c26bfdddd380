// SPDX-License-Identifier: MIT

import PmonRecord

/// The facts of one mail, clean and bounded; the text and the HTML part are both made of nothing else.
struct Report {
    /// `[pmon] id`.
    var monitor = ""
    /// Vantage point; empty if none.
    var place = ""
    /// The greatest time of the records.
    var present = Timestamp(microseconds: 0)
    /// When the newest scan began; nil in histories of the older pmon.
    var scanStart: Timestamp?
    /// When the problem began that this is about; nil if there is none.
    var episode: Timestamp?
    /// The state of the scan.
    var scan = ScanState.whole
    /// Expected time between scans.
    var every: Duration?
    /// True for a reminder.
    var isReminder = false
    /// True for a trial, which says nothing of any address.
    var isTest = false
    /// Addresses in all.
    var total = 0
    /// The addresses that are down, news first.
    var down = Listing<Fault>()
    /// Those that answer with an error, likewise: down for whoever is told, but not as bad.
    var errors = Listing<Fault>()
    /// How many of those were not reported before.
    var freshCount = 0
    /// Failing, because they need others that fail.
    var waiting = Listing<Waiting>()
    /// The addresses that have recovered.
    var recovered = Listing<Recovered>()
    /// Failing, not often enough to be down.
    var pending = Listing<Fault>()
    /// Failing, under maintenance or a silence.
    var muted = Listing<Muted>()
    /// How many of those are under maintenance.
    var maintenanceCount = 0
    /// The warnings.
    var warnings = Listing<Warning>()
    /// How many of those have a warning that was not reported before.
    var freshWarningCount = 0
    /// The warnings that hold no more.
    var ended = Listing<Ended>()
    /// Addresses without a result of the newest scan.
    var unchecked = Listing<Unchecked>()
    /// How many addresses are well.
    var okCount = 0
    /// Their names, unless there are too many to be worth reading.
    var ok: [String] = []
    /// The evidence from the machines of failing addresses.
    var evidence: [Evidence] = []
    /// How many more addresses have evidence, of all that are down.
    var evidenceOmitted = 0
    /// Address of the page; empty if none.
    var link = ""
    /// Why this mail came, a sentence.
    var why = ""

    /// Both lists of what is down, the worse one first, with what people call their state.
    var failing: [(word: ResultWord, list: Listing<Fault>)] {
        [(.down, down), (.applicationError, errors)]
    }
    /// How many are down, of either kind.
    var failingCount: Int { down.count + errors.count }

    /// When the first of all that is told in full began to fail.
    var oldest: Timestamp? {
        failing.flatMap { $0.list.items + $0.list.briefs }.map { $0.twins.earliest ?? $0.start }
            .min()
    }

    /// A list that ends with mere names, and with the number of those without room.
    struct Listing<Item> {
        /// Told in full.
        var items: [Item] = []
        /// Told in one line.
        var briefs: [Item] = []
        /// The number of those told with another one, see `Twins`.
        var folded = 0
        /// Told by name only.
        var names: [String] = []
        /// The number of those without room.
        var omitted = 0
        /// How many there are in all.
        var count: Int { items.count + briefs.count + folded + names.count + omitted }
    }

    /// The other checks of one machine that have the same fault.
    struct Twins {
        /// Their names, as many as there is room for.
        var names: [String] = []
        /// How many there are in all.
        var count = 0
        /// How many of them were not reported before.
        var freshCount = 0
        /// When the first of all began to fail.
        var earliest: Timestamp?
    }

    /// One address that fails.
    struct Fault {
        var name: String
        /// The address; empty if the name is the address.
        var address: String
        /// The address as a link; empty unless it is one of http or https.
        var link: String
        /// Its own page; empty if there is none.
        var page = ""
        /// Stable class in a word, `timeout`; empty in records of the older pmon.
        var reason: String
        /// The sentence.
        var message: String
        /// Each expectation not met.
        var failed: [String]
        /// The verdict; empty if there is none.
        var verdict: String
        /// What is wrong with the disks of its machine: `disk full: /var (100 %)`; empty if nothing is.
        var alarm = ""
        var start: Timestamp
        var isFresh: Bool
        /// Failing runs as far as known.
        var runs: Int
        /// What people call its state.
        var word = ResultWord.down
        /// Those who have the same fault.
        var twins = Twins()
    }

    /// One address that fails because others do.
    struct Waiting {
        var name: String
        /// The names of those others.
        var needs: [String]
    }

    /// One address that is well again.
    struct Recovered {
        var name: String
        var page = ""
        var start: Timestamp?
        var end: Timestamp
    }

    /// One address that fails and is muted.
    struct Muted {
        var fault: Fault
        /// `maintenance backup`, or the line of the silence file.
        var cause: String
        /// The sign of the one or the other.
        var sign = ResultWord.maintenance.sign
    }

    /// One address with warnings.
    struct Warning {
        var name: String
        var page = ""
        var texts: [String]
        var isFresh = false
    }

    /// One address that had warnings.
    struct Ended {
        var name: String
        /// The kinds: `certificate`, `slow`.
        var kinds: [String]
    }

    /// One address without a result of the newest scan.
    struct Unchecked {
        var name: String
        var at: Timestamp
    }

    /// The evidence from the machine of one address, or of several that have the same.
    struct Evidence {
        var name: String
        var blocks: [Block]
        /// How many more checks have the same.
        var others = 0
        /// True once the blocks of one check alone say whose they are.
        var isTitled = false

        /// One command's output.
        struct Block: Equatable {
            var title: String
            var lines: [String]
            /// True for what one address alone has, although others share the rest.
            var isOwn = false
            /// True where the end counts, and the beginning is what may be left out.
            var isTail = false
            /// Lines that are left out.
            var omitted = 0
        }
    }
}
