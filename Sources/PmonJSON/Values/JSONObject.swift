// SPDX-License-Identifier: MIT

/// The members of a JSON object in their order; no key occurs twice.
///
/// Lookup is linear: records have some twenty members, where a hash table costs more than it saves.
package struct JSONObject: Equatable, Sendable {
    /// One `"key": value` of an object.
    package struct Member: Equatable, Sendable {
        /// The name, unescaped.
        package let key: String
        /// Its value.
        package var value: JSONValue

        /// A member of that name and value.
        package init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in their order.
    package private(set) var members: [Member]

    /// An object without members.
    package init() {
        members = []
    }

    /// An object of members whose keys are known to differ, as a scanner has checked.
    package init(uniqueMembers: [Member]) {
        members = uniqueMembers
    }

    /// The value of a key; setting a new key appends it, setting nil removes it.
    package subscript(key: String) -> JSONValue? {
        get { members.first { $0.key == key }?.value }
        set {
            let index = members.firstIndex { $0.key == key }
            switch (index, newValue) {
            case (let index?, let value?): members[index].value = value
            case (let index?, nil): members.remove(at: index)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// An object of the members of a literal, whose keys must differ.
    package init(dictionaryLiteral elements: (String, JSONValue)...) {
        self.init(uniqueMembers: elements.map { Member(key: $0.0, value: $0.1) })
    }
}
