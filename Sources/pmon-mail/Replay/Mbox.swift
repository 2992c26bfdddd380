// SPDX-License-Identifier: MIT

import PmonCore

/// The form that mail programs keep folders of mails in (RFC 4155): lines end with LF, each mail begins with `From `.
enum Mbox {
    /// One mail of an mbox without the last of its line ends; no line of a pmon mail begins with `From ` itself.
    static func entry(_ mail: [UInt8], from sender: String, at time: Timestamp) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(mail.count + 80)
        bytes.append(contentsOf: "From \(sender) \(TimeWords.separator(time))\n".utf8)
        // CR occurs in line ends alone, as quoted-printable encodes all others.
        var start = 0
        while start < mail.count {
            let end = mail[start...].firstIndex(of: 0x0D) ?? mail.count
            bytes.append(contentsOf: mail[start..<end])
            start = end + 1
        }
        return bytes
    }
}
