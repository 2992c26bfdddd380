// SPDX-License-Identifier: MIT

import PmonHistory
import PmonJSON
import PmonRecord
import PmonSystem

/// The last report to every recipient, kept beside the latest file as `LATEST.told`.
///
/// ```
/// {"recipients":{"ops@example.org":{"at":1.5,"scan":"whole","episode":1.0,"down":{"http://localhost/":1.0},
///   "checks":[{"url":"http://localhost/","target":"url.1","start":1.0}]}},
///  "outages":{"http://localhost/":{"start":1.0,"began":1.0,"streak":1,"before":0,"seen":1.5}},
///  "checks":[{"url":"http://localhost/","target":"url.1","start":1.0,"began":1.0,"streak":1,"before":0,"seen":1.5}]}
/// ```
/// All times are Unix seconds of records. `down` and `outages` have an entry for each address, as older versions read
/// them; `checks` tells the checks of the address apart. An outage may have `well`, good runs so far, `held`, true if it
/// is not to be reported, `due`, true once it was due to be reported, `prior`, start and end of the outage before it whose
/// end is still to be reported, and `down`. `windows` lists the last runs of checks with a rule such as `3/5`, `silences`
/// the outages that lines `until recovery` of the silence file hold for. A recipient may have `warnings`, those it knows
/// of. A channel stands among the recipients as `tell:NAME`.
struct NotificationFile: Equatable {
    /// By mail address.
    var recipients: [String: NotificationState] = [:]
    /// The outages that pmon-mail follows.
    var outages = OutageBook()
    /// What the silences until a recovery hold for.
    var silences = SilenceBook()

    /// No report has been sent.
    init() {}

    /// The file that belongs to a latest file.
    ///
    /// If that is a symbolic link, it lies beside the link's target.
    static func path(latest: String) throws(ToolError) -> String {
        try SilenceUse.toldFile(beside: latest)
    }

    /// Reads the file; a missing or empty one has no reports.
    ///
    /// Throws 65 if it is damaged, 66 or 77 if it cannot be read.
    init(reading path: String) throws(ToolError) {
        let file = try MappedFile(path)
        guard file.bytes.contains(where: { $0 > 0x20 }) else { return }
        do throws(JSONError) {
            guard case .object(let root) = try JSONParser.decode(file.bytes) else {
                throw JSONError(.notAnObject, offset: 0)
            }
            for member in root["recipients"]?.object?.members ?? [] {
                recipients[member.key] = Self.told(member.value)
            }
            for (check, value) in CheckTable.read(root, addresses: "outages") {
                guard let outage = Self.outage(value) else { continue }
                outages.restore(check, outage)
            }
            for value in root["windows"]?.array ?? [] {
                guard let check = value.object.flatMap(CheckIdentity.init(members:)),
                    let window = Self.window(value)
                else { continue }
                outages.restore(check, window)
            }
            for (line, uses) in SilenceUse.read(root) { silences.restore(line, uses) }
        } catch {
            throw ToolError(.data, "damaged file: \(path): \(error)")
        }
    }

    /// Replaces the file, on disk when this returns; a new one is given to `owner`, and only its owner may read it.
    ///
    /// `room` blanks stand at its end, in the place of what the next one may have more.
    func write(_ path: String, owner: FileOwner? = nil, room: Int = 0) throws(ToolError) {
        let file = try AtomicFile(path, owner: owner)
        try file.file.setMode(0o600)
        try file.file.write(bytes + Array(repeating: 0x20, count: room))
        try file.replace()
        try Folder.synchronize(of: file.target)
    }

