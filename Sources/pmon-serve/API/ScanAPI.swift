// SPDX-License-Identifier: MIT

import PmonJSON

/// A forced scan in the API.
enum ScanAPI {
    /// The value of a job.
    static func value(_ job: ScanJob) -> JSONObject {
        var object: JSONObject = [
            "id": .string(job.id), "state": .string(job.state), "notify": .bool(job.notify),
            "started": .string(LocalTime.rfc3339(job.started)), "done": .int(job.done),
        ]
        if let total = job.total { object["total"] = .int(total) }
        if let ended = job.ended { object["ended"] = .string(LocalTime.rfc3339(ended)) }
        if let reason = job.reason { object["reason"] = .string(reason) }
        return object
    }

    /// Whether a request's body asks to mail: `{"notify": true}`; an empty body does not.
    ///
    /// `nil` if the body is no such object.
    static func notify(_ body: JSONValue?) -> Bool? {
        guard let body else { return false }
        guard let object = body.object else { return nil }
        guard let value = object["notify"] else { return false }
        return value.bool
    }
}
