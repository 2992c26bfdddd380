// SPDX-License-Identifier: MIT

package import PmonJSON

extension Record {
    /// The record of one line of strict JSON, which must be an object.
    ///
    /// Which members it has is not checked; see `seedProblem`.
    init(line: UnsafeRawBufferPointer) throws(JSONError) {
        guard case .object(let members) = try JSONParser.parse(line) else {
            throw JSONError(.notAnObject, offset: 0)
        }
        self.init(members: members)
    }

    /// The same of bytes in an array.
    package init(line: [UInt8]) throws(JSONError) {
        guard case .object(let members) = try JSONParser.parse(line) else {
            throw JSONError(.notAnObject, offset: 0)
        }
        self.init(members: members)
    }
}
