// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// Judges a line of input: the address of a record, or what is wrong.
enum RecordCheck {
    /// Why a line is no record, in words for the user.
    struct Problem: Error, Equatable {
        let text: String
    }

    /// The address of a line that is strict JSON and has `url`, `time`, `result` and `message` of their types.
    static func url(of line: UnsafeRawBufferPointer) throws(Problem) -> URLKey {
        do throws(JSONError) {
            try JSONScanner.validate(object: line)
        } catch {
            throw Problem(text: error.description)
        }
        var url: URLKey?
        var hasTime = false
        var hasResult = false
        var hasMessage = false
        var members = JSONMembers(line)
        while let member = members.next() {
            switch member.rawKey.count {
            case 3 where member.hasKey("url"):
                url = member.rawString.map { URLKey(bytes: JSONText.unescape($0)) }
            case 4 where member.hasKey("time"):
                hasTime = member.rawString != nil
            case 6 where member.hasKey("result"):
                hasResult = member.string.flatMap(CheckResult.init(rawValue:)) != nil
            case 7 where member.hasKey("message"):
                hasMessage = member.rawString != nil || member.int != nil
            default: break
            }
        }
        if let url, hasTime, hasResult, hasMessage { return url }
        // The rare path, which also knows keys that are spelled with escapes.
        let record: Record
        do throws(JSONError) {
            record = try Record(line: line)
        } catch {
            throw Problem(text: error.description)
        }
        if let problem = record.seedProblem { throw Problem(text: problem) }
        return URLKey(record.url ?? "")
    }
}
