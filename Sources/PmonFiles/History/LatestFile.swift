// SPDX-License-Identifier: MIT

private import Glibc
package import PmonCore

/// The latest file, for reading: one record an address, taken without a lock and never changing.
package final class LatestFile {
    /// One address' newest record.
    package struct Entry {
        /// The address.
        package let url: URLKey
        /// The record as it is spelled, without its `url`; valid as long as the file object lives.
        package let bytes: UnsafeRawBufferPointer

        /// The newest record of every check of the address, if it has several; else no records.
        package var checks: [UnsafeRawBufferPointer] { LatestFile.checks(bytes) }
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

    /// The records of the member `checks` of an entry; none if it has no such member.
    package static func checks(_ entry: UnsafeRawBufferPointer) -> [UnsafeRawBufferPointer] {
        var checks: [UnsafeRawBufferPointer] = []
        // Few entries have them, and the search for a bracket is cheap.
        guard hasList(entry) else { return checks }
        var members = JSONMembers(entry)
        while let member = members.next() {
            guard member.hasKey("checks"), member.rawValue.first == UInt8(ascii: "[") else {
                continue
            }
            let body = UnsafeRawBufferPointer(rebasing: member.rawValue.dropFirst().dropLast())
            var records = RecordSequence(body)
            while let record = records.next() { checks.append(record) }
        }
        return checks
    }

    /// True if a bracket follows a key that ends like `checks`.
    private static func hasList(_ entry: UnsafeRawBufferPointer) -> Bool {
        guard let start = entry.baseAddress else { return false }
        let key: StaticString = "checks\""
        var next = 0
        while next < entry.count, let found = memchr(start + next, 0x5B, entry.count - next) {
            let bracket = start.distance(to: UnsafeRawPointer(found))
            var end = bracket
            while end > 0, entry[end - 1] <= 0x20 || entry[end - 1] == 0x3A { end -= 1 }
            let begin = end - key.utf8CodeUnitCount
            if begin >= 0, memcmp(start + begin, key.utf8Start, end - begin) == 0 { return true }
            next = bracket + 1
        }
        return false
    }

    private static func damaged(_ path: String, _ error: JSONError) -> ToolError {
        ToolError(.data, "damaged latest file: \(path): \(error)")
    }

    /// The records of a latest file in its order, each with its `url` in front.
    ///
    /// Throws as `init` does.
    package static func records(_ path: String) throws(ToolError) -> [Record] {
        let file = try LatestFile(path)
        var records: [Record] = []
        records.reserveCapacity(file.entries.count)
        for entry in file.entries {
            do throws(JSONError) {
                records.append(try Record(decoding: entry.bytes, url: entry.url))
            } catch {
                throw damaged(path, error)
            }
        }
        return records
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
