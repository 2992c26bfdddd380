// SPDX-License-Identifier: MIT

package import PmonJSON
package import PmonRecord
package import PmonSystem

/// The latest file, for reading: one record an address, taken without a lock and never changing.
package final class LatestFile {
    /// One address' newest record.
    package struct Entry {
        /// The address.
        package let url: URLKey
        /// The record as it is spelled, without its `url`; valid as long as the file object lives.
        package let bytes: UnsafeRawBufferPointer
    }

    /// The entries in the order of the file.
    package private(set) var entries: [Entry] = []
    /// What the file was when it was read; nil if there was none.
    package var stamp: FileStamp? { file.stamp }
    private let file: MappedFile

    /// Reads a latest file; a missing one has no entries.
    ///
    /// Throws 66 or 77 if it cannot be read, 65 with the byte offset if it is damaged, as one without a byte is.
    package init(_ path: String) throws(ToolError) {
        file = try MappedFile(path)
        guard stamp != nil else { return }
        guard file.bytes.contains(where: { $0 > 0x20 }) else {
            throw ToolError(.data, "damaged latest file: \(path): empty")
        }
        var members = JSONMembers(file.bytes)
        while let member = members.next() {
            guard member.rawValue.first == UInt8(ascii: "{") else {
                throw Self.damaged(path, JSONError(.notAnObject, offset: members.offset))
            }
            let url = URLKey(bytes: JSONText.unescape(member.rawKey))
            entries.append(Entry(url: url, bytes: member.rawValue))
        }
        if let error = members.error { throw Self.damaged(path, error) }
    }

    private static func damaged(_ path: String, _ error: JSONError) -> ToolError {
        ToolError(.data, "damaged latest file: \(path): \(error)")
    }
}

extension Record {
    /// A record of the store's files, with the address it stands under in front of its other members.
    ///
    /// Grammar and UTF-8 are checked, nothing else.
    package init(decoding bytes: UnsafeRawBufferPointer, url: URLKey) throws(JSONError) {
        guard case .object(let object) = try JSONParser.decode(bytes) else {
            throw JSONError(.notAnObject, offset: 0)
        }
        let url = JSONObject.Member(key: RecordKey.url.rawValue, value: .string(url.text))
        let others = object.members.filter { $0.key != url.key }
        self.init(members: JSONObject(uniqueMembers: [url] + others))
    }
}
