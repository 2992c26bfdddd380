// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem
import PmonText

/// The latest record of each check, passwords masked.
struct LatestResults: Sendable {
    /// The record of each address without `url`, in the order of the file.
    private var addresses: [(url: String, record: Record)] = []
    /// The record of each check, likewise.
    private(set) var records: [(url: String, name: CheckName, record: Record)] = []

    /// None.
    init() {}

    /// Takes over a latest file.
    ///
    /// Throws 65 where a record is damaged.
    init(_ file: LatestFile) throws(ToolError) {
        for entry in file.entries {
            do throws(JSONError) {
                guard case .object(let object) = try JSONParser.decode(entry.bytes) else {
                    continue
                }
                let url = URLText.redacted(entry.url.text)
                let record = Record(members: PasswordMask.object(object))
                addresses.append((url, record))
                let checks = record[.checks]?.array?.compactMap(\.object) ?? []
                for members in checks.isEmpty ? [record.members] : checks {
                    let check = Record(members: members)
                    records.append((url, CheckName(check), check))
                }
            } catch {
                throw ToolError(.data, "damaged latest file: \(entry.url.masked.text): \(error)")
            }
        }
    }

    /// The body of `GET /` for scripts: `{"id": …, "data": {url: record}}`.
    func legacy(id: String) -> Entity {
        let data = JSONObject(
            uniqueMembers: addresses.map { .init(key: $0.url, value: .object($0.record.members)) }
        )
        var bytes = JSONWriter.bytes(.object(["id": .string(id), "data": .object(data)]))
        bytes.append(0x0A)
        return Entity(bytes, type: "application/json")
    }
}

extension CheckName {
    /// The name of a record's check.
    init(_ record: Record) {
        self.init(
            target: record.target.map { Array($0.utf8) },
            place: record.place.map { Array($0.utf8) }
        )
    }
}
