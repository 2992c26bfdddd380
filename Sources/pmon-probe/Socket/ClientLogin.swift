// SPDX-License-Identifier: MIT

/// A login of one question and one answer, for protocols that libcurl cannot be left alone with.
protocol ClientLogin: AnyObject {
    /// The question as it is sent.
    var packet: [UInt8] { get }
    /// What a client says before it goes.
    var farewell: [UInt8] { get }
    /// What came of it so far.
    var verdict: LoginVerdict { get }

    /// Takes what comes, up to the end of the answer.
    func take(_ piece: UnsafeRawBufferPointer)
}

extension ClientLogin {
    /// True once the answer is whole, or is none.
    var isDone: Bool { verdict != .cut }
}

/// What came of a login.
enum LoginVerdict: Equatable {
    /// The server lets the client in.
    case accepted
    /// It does not, with its reasons.
    case refused(String)
    /// What came is no answer in that protocol.
    case foreign
    /// The answer is not whole.
    case cut
}
