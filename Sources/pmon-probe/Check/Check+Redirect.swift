// SPDX-License-Identifier: MIT

import PmonCurl
import PmonRecord
import PmonText

extension Check {
    /// True if the reply leads to another request.
    func isRedirect(_ handle: EasyHandle) -> Bool {
        target.plan.follow > 0 && (300...399).contains(handle.number(.responseCode))
            && handle.hasLocation
    }

    /// Follows a redirect.
    func redirect(_ handle: EasyHandle, from hop: Hop) -> Step {
        guard outcome.redirects < target.plan.follow else {
            return fail(.redirect, "more than \(target.plan.follow) redirects")
        }
        do throws(AddressError) {
            guard let location = try handle.redirectAddress(from: hop.address) else {
                throw .malformed("no Location")
            }
            self.hop = try Hop(
                redirecting: hop,
                status: handle.number(.responseCode),
                to: location,
                origin: target.parts.get()
            )
            // A server may put what it was sent into the address that it redirects to.
            outcome.location = target.mask.masked(URLText.redacted(location))
        } catch {
            return fail(.redirect, "redirect that cannot be followed: \(error.text)")
        }
        outcome.redirects += 1
        cookies = handle.cookies
        return .request
    }
}