    /// The content of the file: one line a recipient and an outage, sorted.
    var bytes: [UInt8] {
        let lines = recipients.sorted { $0.key < $1.key }.map { ($0.key, Self.value($0.value)) }
        let table = CheckTable(
            outages.outages.map { check, outage in
                var value = Self.value(outage)
                // Where it cannot be seen from the runs.
                if outage.isDown, outage.wellRuns > 0 || outages.windows[check] != nil {
                    value["down"] = .bool(true)
                }
                return (check, value)
            }
        )
        var bytes = Array("{\"recipients\":{".utf8)
        Self.append(lines, to: &bytes)
        bytes += Array("},\n\"outages\":{".utf8)
        Self.append(table.addresses, to: &bytes)
        bytes.append(UInt8(ascii: "}"))
        if !table.checks.isEmpty {
            bytes += Array(",\n\"checks\":".utf8)
            JSONWriter.append(.array(table.checks.map(JSONValue.object)), to: &bytes)
        }
        if !outages.windows.isEmpty {
            bytes += Array(",\n\"windows\":".utf8)
            JSONWriter.append(.array(windows), to: &bytes)
        }
        if !silences.lines.isEmpty {
            bytes += Array(",\n\"silences\":{".utf8)
            for (index, line) in silences.lines.sorted(by: { $0.key < $1.key }).enumerated() {
                bytes += Array((index == 0 ? "\n" : ",\n").utf8)
                JSONWriter.appendString(line.key, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                JSONWriter.append(.array(SilenceUse.values(line.value)), to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
        bytes += Array("}\n".utf8)
        return bytes
    }

    private var windows: [JSONValue] {
        outages.windows.sorted { $0.key < $1.key }.map { check, window in
            var value = check.members
            value["runs"] = .string(window.letters)
            value["seen"] = .number(window.seen.number)
            value["streak"] = .int(window.streak)
            return .object(value)
        }
    }

    private static func window(_ value: JSONValue) -> RunWindow? {
        guard let object = value.object, let letters = object["runs"]?.string,
            let seen = time(object["seen"]), let streak = object["streak"]?.int
        else { return nil }
        return RunWindow(letters: letters, seen: seen, streak: streak)
    }

    private static func append(_ members: [(String, JSONObject)], to bytes: inout [UInt8]) {
        for (index, member) in members.enumerated() {
            bytes += Array((index == 0 ? "\n" : ",\n").utf8)
            JSONWriter.appendString(member.0, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            JSONWriter.append(member.1, to: &bytes)
        }
    }

    private static func value(_ told: NotificationState) -> JSONObject {
        var value: JSONObject = ["at": .number(told.at.number), "scan": .string(told.scan)]
        value["episode"] = told.episode.map { .number($0.number) }
        let table = CheckTable(told.down.map { ($0.key, ["start": .number($0.value.number)]) })
        let down = table.addresses.map { url, members in
            JSONObject.Member(key: url, value: members["start"] ?? .null)
        }
        value["down"] = .object(JSONObject(uniqueMembers: down))
        if !table.checks.isEmpty { value["checks"] = .array(table.checks.map(JSONValue.object)) }
        if !told.warnings.isEmpty { value["warnings"] = .array(values(told.warnings)) }
        return value
    }

    private static func told(_ value: JSONValue) -> NotificationState? {
        guard let object = value.object, let at = time(object["at"]) else { return nil }
        var down: [CheckIdentity: Timestamp] = [:]
        for (check, value) in CheckTable.read(object, addresses: "down") {
            down[check] = time(value.object?["start"] ?? value)
        }
        return NotificationState(
            at: at,
            scan: object["scan"]?.string ?? ScanState.whole.name,
            episode: time(object["episode"]),
            down: down,
            warnings: warnings(object["warnings"])
        )
    }

    private static func value(_ outage: OutageBook.Outage) -> JSONObject {
        var value: JSONObject = [:]
        value["start"] = outage.start.map { .number($0.number) }
        value["before"] = .int(outage.runsBefore)
        value["began"] = .number(outage.began.number)
        value["streak"] = .int(outage.streak)
        value["seen"] = .number(outage.seen.number)
        value["end"] = outage.end.map { .number($0.number) }
        if outage.wellRuns > 0 { value["well"] = .int(outage.wellRuns) }
        if outage.isHeld { value["held"] = .bool(true) }
        if outage.isDue { value["due"] = .bool(true) }
        if let prior = outage.prior {
            value["prior"] = .array([.number(prior.start.number), .number(prior.end.number)])
        }
        return value
    }

    private static func outage(_ value: JSONValue) -> OutageBook.Outage? {
        guard let object = value.object, let began = time(object["began"]),
            let streak = object["streak"]?.int, let seen = time(object["seen"])
        else { return nil }
        let prior = (object["prior"]?.array ?? []).compactMap(time)
        return OutageBook.Outage(
            start: time(object["start"]),
            runsBefore: runs(object["before"]?.int ?? 0),
            began: began,
            streak: runs(streak),
            seen: seen,
            end: time(object["end"]),
            isDown: object["down"]?.bool ?? false,
            wellRuns: object["well"]?.int ?? 0,
            isHeld: object["held"]?.bool ?? false,
            isDue: object["due"]?.bool ?? false,
            prior: prior.count == 2 ? OutageBook.Span(start: prior[0], end: prior[1]) : nil
        )
    }

    /// A number of runs that can be; the file may be damaged.
    private static func runs(_ count: Int) -> Int { min(max(0, count), 1 << 48) }

    private static func time(_ value: JSONValue?) -> Timestamp? {
        value?.double.map { Timestamp(seconds: $0) }
    }
}
