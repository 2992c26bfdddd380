// SPDX-License-Identifier: MIT

import PmonConfig
import PmonJSON
import PmonText
import PmonTool

/// Reads one line of stdin: an address, or a target object with the keys of `[checks]`.
struct TargetParser: Sendable {
    /// A line that is no target.
    struct BadLine: Error, Equatable {
        /// Why.
        let reason: String
    }

    let configuration: Configuration
    let filter: TargetFilter
    /// What a line may name that the configuration does not.
    let permit: SchemePermit
    let log: Diagnostics
    private let planner: CheckPlanner

    init(
        configuration: Configuration,
        filter: TargetFilter,
        permit: SchemePermit = .only([]),
        log: Diagnostics
    ) {
        self.configuration = configuration
        self.filter = filter
        self.permit = permit
        self.log = log
        planner = CheckPlanner(configuration)
    }

    /// The target of a line; nil for a blank one, and for one that `--only` leaves out.
    func parse(_ line: UnsafeRawBufferPointer) throws(BadLine) -> ProbeTarget? {
        guard let text = String(validating: line, as: UTF8.self)?.trimmed else {
            throw BadLine(reason: "not UTF-8")
        }
        guard !text.isEmpty else { return nil }
        guard text.hasPrefix("{") else {
            return try probeTarget(Target(key: "", address: text))
        }
        let object = try object(line)
        return try probeTarget(try target(of: object), secrets: try secrets(of: object))
    }

    private func object(_ line: UnsafeRawBufferPointer) throws(BadLine) -> JSONObject {
        let value: JSONValue
        do throws(JSONError) {
            value = try JSONParser.parse(line)
        } catch {
            throw BadLine(reason: "\(error)")
        }
        guard let object = value.object else { throw BadLine(reason: "expected a JSON object") }
        return object
    }

    /// The secrets that the target of an object has where it was listed.
    private func secrets(of object: JSONObject) throws(BadLine) -> [String] {
        guard let member = object[Target.secretsMember] else { return [] }
        guard let names = member.string else {
            throw BadLine(reason: "wrong \"\(Target.secretsMember)\", expected a string")
        }
        return names.split(separator: ",").map(String.init)
    }

    /// The target that an object describes.
    private func target(of object: JSONObject) throws(BadLine) -> Target {
        guard let url = object["url"]?.string else {
            throw BadLine(reason: "no \"url\", expected a string")
        }
        var checks = CheckSettings()
        let others: Set = ["url", "target", Target.secretsMember]
        for member in object.members where !others.contains(member.key) {
            try set(member, in: &checks)
        }
        guard let key = object["target"] else {
            return Target(key: "", address: url, checks: checks)
        }
        guard let key = key.string else {
            throw BadLine(reason: "wrong \"target\", expected a string")
        }
        guard let configured = configuration.target(key) else {
            return Target(key: key, address: url, checks: checks)
        }
        // The record has the key as the other tools know it. The secrets of a configured target go to its own
        // address only, whoever wrote the line.
        guard url == configured.redacted || url == configured.address,
            checks.steps.isEmpty && checks.captures.isEmpty
                || checks.hasSteps(of: configured.checks)
        else {
            return Target(key: configured.key, address: url, checks: checks)
        }
        var target = configured
        target.checks = checks.takingSecrets(from: configured.checks)
        return target
    }

    private func set(
        _ member: JSONObject.Member,
        in checks: inout CheckSettings
    ) throws(BadLine) {
        let text: String
        switch member.value {
        case .string(let value): text = value
        case .number(let value): text = value.text
        case .bool(let value): text = value ? "true" : "false"
        case .null, .array, .object:
            throw BadLine(reason: "wrong \"\(member.key)\", expected a string or a number")
        }
        do throws(SettingProblem) {
            let outcome = try checks.set(member.key, to: text, folder: configuration.folder)
            if case .unknown(let nearest) = outcome {
                let hint = nearest.map { ", did you mean \($0)?" } ?? ""
                log.warn("stdin: unknown key '\(member.key)' in a target\(hint)")
            }
        } catch {
            throw BadLine(reason: "wrong \"\(member.key)\": \(error.message)")
        }
    }

    /// The configuration permits its own addresses, whoever names their keys; not another way there, or other words.
    private func permit(for target: Target) -> SchemePermit {
        guard !target.key.isEmpty, let configured = configuration.target(target.key),
            configured.address == target.address, configured.checks.send == target.checks.send,
            configured.checks.resolve == target.checks.resolve,
            configured.checks.proxy == target.checks.proxy
        else { return permit }
        return .all
    }

    /// The target as it is checked; nil if flags leave it out.
    ///
    /// A secret in `secrets` that the configuration does not give is a fault of the target: it is not checked without it.
    /// Throws if the address is too long, or if a value is wrong and the target is not a configured one.
    private func probeTarget(
        _ target: Target,
        secrets: [String] = []
    ) throws(BadLine) -> ProbeTarget? {
        guard target.address.utf8.count <= Target.longestAddress else {
            throw BadLine(reason: "expected an address of 64 KiB at most")
        }
        guard filter.accepts(target) else { return nil }
        let known = Set(target.secretNames)
        let lacking = secrets.filter { !known.contains($0) }
        let probe = ProbeTarget(
            target,
            planner: planner,
            permit: permit(for: target),
            lacking: lacking
        )
        // A configured target has its record whatever is wrong; another line with a wrong value is no target.
        if probe.hasWrongValue, configuration.target(target.key) == nil {
            throw BadLine(reason: probe.faults.joined(separator: "; "))
        }
        return probe
    }
}
