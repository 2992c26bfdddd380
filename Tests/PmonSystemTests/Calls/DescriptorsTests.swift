// SPDX-License-Identifier: MIT

import Glibc
import PmonSystem
import Testing

/// The limit belongs to the process: the case runs in one of its own.
struct DescriptorsTests {
    @Test func `they are exhausted at the limit, and not before`() async {
        await #expect(processExitsWith: .success) {
            #expect(!Descriptors.areExhausted)
            var limit = rlimit()
            #expect(getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            limit.rlim_cur = 3
            #expect(setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0)
            #expect(Descriptors.areExhausted)
            #expect(NameQuestion(host: "no-such.invalid").resolve() == .failure(.noDescriptor))
        }
    }
}
