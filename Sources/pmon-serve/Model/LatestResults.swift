// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The latest record of each address, passwords masked.
struct LatestResults: Sendable {
    /// Records without `url`, in the order of the file.
    private(set) var records: [(url: String, record: Record)] = []

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
                records.append(
                    (URLText.redacted(entry.url.text), Record(members: PasswordMask.object(object)))
                )
            } catch {
                throw ToolError(.data, "damaged latest file: \(entry.url.text): \(error)")
            }
        }
    }

    /// The body of `GET /` for scripts: `{"id": …, "data": {url: record}}`.
    func legacy(id: String) -> Entity {
        let data = JSONObject(
            uniqueMembers: records.map { .init(key: $0.url, value: .object($0.record.members)) }
        )
        var bytes = JSONWriter.bytes(.object(["id": .string(id), "data": .object(data)]))
        bytes.append(0x0A)
        return Entity(bytes, type: "application/json")
    }
}
