// SPDX-License-Identifier: MIT

import Foundation
@testable import PmonJSON
import Testing

/// Mutated documents, judged by this scanner and by Foundation's parser.
///
/// The two differ in known points, which `isDisputed` lists; in all others they must agree.
struct JSONScannerFuzzTests {
    private static let seeds = [
        #"{"url":"http://h/","time":"2026-11-22 17:23:49.000001","result":"SUCCESS","message":"OK"}"#,
        #"{"a":[1,-2.5e3,0,true,false,null,"x\n\u00e9\ud83d\ude00é"],"b":{"c":{},"d":[]}}"#,
        #"[[],{},"",0,-0.1E+10,"\"\\\/\b\f\n\r\t"]"#,
    ]
    private static let alphabet =
        Array(#"{}[]:,"\/ue0159.+-Enrtfals"#.utf8) + [
            0x20, 0x0A, 0x00, 0x7F, 0xC3, 0xA9, 0xED, 0xF0,
        ]

    @Test(arguments: 0..<8)
    func `mutated documents are judged as another parser judges them`(seed: Int) {
        var generator = SplitMix(state: UInt64(seed) &* 7919 &+ 1)
        let rounds = ProcessInfo.processInfo.environment["PMON_LONG_TESTS"] == nil ? 2500 : 200_000
        for _ in 0..<rounds {
            let text = mutate(Array(Self.seeds[Int(generator.next() % 3)].utf8), &generator)
            guard !isDisputed(text) else { continue }
            let isValid = (try? JSONParser.parse(text)) != nil
            let isFine =
                (try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed))
                != nil
            #expect(isValid == isFine, "\(String(decoding: text, as: UTF8.self))")
        }
    }

    @Test func `what is accepted survives writing and parsing`() throws {
        var generator = SplitMix(state: 42)
        var accepted = 0
        for _ in 0..<20_000 {
            let text = mutate(Array(Self.seeds[Int(generator.next() % 3)].utf8), &generator)
            guard let value = try? JSONParser.parse(text) else { continue }
            accepted += 1
            #expect(try JSONParser.parse(JSONWriter.bytes(value)) == value)
        }
        #expect(accepted > 1000)
    }

    /// What Foundation lets through or refuses against RFC 8259, or where pmon is stricter on purpose.
    private func isDisputed(_ text: [UInt8]) -> Bool {
        switch Result(catching: { try JSONParser.parse(text) }) {
        case .failure(let error as JSONError):
            switch error.problem {
            case .duplicateKey, .loneSurrogate, .numberOutOfRange, .byteOrderMark, .tooDeep,
                .invalidUTF8:
                return true
            case .unexpectedByte(UInt8(ascii: "]")), .unexpectedByte(UInt8(ascii: "}")):
                // Foundation lets a comma stand behind the last element.
                return text[..<error.offset].last { $0 > 0x20 } == UInt8(ascii: ",")
            default:
                // Foundation guesses UTF-16 and UTF-32 from zero bytes.
                return text.contains(0)
            }
        default:
            return text.contains(0)
        }
    }

    private func mutate(_ seed: [UInt8], _ generator: inout SplitMix) -> [UInt8] {
        var text = seed
        for _ in 0..<(1 + generator.next() % 3) {
            let place = Int(generator.next() % UInt64(text.count))
            let byte = Self.alphabet[Int(generator.next() % UInt64(Self.alphabet.count))]
            switch generator.next() % 4 {
            case 0: text[place] = byte
            case 1: text.insert(byte, at: place)
            case 2: text.remove(at: place)
            default: text.removeSubrange(place...)
            }
            if text.isEmpty { return seed }
        }
        return text
    }
}

/// A small generator with a fixed sequence, so that a failure can be repeated.
struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
