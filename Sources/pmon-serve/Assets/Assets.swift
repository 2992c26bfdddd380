// SPDX-License-Identifier: MIT

import PmonText

/// Style, script and icons, built into the program.
///
/// Their path holds a digest of all of them, so that browsers keep them for a year and still see a
/// new version at once.
enum Assets {
    /// The style sheet.
    static let style = String(
        decoding: PackageResources.page_css + PackageResources.parts_css,
        as: UTF8.self
    )

    /// The script.
    static let script = String(
        decoding: PackageResources.live_js + PackageResources.page_js + PackageResources.chart_js,
        as: UTF8.self
    )

    /// Digest of style and script.
    static let digest = Digest.hex(Array((style + script).utf8))

    /// Path of an asset.
    static func path(_ name: String) -> String { "/assets/\(digest)/\(name)" }

    private static let entities: [String: Entity] = {
        var entities = [
            "pmon.css": Entity(Array(style.utf8), type: "text/css; charset=utf-8"),
            "pmon.js": Entity(Array(script.utf8), type: "text/javascript; charset=utf-8"),
        ]
        for state in CheckState.allCases {
            entities["icon-\(state.name).svg"] = Entity(icon(state).bytes, type: "image/svg+xml")
        }
        return entities
    }()

    /// The asset of a name.
    static func entity(_ name: String) -> Entity? {
        if let entity = entities[name] { return entity }
        for state in [CheckState.app, .down] {
            let prefix = "icon-\(state.name)-"
            guard name.hasPrefix(prefix), let count = Int(name.dropFirst(prefix.count).dropLast(4)),
                name == iconName(state, failing: count)
            else { continue }
            return Entity(icon(state, failing: count).bytes, type: "image/svg+xml")
        }
        return nil
    }

    /// Name of the icon of a state; with the number of what fails, if that is what the state tells.
    static func iconName(_ state: CheckState, failing: Int) -> String {
        failing > 0 && state.isFailure
            ? "icon-\(state.name)-\(min(failing, 99)).svg" : "icon-\(state.name).svg"
    }

    /// The icon of a state: shape and colour, or a number in place of the shape.
    static func icon(_ state: CheckState, failing: Int = 0) -> HTML {
        let (colour, shape): (String, String) =
            switch state {
            case .ok: ("#1f6fb2", "M9 17l5 5 9-12")
            case .app: ("#9a6700", "M16 8l9 16H7z")
            case .down: ("#b3123f", "M10 10l12 12m0-12L10 22")
            case .maintenance: ("#7a4fb5", "M10 22L19 13m-4-4l8 8")
            case .stale: ("#6b7280", "M16 9v8l5 3")
            case .noData: ("#6b7280", "M11 16h10")
            case .removed: ("#6b7280", "M10 22L22 10")
            }
        if failing > 0 {
            return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" \
                rx="\(state == .down ? 3 : 16)" fill="\(colour)"/><text x="16" y="\(failing > 9 ? 23 : 24)" fill="#fff" \
                text-anchor="middle" font-family="sans-serif" font-weight="700" font-size="\(failing > 9 ? 20 : 24)">\
                \(failing)</text></svg>
                """
        }
        return """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="8" \
            fill="\(colour)"/><path d="\(shape)" fill="none" stroke="#fff" stroke-width="4" \
            stroke-linecap="round" stroke-linejoin="round"/></svg>
            """
    }
}
