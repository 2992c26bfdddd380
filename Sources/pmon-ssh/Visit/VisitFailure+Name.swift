// SPDX-License-Identifier: MIT

private import Glibc
import PmonSystem

extension VisitFailure {
    /// Why the name of a machine has no addresses; where pmon itself cannot ask, the name is not blamed.
    init(_ failure: NameFailure) {
        self =
            switch failure {
            case .unresolved(let words): Self(.name, "its name does not resolve: \(words)")
            case .noAddress: Self(.name, "its name has no address")
            case .noDescriptor: .cannotAsk(ToolError.text(ofErrno: EMFILE))
            case .noThread(let words): .cannotAsk(words)
            }
    }

    /// No thread is left: all wait for names that do not answer.
    static let noRoomForName = cannotAsk(
        "\(NameResolver.mostForgotten) names that are looked up have no answer yet"
    )

    private static func cannotAsk(_ words: String) -> VisitFailure {
        VisitFailure(.timeout, "pmon itself cannot look its name up: \(words)")
    }
}
