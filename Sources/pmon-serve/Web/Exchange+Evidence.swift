// SPDX-License-Identifier: MIT

import HTTPTypes
import NIOPosix
import PmonRecord

extension Exchange {
    /// The answer to a request; what may read files is made on a thread that may wait for a disk.
    func answer() async -> Reply {
        guard readsFiles else { return reply() }
        // It fails only where the program is ending.
        return (try? await NIOThreadPool.singleton.runIfActive { reply() }) ?? reply()
    }

    /// Whether the answer may come from files or walk over all of the past.
    private var readsFiles: Bool {
        let path = request.path
        return path.hasPrefix("/m/") || path.hasPrefix("/static/") || path == "/incidents"
            || path == "/api/v1/incidents"
            || (path == "/" && settings.publicFolder != nil)
    }

    /// `/m/KEY/evidence`, with `at` that of an earlier failure.
    func evidence(_ monitor: Monitor) -> Reply {
        guard visitor.maySeeAll else { return .problem(.forbidden, "evidence is not public here") }
        guard let at = request.query["at"] else {
            return page("evidence \(monitor.key)") {
                EvidenceView.page(monitor, proof: nil, context: $0)
            }
        }
        guard let proof = proof(monitor, at) else { return missing }
        return page("evidence \(monitor.key) \(proof.at)") {
            EvidenceView.page(monitor, proof: proof, context: $0)
        }
    }

    /// `/m/KEY/evidence.txt`: the same as a file of plain text.
    func evidenceFile(_ monitor: Monitor) -> Reply {
        guard visitor.maySeeAll else { return .problem(.forbidden, "evidence is not public here") }
        let record: Record
        let instant: Double
        if let at = request.query["at"] {
            guard let proof = proof(monitor, at), let past = snapshot.archive.record(proof) else {
                return missing
            }
            (record, instant) = (past, proof.at)
        } else {
            guard monitor.hasProof, let at = monitor.at else { return missing }
            (record, instant) = (monitor.record, at)
        }
        let file = EvidenceText(monitor: monitor, at: instant, record: record)
        var reply = Reply.text(file.text)
        reply.fields[.contentDisposition] = "attachment; filename=\"\(file.fileName)\""
        return reply
    }

    /// The failure of an instant, as the page's links spell it.
    private func proof(_ monitor: Monitor, _ at: String) -> Proof? {
        Double(at).flatMap { at in monitor.proofs.first { $0.at == at } }
    }
}
