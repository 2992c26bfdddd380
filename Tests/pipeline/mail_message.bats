#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# What a mail of pmon-mail is to other programs: CPython's mail parser, sendmail; and that no input adds to it.

load helpers
load mail_helpers

setup() {
    common_setup
    export PORT=25
    mkdir -p "$BATS_FILE_TMPDIR"
    configure_mail
}

# A latest file with everything: two down, one recovered, warnings, evidence; the rest is well.
write_everything() {
    jq -n '
        1795350000.5 as $at
        | def record: {time: ($at | floor | strflocaltime("%Y-%m-%d %H:%M:%S.500000")), result: "SUCCESS", message: "OK",
            at: $at, run: ($at * 1000), of: 6, since: ($at - 9999), streak: 99, previous: "SUCCESS"};
        {"https://api.example.org/health": (record + {result: "EXCEPTION_ERROR", reason: "timeout",
            message: "no answer within 10 s", since: ($at - 1380), streak: 5, verdict: "process java is not running",
            ssh: ["root 1 nginx: master"], logs: "pool exhausted", "file.system": "/dev/sda1 100%", memory: "MemFree: 1 kB"}),
         "https://shop.example.org/": (record + {result: "APPLICATION_ERROR", reason: "status", message: 503,
            failed: ["status 503, expected 200-299"], since: $at, streak: 1}),
         "https://www.example.org/": (record + {since: $at, streak: 1, previous: "EXCEPTION_ERROR"}),
         "https://cert.example.org/": (record + {warnings: ["certificate runs out in 6.2 days"]}),
         "https://a.example.org/": record, "https://b.example.org/": record}' >current.json
}

@test "CPython finds no defect, and the same facts in both parts" {
    write_everything
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    pmon-mail --print | parsed >mail.json
    [ "$(jq -c '[.defects, .forbidden, .types]' mail.json)" = '[[],[],["multipart/alternative","text/plain","text/html"]]' ]
    [[ "$(jq -r .subject mail.json)" == '[1 down, 1 application error, 1 recovered of 6] pmon isc_001, '* ]]
    [ "$(jq '.ascii and .crlf and .longest <= 80' mail.json)" = true ]
    for fact in 'api.example.org/health' 'timeout: no answer within 10 s' '(23 m)' 'process java is not running' \
        'shop.example.org' 'HTTP status 503' 'status 503, expected 200-299' 'RECOVERED (1)' 'www.example.org' \
        'certificate runs out in 6.2 days' 'OK (4)' 'a.example.org' 'root 1 nginx: master' 'pool exhausted' \
        '/dev/sda1 100%' 'MemFree: 1 kB' 'pmon isc_001'; do
        for part in text html; do
            if ! jq -e --arg fact "$fact" --arg part "$part" '.[$part] | contains($fact)' mail.json >/dev/null; then
                echo "no '$fact' in $part" >&2
                return 1
            fi
        done
    done
}

@test "the clock changes nothing" {
    write_everything
    pmon-mail --print >now
    touch -d '2001-01-01' current.json
    "${WITH_CLOCK[@]}" FAKETIME=+40d pmon-mail --print >later
    cmp now later
}

@test "no field adds a header, a recipient or a part" {
    evil=$'x\r\nBcc: evil@example.org\r\n\r\n.\r\nRCPT TO:<evil@example.org>\r\n--=_pmon\r\n'
    for field in url message reason verdict logs memory file.system failed ssh warnings monitor place target time; do
        jq -n --arg field "$field" --arg evil "$evil" '
            {time: "2026-11-22 17:23:49.000000", result: "EXCEPTION_ERROR", message: "m"}
            | if $field == "url" or $field == "time" then . else
                .[$field] = (if ["failed", "ssh", "warnings"] | index([$field]) then [$evil] else $evil end) end
            | {(if $field == "url" then "http://a/" + $evil else "http://a/" end): .}' >current.json
        pmon-mail --print >mail
        parsed <mail >mail.json
        [ "$(jq -c '[.defects, .types | length]' mail.json)" = '[0,3]' ]
        [ "$(jq -c '[.headers[][0]] | sort' mail.json)" = '["Auto-Submitted","Content-Type","Date","From","In-Reply-To","List-Id","MIME-Version","Message-ID","References","Subject","To","X-Auto-Response-Suppress","X-Pmon-State"]' ]
        [ "$(jq -r '.headers[] | select(.[0] == "To") | .[1]' mail.json)" = 'ops@example.org, dev@example.org' ]
        run grep -aq '^\.' mail
        [ "$status" -eq 1 ]
    done
}

@test "addresses that would inject are refused as configuration or usage" {
    write_everything
    run --separate-stderr pmon-mail --print --to $'ops@example.org\r\nBcc: evil@example.org'
    [ "$status" -eq 64 ]
    [[ "$stderr" == *"--to: expected an address"* ]]
    printf '[email]\nserver = localhost\nfrom = a@b.org\nto = ops@example.org>\n  <evil@example.org\n' >pmon.ini
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 78 ]
    printf '[email]\nserver = localhost/x?y\nfrom = a@b.org\nto = ops@example.org\n' >pmon.ini
    run --separate-stderr pmon-mail --check-config
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"server"* ]]
}

