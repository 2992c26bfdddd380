// SPDX-License-Identifier: MIT

import PmonCore
import PmonCurl

/// One address to be probed with all that is known of it before.
final class ProbeTarget: Sendable {
    /// The key in `[urls]`; nil for an address that was given otherwise.
    let key: String?
    /// The address with its password masked.
    let url: String
    /// The address as it is requested.
    let address: String
    /// Its parts, or why it has none.
    let parts: Result<WebAddress, AddressError>
    /// What is sent.
    let request: RequestPlan
    /// What is expected.
    let expectations: ExpectationPlan
    /// What must not be seen of the server's words.
    let mask: SecretMask
    /// Time limit of one try.
    let timeout: Duration
    /// Further tries after a failure of the environment.
    let retries: Int
    /// Pause before a further try.
    let retryPause: Duration
    /// Redirects followed at most.
    let follow: Int
    /// Bytes of the body taken at most.
    let maxBody: Int
    /// Thresholds of warnings.
    let slow: Duration?
    let certificateWarning: Duration

    /// A target whose key may be empty, its settings over the defaults of `[pmon]`.
    ///
    /// Throws 78 where the settings cannot be used, 66 or 77 for files that they name.
    init(_ target: Target, defaults: PmonSettings) throws(ToolError) {
        let checks = target.checks
        key = target.key.isEmpty ? nil : target.key
        address = target.address
        url = URLText.redacted(address)
        do throws(AddressError) {
            parts = .success(try WebAddress(address))
        } catch {
            parts = .failure(error)
        }
        do throws(ToolError) {
            request = try RequestPlan(checks, defaults: defaults)
            expectations = try ExpectationPlan(checks)
        } catch {
            throw ToolError(error.status, "\(key ?? url): \(error.message)")
        }
        let written = try? parts.get()
        mask = SecretMask(
            logins: [
                (request.user ?? written?.user, request.password ?? written?.password),
                (request.proxy?.user, request.proxy?.password),
            ],
            lines: request.headers.filter(\.isSecret).map(\.line)
        )
        timeout = checks.timeout ?? defaults.timeout
        retries = checks.retries ?? defaults.retries
        retryPause = defaults.retryPause
        follow = checks.follow ?? defaults.follow
        maxBody = defaults.maxBody
        let limit = checks.slow ?? defaults.slow
        slow = limit == .zero ? nil : limit
        certificateWarning = checks.certWarn ?? defaults.certWarn
    }
}
