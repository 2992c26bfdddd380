// SPDX-License-Identifier: MIT

package import PmonSystem
package import PmonText

/// The settings of one address; nil and empty stand for the defaults of `[pmon]`.
///
/// It is read alike from `[checks]` and from the members of a target object.
package struct CheckSettings: Equatable, Sendable {
    /// A name for people.
    package var name: String?
    /// The group the page shows it in.
    package var group: String?
    /// Request method, a token; GET, or POST where there is a body.
    package var method: String?
    /// Request body.
    package var body: SecretSource?
    /// Request headers in their order.
    package var headers: [HeaderSetting] = []
    /// User of basic authentication.
    package var user: String?
    /// Password of basic authentication.
    package var pwd: SecretSource?
    /// Bearer token.
    package var bearer: SecretSource?
    /// Time limit of a whole try.
    package var timeout: Duration?
    /// Further tries after an EXCEPTION_ERROR.
    package var retries: Int?
    /// Redirects followed at most; 0 follows none.
    package var follow: Int?
    /// IP version.
    package var ip: IPFamily?
    /// Which addresses of a name are checked.
    package var addresses: AddressChoice?
    /// HTTP version.
    package var http: HTTPVersion?
    /// Proxy, as libcurl spells it; `none` goes without one; may hold a password.
    @Masked package var proxy: String? = nil
    /// File of trusted certificates; `system` selects the system's and overrides `[pmon]`.
    package var ca: String?
    /// File of the client's certificate.
    package var cert: String?
    /// File of the client's key.
    package var key: String?
    /// Passphrase of that key.
    package var passphrase: SecretSource?
    /// True to accept any certificate.
    package var insecure: Bool?
    /// Whether a plain connection is upgraded to TLS.
    package var tls: TLSUpgrade?
    /// The text to send over a connection, with escapes.
    package var send: SecretSource?
    /// IP address to connect to, whatever the name resolves to.
    package var resolve: String?
    /// A success that takes longer gets a warning; zero disables the warning and overrides `[pmon]`.
    package var slow: Duration?
    /// A certificate with less time left gets a warning.
    package var certWarn: CertificateWarning?
    /// Failing runs until the check is down.
    package var after: AlarmThreshold?
    /// Good runs in a row until it is well again, 1 or more.
    package var recover: Int?
    /// Keys of other targets without which this one cannot work, in lower case.
    package var needs: [String] = []
    /// Expected time between its checks.
    package var every: Duration?
    /// Places whose workers check it; empty for any.
    var places: [String] = []
    /// Expected statuses.
    package var expectStatus: StatusRanges?
    /// Regular expression that the body must match.
    package var expectBody: String?
    /// Regular expression that the body must not match.
    package var rejectBody: String?
    /// Regular expressions that headers must match, by header name.
    package var expectHeaders: [HeaderExpectation] = []
    /// Places in a JSON body and what is expected there.
    package var expectJSON: [JSONExpectation] = []
    /// An answer that takes longer is a failure.
    package var expectTime: Duration?
    /// The values to take out of the reply for later steps.
    package var captures: [CaptureSetting] = []
    /// Further steps in the order of their numbers.
    package var steps: [StepSettings] = []

    /// True if the body must not be shown: it comes from `env:` or `file:`, or contains a name such as `password`.
    package var holdsSecretBody: Bool {
        guard case .literal(let text)? = body else { return body != nil }
        return !NamedSecrets.values(in: text.reveal()).isEmpty
    }

    /// True if what is sent must not be shown, alike.
    package var holdsSecretSend: Bool {
        guard case .literal(let text)? = send else { return send != nil }
        return NamedSecrets.isNamed(in: text.reveal())
    }

    /// The value of `ca` that stands for the system's certificates.
    package static let systemTrust = "system"

    /// Settings of nothing but defaults.
    package init() {}
}