@test "a thousand addresses down stay below 90 KB and are all there" {
    jq -n '[range(1000) | {key: "https://host-\(. + 1000).example.org/health", value: {time: "2026-11-22 17:23:49.000000",
        result: "EXCEPTION_ERROR", message: "connection refused", reason: "refused", logs: ("error <&>\n" * 100)}}]
        | from_entries' >current.json
    pmon-mail --print | parsed >mail.json
    [ "$(jq '.html_bytes < 90000' mail.json)" = true ]
    [[ "$(jq -r .subject mail.json)" == '[1000 down of 1000] pmon isc_001, '* ]]
    [ "$(jq '[.html | scan("host-[0-9]{4}")] | unique | length' mail.json)" -eq 1000 ]
    [ "$(jq '[.text | scan("host-[0-9]{4}")] | unique | length' mail.json)" -eq 1000 ]
}

@test "a cut-off scan and a silent monitor are said as such" {
    write_everything
    jq '.[].of = 9' current.json >edited && mv edited current.json
    pmon-mail --print | parsed >mail.json
    [[ "$(jq -r .subject mail.json)" == '[CUT OFF: 6 of 9 checked, 1 down, 1 application error] pmon isc_001, '* ]]
    [[ "$(jq -r .text mail.json)" == "The scan was cut off: only 6 of 9 results came."* ]]
    write_everything
    jq '.[].at = 1700000000' current.json >edited && mv edited current.json
    sed -i '2i every = 5m' pmon.ini
    pmon-mail --print | parsed >mail.json
    [[ "$(jq -r .subject mail.json)" == '[STALE since '* ]]
    [[ "$(jq -r .text mail.json)" == 'No scan came since '*'though one is due every 5 m'* ]]
}

@test "files that cannot be read: 66 missing, 65 damaged, bad entries left out" {
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 66 ]
    [[ "$stderr" == *"current.json"* ]]
    echo '{"http://a/": {' >current.json
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 65 ]
    [ -z "$output" ]
    write_everything
    jq '. + {"http://bad/": {result: "FINE"}}' current.json >edited && mv edited current.json
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 65 ]
    [[ "$stderr" == *"http://bad/"* ]]
    [[ "$output" == *"[1 down, 1 application error, 1 recovered of 6]"* ]]
}

@test "without a configuration there is a mail to print, but none to send" {
    write_everything
    rm pmon.ini
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 0 ]
    [[ "$output" == *"undisclosed-recipients:;"* ]]
    run --separate-stderr pmon-mail
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"[email] from: not configured"* ]]
}

@test "stdout that is closed or full ends quietly or with 74" {
    write_everything
    run bash -c 'pmon-mail --print 2>errors | true; echo "${PIPESTATUS[0]}"'
    [[ "$output" == 0 || "$output" == 141 ]]
    [ ! -s errors ]
    run --separate-stderr bash -c 'pmon-mail --print >/dev/full'
    [ "$status" -eq 74 ]
}

@test "the older pmon's files are reported" {
    cp "$PROJECT/Tests/Fixtures/original/current.json" .
    pmon-mail --print | parsed >mail.json
    [[ "$(jq -r .subject mail.json)" == '[1 down, 2 application errors of '* ]]
    [ "$(jq '.defects | length' mail.json)" -eq 0 ]
}

@test "names beyond ASCII reach the subject as encoded words" {
    write_everything
    jq '{"https://größe.example.org/": (."https://api.example.org/health" | .of = 1)}' current.json >edited && mv edited current.json
    sed -i 's/^id = .*/id = Zürich/' pmon.ini
    pmon-mail --print >mail
    run ! grep -naP '[^\x00-\x7f]' mail
    grep -q '^Subject: =?UTF-8?B?' mail
    [[ "$(parsed <mail | jq -r .subject)" == '[1 down of 1: größe.example.org] pmon Zürich, '* ]]
    [ "$(parsed <mail | jq '.defects | length')" -eq 0 ]
}

@test "marks that turn the direction of text around reach neither a mail nor a terminal" {
    local marks=$'a\u202eb\u202ac\u2066d\u2069e\u200ef\u200fg\u061ch'
    write_everything
    jq --arg marks "$marks" '
        (."https://api.example.org/health" | .message = $marks | .verdict = $marks | .logs = $marks | .failed = [$marks] | .reason = $marks
            | .ssh = [$marks] | .target = "url.1" | .place = $marks | ."file.system" = "/dev/a 1 1 0 100% /" + $marks
            | .response = {headers: [$marks], body: $marks}) as $bad
        | {("http://x/" + $marks): $bad, "http://warned/": (."https://cert.example.org/" | .warnings = [$marks]),
           "http://broken/": {result: $marks}}' current.json >edited && mv edited current.json
    printf '[urls]\nurl.1 = http://x/%s\n[checks]\nurl.1.name = name %s\n' "$marks" "$marks" >>pmon.ini
    sed -i "s/^id = .*/id = id$marks/" pmon.ini
    { pmon-mail --print 2>errors || true; } | parsed | jq -r '.subject, .text, .html' >shown
    pmon-mail --explain '*' >>shown 2>>errors || true
    pmon-mail --explain "$marks" >>shown 2>>errors || true
    grep -q abcdefgh shown
    jq -c '.[]' current.json | jq -c '.url = "http://x/"' >records
    # shellcheck source=/dev/null
    bash -c '. "$PROJECT/scripts/lib/table.sh"; print_table records' >>shown
    tail -n 3 shown | grep -q 'DOWN .*abcdefgh'
    run ! grep -qP '[\x{200e}\x{200f}\x{202a}-\x{202e}\x{2066}-\x{2069}\x{061c}]' shown errors
}
