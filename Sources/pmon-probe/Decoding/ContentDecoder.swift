// SPDX-License-Identifier: MIT

/// Undoes one content encoding of a body that comes in pieces.
protocol ContentDecoder: AnyObject {
    /// True if the encoded body may end here: none has begun, or all that began came to its end.
    var isWhole: Bool { get }

    /// Passes on what a piece holds, each part valid during the call; false if the sink has enough.
    ///
    /// Bytes after the end are ignored, as browsers do. Throws for bytes that are not of the encoding.
    func feed(
        _ bytes: UnsafeRawBufferPointer,
        to sink: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Bool
    ) throws(DecodingProblem) -> Bool
}

/// Why the content encoding of a body cannot be undone.
enum DecodingProblem: Error, Equatable {
    /// Nobody knows the encoding.
    case unknown(String)
    /// More encodings one after the other than anybody needs.
    case tooMany
    /// The bytes are not of the encoding.
    case broken
    /// The body ends before the encoded text does.
    case cut
}

extension [UInt8] {
    /// Calls with the bytes; `withUnsafeBytes` does not know which error is thrown.
    func lend<Value>(
        _ body: (UnsafeRawBufferPointer) throws(DecodingProblem) -> Value
    ) throws(DecodingProblem) -> Value {
        let result: Result<Value, DecodingProblem> = withUnsafeBytes { bytes in
            do throws(DecodingProblem) {
                return .success(try body(bytes))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}
