// SPDX-License-Identifier: MIT

import ArgumentParser
import PmonText

/// A duration above zero as the value of a flag, such as `500ms`.
package struct DurationArgument: ExpressibleByArgument {
    /// The value.
    package let duration: Duration

    /// The value of a flag that is not given.
    package init(_ duration: Duration) { self.duration = duration }

    package init?(argument: String) {
        guard let duration = DurationText.parse(argument), duration > .zero else { return nil }
        self.duration = duration
    }

    package var defaultValueDescription: String { DurationText.format(duration) }
}
