// SPDX-License-Identifier: MIT

/// The text of the manual page that is not about a single flag.
enum ProbeManual {
    static let discussion = """
        Sends one request to every http and https address of [urls], or to those given, and writes one record a
        check to stdout: a JSON object a line. Addresses ssh://host are pmon-ssh's.
        """
}
