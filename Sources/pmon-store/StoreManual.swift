// SPDX-License-Identifier: MIT

/// The texts of the manual that are too long to stand beside the flags.
enum StoreManual {
    static let discussion = """
        Reads records from stdin, one JSON object a line.
        """
}
