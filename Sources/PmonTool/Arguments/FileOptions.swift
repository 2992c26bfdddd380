// SPDX-License-Identifier: MIT

/// Which result files the flags name.
package struct FileOptions: Sendable {
    /// `--data`.
    package var data: String?
    /// `--latest`.
    package var latest: String?

    /// No file, or those given.
    package init(data: String? = nil, latest: String? = nil) {
        self.data = data
        self.latest = latest
    }

    /// Those of an ordinary run.
    package init(taking plain: inout PlainArguments) {
        data = plain.take(.data)
        latest = plain.take(.latest)
    }
}
