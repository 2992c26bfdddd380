// SPDX-License-Identifier: MIT

import PmonConfig
import PmonCurl
import PmonText

extension ProbeTarget {
    /// Whose lines were read: a proxy of HTTP answers for servers that are asked in plain text.
    func answering(_ hop: Hop) -> String {
        let proxy = hop.parts.scheme == .http ? plan.request.proxy : nil
        return proxy.flatMap { $0.speaksHTTP ? $0.server : nil } ?? hop.parts.server
    }

    /// Bytes of a body that are kept while nobody knows yet whether they are to be shown.
    var answerLimit: Int {
        plan.keepResponse == .never ? 0 : ServerAnswer.needed(toShow: plan.keepSize, mask: mask)
    }

    /// True if the answer goes into the record.
    func keepsAnswer(of outcome: CheckOutcome) -> Bool {
        outcome.status != nil && shows(outcome)
    }

    /// True if an answer to such a check goes into the record.
    func shows(_ outcome: CheckOutcome) -> Bool {
        switch plan.keepResponse {
        case .failure: outcome.reason != nil
        case .always: true
        case .never: false
        }
    }
}
