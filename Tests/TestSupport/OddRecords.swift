// SPDX-License-Identifier: MIT

/// Records as older, foreign and hostile programs write them, for every reader of a record's fields.
///
/// Each is valid JSON, except for lone surrogates, which old history may hold. What a reader finds in one of them is
/// compared with what the decoded record says.
package enum OddRecords {
    private static let seeds = [
        "url": #""http://a/""#, "time": #""2026-11-22 17:20:01.250000""#, "result": #""SUCCESS""#,
        "message": #""OK""#,
    ]

    private static let keys = [
        "url", "time", "result", "message", "at", "run", "of", "target", "monitor", "place",
        "clock", "since", "outage", "streak", "previous", "warnings", "timing", "ssh", "logs",
        "memory",
        "file.system", "certificate", "status", "verdict", "checks",
    ]

    private static let values = [
        "0", "-0", "7", "-7", "7.0", "7.5", "0.1", "1e2", "1E+3", "1e300", "-1e300", "1e999",
        "253402300799", "253402300800", "253402300799999", "9007199254740993",
        "999999999999999999", "99999999999999999999", "1795348800.123456", #""7""#, "true", "false",
        "null", "[]", "[7]", #"["7"]"#, #"[["7"]]"#, "{}", #"{"at":7,"url":"x","run":7}"#, #""""#,
        #""SUCCESS""#, #""SUCC\u0045SS""#, #""EXCEPTION_ERROR""#, #""success""#, #""ahead""#,
        #""\u0061head""#, #""a\"b\\""#, #""ü""#, #""\u00fc""#, #""\ud83d\ude00""#, #""\ud800""#,
        #""2026-11-22 17:20:01""#, #""2026-11-22 17:20:01.5""#, #""2026-11-22T17:20:01.500000""#,
        #""2026-02-30 17:20:01.000000""#, #""2026-11-22 17:20x01.000000""#,
        #""2026-11-22 17:20:1e1""#, #""2026-11-22 17:20:60.000000""#,
        #""2026-11-22 17:20:0\u0031""#, #"[{"at":1},{"target":"a"}]"#,
        #"{"total":7}"#, #"{"total":"7"}"#, #"{"total":-7}"#, #"{"total":1e300}"#,
        #"{"dns":1, "total" : 7.25 }"#, #"{"tot\u0061l":7}"#, #"{"x":{"total":5},"total":7}"#,
        #"{"total":7,"total":8}"#, #"{"days":12.5}"#, #"{"days":1e9}"#,
    ]

    /// All of them: each key with each value, alone, twice, with an escaped key and with spaces.
    package static let all = keys.flatMap { key in values.flatMap { records(key, $0) } } + whole

    private static func records(_ key: String, _ value: String) -> [String] {
        let others = seeds.filter { $0.key != key }.sorted { $0.key < $1.key }
            .map { #""\#($0.key)":\#($0.value)"# }.joined(separator: ",")
        let first = seeds[key] ?? #""7""#
        return [
            #"{\#(others),"\#(key)":\#(value)}"#,
            #"{"\#(key)":\#(first),\#(others),"\#(key)":\#(value)}"#,
            #"{"\#(key)":\#(value),\#(others),"\#(key)":\#(first)}"#,
            #"{"\#(escaped(key))":\#(value),\#(others)}"#,
            " {\t\"\(key)\"\r\n :  \(value) , \(others) , \"at\" : 5 , \"\(key)s\":null } ",
        ]
    }

    /// The key with one letter as an escape.
    private static func escaped(_ key: String) -> String {
        let code = String(key.utf8.last ?? 0, radix: 16)
        return "\(key.dropLast())\\u00\(code)"
    }

    /// Records as a whole: of the older pmon, without members, with many.
    private static let whole = [
        "{}", "{ }", #"{"":1}"#,
        #"{"message": 404, "result": "APPLICATION_ERROR", "time": "2026-11-22 17:23:51.181779"}"#,
        #"{"url":"u","time":"2026-03-29 02:30:00.000000","result":"SUCCESS","message":"OK"}"#,
        #"{"url":"u","time":"2026-10-25 02:30:00.000000","result":"SUCCESS","message":"OK"}"#,
        #"{"result":"SUCCESS","at":1,"checks":[{"at":2,"target":"a"},{"at":3}],"previous":"SUCCESS"}"#,
        "{" + (0..<40).map { #""key\#($0)":{"at":\#($0),"x":["\#($0)"]}"# }.joined(separator: ",")
            + "}",
    ]
}
