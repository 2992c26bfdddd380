// SPDX-License-Identifier: MIT

import PmonJSON
import PmonRecord
import PmonSystem

/// Reads records with evidence where they stand in the files.
///
/// Reading blocks, so it is not done on the threads that serve the network.
struct EvidenceArchive: Sendable {
    /// Path of the data file, behind all links; empty if it is not known.
    let data: String
    /// Path of the journal.
    let journal: String

    /// Bytes that are read for one page at most.
    static let limit = 8 << 20

    /// The whole record, passwords masked.
    ///
    /// `nil` if it cannot be read or another one stands there: the files were replaced since the
    /// place was noted, which the next look at them sets right.
    func record(_ proof: Proof) -> Record? {
        guard let bytes = bytes(proof) else { return nil }
        return bytes.withUnsafeBytes { bytes -> Record? in
            guard isRight(RecordFields(bytes), proof),
                case .object(let object)? = try? JSONParser.decode(bytes)
            else { return nil }
            return Record(members: PasswordMask.object(object))
        }
    }

    /// The verdicts of records in their order; `nil` where there is none.
    func verdicts(_ proofs: some Sequence<Proof>) -> [String?] {
        var left = Self.limit
        return proofs.map { proof in
            left -= proof.length
            guard left >= 0, let bytes = bytes(proof) else { return nil }
            return bytes.withUnsafeBytes { bytes -> String? in
                let fields = RecordFields(bytes)
                guard isRight(fields, proof) else { return nil }
                return fields[.verdict]?.string.map(PasswordMask.text)
            }
        }
    }

    private func isRight(_ fields: RecordFields, _ proof: Proof) -> Bool {
        var reader = CheckReader()
        return reader.check(fields)?.at == proof.at
    }

    private func bytes(_ proof: Proof) -> [UInt8]? {
        guard proof.length <= Self.limit,
            let file = try? OpenFile.reading(proof.isInJournal ? journal : data)
        else { return nil }
        var bytes = [UInt8](repeating: 0, count: proof.length)
        let count = bytes.withUnsafeMutableBytes { try? file.read(into: $0, from: proof.offset) }
        return count == proof.length ? bytes : nil
    }
}
