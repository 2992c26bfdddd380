// SPDX-License-Identifier: MIT

/// One mail that is due, and whom it is due to.
struct Mailing {
    /// Its report.
    let decision: Decision
    /// The recipients that have not had it.
    var to: [MailAddress]

    /// The due mails: one for all recipients with the same last report.
    static func plan(
        _ setup: MailSetup,
        _ board: ResultTable,
        scan: ScanState,
        told: NotificationFile
    ) -> [Mailing] {
        guard setup.hasMail else { return [] }
        guard !setup.to.isEmpty else {
            // A printed mail needs no recipient.
            return setup.rules.decide(board, scan: scan, told: nil).map {
                [Mailing(decision: $0, to: [])]
            }
                ?? []
        }
        var mailings: [Mailing] = []
        for address in setup.to {
            let before = told.recipients[address.mailbox]
            guard let decision = setup.rules.decide(board, scan: scan, told: before) else {
                continue
            }
            if let index = mailings.firstIndex(where: { $0.decision == decision }) {
                mailings[index].to.append(address)
            } else {
                mailings.append(Mailing(decision: decision, to: [address]))
            }
        }
        return mailings
    }
}
