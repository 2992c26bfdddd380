// SPDX-License-Identifier: MIT

import PmonCore
import PmonFiles

/// The little that the filter has to know of a line: that it is a record, and whether it may pass at once.
struct RecordGlance {
    /// Why a line is no record.
    enum Fault: Error, Equatable, CustomStringConvertible {
        /// It is longer than a line may be.
        case tooLong
        /// It is no strict JSON object.
        case json(JSONError)
        /// A member that every record has is missing or of another type.
        case seed(String)

        var description: String {
            switch self {
            case .tooLong: "longer than \(SizeText.format(LineReader.standardLimit))"
            case .json(let error): "\(error)"
            case .seed(let problem): problem
            }
        }
    }

    /// True if the result is SUCCESS.
    private(set) var isSuccess = false
    /// The key in `[urls]`, as it is spelled between its quotes; nil where there is none.
    private(set) var rawTarget: UnsafeRawBufferPointer?
    /// Start of the scan; nil where there is none.
    private(set) var run: Int?

    /// The target as text.
    var target: String? { rawTarget.map(JSONText.decode) }

    /// Looks at a line, which must outlive the glance.
    init(_ line: UnsafeRawBufferPointer) throws(Fault) {
        do throws(JSONError) {
            try JSONScanner.validate(object: line)
        } catch {
            throw .json(error)
        }
        var seeds = 0
        var members = JSONMembers(line)
        while let member = members.next() {
            if member.hasKey("url") || member.hasKey("time") {
                seeds += member.rawString == nil ? 0 : 1
            } else if member.hasKey("result") {
                isSuccess = member.isString("SUCCESS")
                seeds +=
                    isSuccess || member.isString("APPLICATION_ERROR")
                        || member.isString("EXCEPTION_ERROR") ? 1 : 0
            } else if member.hasKey("message") {
                seeds += member.rawString != nil || member.int != nil ? 1 : 0
            } else if member.hasKey("target") {
                rawTarget = member.rawString
            } else if member.hasKey("run") {
                run = member.int
            }
        }
        if let error = members.error { throw .json(error) }
        guard seeds == 4 else { throw .seed(Self.seedProblem(line)) }
    }

    /// In words, which the quick look has not kept.
    private static func seedProblem(_ line: UnsafeRawBufferPointer) -> String {
        do throws(JSONError) {
            return try Record(line: line).seedProblem ?? "not a record"
        } catch {
            return "\(error)"
        }
    }
}
