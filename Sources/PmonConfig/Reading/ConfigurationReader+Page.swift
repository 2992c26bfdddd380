// SPDX-License-Identifier: MIT

import PmonSystem

/// What the page must not be told to do.
extension ConfigurationReader {
    /// A user without a password, or the other way round, would protect nothing.
    mutating func checkPagePassword() {
        let keys = [PmonKey.httpUser, .httpPwd]
        let lines = keys.compactMap { configuration.places.line(of: $0.rawValue) }
        guard (configuration.pmon.httpUser == nil) != (configuration.pmon.httpPwd == nil),
            let line = lines.last
        else { return }
        // A wrong value has been reported already.
        guard
            !configuration.pageFaults.contains(where: {
                $0.contains(": http.user: ") || $0.contains(": http.pwd: ")
            })
        else { return }
        let text = "http.user and http.pwd belong together: one of them is missing"
        configuration.pageFaults.append(errors.addPlaced(line, text))
    }

    /// A folder of the page that holds the configuration would give its passwords to everybody.
    mutating func checkPublicFolder() {
        guard let folder = configuration.pmon.httpPublic, let file = configuration.file,
            FolderTree.contains(folder, file)
        else { return }
        let key = PmonKey.httpPublic.rawValue
        let text = "\(key): expected a folder without the configuration, \(folder) holds \(file)"
        let line = configuration.places.line(of: key) ?? 1
        configuration.pageFaults.append(errors.addPlaced(line, text))
    }
}
