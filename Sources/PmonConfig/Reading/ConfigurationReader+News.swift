// SPDX-License-Identifier: MIT

import PmonText

/// Keys that decide when a failure is news and which recipients hear of it.
extension ConfigurationReader {
    /// Takes the section `[tell]`.
    mutating func readTell(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let (name, rest) = ChannelSettings.split(entry.spelling) else {
                let key = entry.spelling.excerpt
                warnings.add(entry.line, "unknown key '\(key)' in [tell], expected NAME.KEY")
                continue
            }
            guard let key = ChannelSettings.Key(rawValue: rest) else {
                let known = ChannelSettings.Key.allCases.map { "\(name).\($0.rawValue)" }
                warnUnknown(entry, section, among: known)
                continue
            }
            let place = configuration.channels.firstIndex { $0.name == name }
            if place == nil {
                configuration.channels.append(ChannelSettings(name: name))
                channelLines[name] = entry.line
            }
            let index = place ?? configuration.channels.count - 1
            let fault = take(entry) { reader throws(SettingProblem) in
                try reader.configuration.channels[index].set(key, to: entry.value)
            }
            if let fault {
                configuration.newsFaults.append(fault)
            } else if key == .only, let only = configuration.channels[index].only {
                configuration.newsFaults += report(PatternJudge(targets).judge(only), on: entry)
            }
        }
    }

    /// Adds what is wrong with the patterns of an entry; returns the errors with their place.
    mutating func report(_ verdict: PatternJudge.Verdict, on entry: IniFile.Entry) -> [String] {
        for warning in verdict.warnings {
            warnings.add(entry.line, "\(entry.spelling.excerpt): \(warning)")
        }
        return verdict.errors.map {
            errors.addPlaced(entry.line, "\(entry.spelling.excerpt): \($0)")
        }
    }

    /// A channel without a command cannot be told anything.
    mutating func dropIncompleteChannels() {
        for channel in configuration.channels where channel.command == nil {
            let key = "\(channel.name).command: "
            // A command that was refused is wrong already.
            guard !configuration.newsFaults.contains(where: { $0.contains(key) }) else { continue }
            let text = "\(key)expected a command, found none"
            configuration.newsFaults.append(
                errors.addPlaced(channelLines[channel.name] ?? 1, text)
            )
        }
        configuration.channels.removeAll { $0.command == nil }
    }

    /// Drops what `needs` names and is not there, and the circles.
    mutating func checkNeeds(_ section: IniFile.Section) {
        for entry in section.entries {
            guard let parts = KeyName.split(entry.spelling), parts.rest.lowercased() == "needs",
                let position = positions[parts.target]
            else { continue }
            var problems: [String] = []
            for key in targets[position].checks.needs where positions[key] == nil {
                problems.append("'\(key.excerpt)' is not in [urls]\(Self.hint(nearestTarget(key)))")
                targets[position].checks.needs.removeAll { $0 == key }
            }
            if let circle = circle(from: parts.target) {
                problems.append("\(circle.joined(separator: " needs ")), which is a circle")
                targets[position].checks.needs = []
            }
            for problem in problems {
                let text = "\(entry.spelling.excerpt): \(problem)"
                configuration.newsFaults.append(errors.addPlaced(entry.line, text))
            }
        }
    }

    /// The way from a target over what it needs back to itself; nil if there is none.
    private func circle(from start: String) -> [String]? {
        var previous: [String: String] = [:]
        var queue = [start]
        while let key = queue.popLast() {
            for next in positions[key].map({ targets[$0].checks.needs }) ?? [] {
                if next == start {
                    var way = [start]
                    var step: String? = key
                    while let place = step, place != start {
                        way.append(place)
                        step = previous[place]
                    }
                    return [start] + Array(way[1...].reversed()) + [start]
                }
                if previous[next] == nil {
                    previous[next] = key
                    queue.append(next)
                }
            }
        }
        return nil
    }
}
