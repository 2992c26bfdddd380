// SPDX-License-Identifier: MIT

private import CCurlOnDemand
import PmonSystem

/// libcurl, which pmon-mail loads once it has a mail to send: most runs have none, and its libraries take longer to load
/// than such a run lasts.
enum MailLibrary {
    /// Loads libcurl.
    ///
    /// Throws 69 if it cannot be loaded.
    static func load() throws(ToolError) {
        if let problem { throw ToolError(.unavailable, problem) }
    }

    /// Why libcurl cannot be loaded, in words; nil if it is there.
    static var problem: String? {
        pmon_curl_load().map { "cannot load libcurl: \(String(cString: $0))" }
    }
}
