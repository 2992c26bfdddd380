// SPDX-License-Identifier: MIT

private import Glibc
import PmonRecord

/// The form that mail programs keep folders of mails in (RFC 4155): lines end with LF, each mail begins with `From `.
enum Mbox {
    /// One mail of an mbox without the last of its line ends; no line of a pmon mail begins with `From ` itself.
    static func entry(_ mail: [UInt8], from sender: String, at time: Timestamp) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(mail.count + 80)
        bytes.append(contentsOf: "From \(sender) \(TimeWords.separator(time))\n".utf8)
        // CR occurs in line ends alone, as quoted-printable encodes all others.
        mail.withUnsafeBytes { mail in
            var rest = UnsafeRawBufferPointer(rebasing: mail[...])
            while let first = rest.baseAddress, let end = memchr(first, 0x0D, rest.count) {
                let length = first.distance(to: UnsafeRawPointer(end))
                bytes.append(contentsOf: rest.prefix(length))
                rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(length + 1))
            }
            bytes.append(contentsOf: rest)
        }
        return bytes
    }
}
