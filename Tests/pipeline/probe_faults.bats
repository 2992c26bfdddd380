#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe against servers that misbehave; verdicts beside those of the curl program.

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
    printf '[pmon]\ntimeout = 20\nmax.body = 1 MiB\n' >pmon.ini
}

# expect_verdict PATH EXIT_STATUS_OF_CURL RESULT REASON
expect_verdict() {
    local code=0 limit=20
    # Short where it is what ends the check; all else comes in time, however busy the machine is.
    [ "$4" != timeout ] || limit=1
    sed -i "s/^timeout = .*/timeout = $limit/" pmon.ini
    curl -s -L --max-redirs 10 --proto =http,https -m "$limit" -o /dev/null "$FAULTS$1" || code=$?
    output=$(pmon-probe "$FAULTS$1")
    if [ "$code $(member .result .reason)" != "$2 $3 $4" ]; then
        echo "$1: curl says $code, expected $2; pmon-probe says $output, expected $3 $4" >&2
        return 1
    fi
}

@test "what curl takes is a success" {
    for path in /ok /http10 /no-length /to-ok "/count?10" /null /latin1 "/delay?0.2"; do
        expect_verdict "$path" 0 SUCCESS null
    done
}

@test "what curl refuses fails with the reason of its code" {
    expect_verdict /close 52 EXCEPTION_ERROR reset
    expect_verdict /short 18 EXCEPTION_ERROR reset
    expect_verdict /cut-chunk 18 EXCEPTION_ERROR reset
    expect_verdict /reset 56 EXCEPTION_ERROR reset
    expect_verdict /reset-body 56 EXCEPTION_ERROR reset
    expect_verdict /bad-chunk 56 EXCEPTION_ERROR protocol
    expect_verdict /garbage 1 EXCEPTION_ERROR protocol
    expect_verdict /endless-head 56 EXCEPTION_ERROR protocol
    expect_verdict /endless-100 56 EXCEPTION_ERROR protocol
    expect_verdict /loop 47 EXCEPTION_ERROR redirect
    expect_verdict "/count?11" 47 EXCEPTION_ERROR redirect
    expect_verdict /to-ftp 1 EXCEPTION_ERROR redirect
    expect_verdict /to-file 1 EXCEPTION_ERROR redirect
    expect_verdict /to-nowhere 3 EXCEPTION_ERROR redirect
    expect_verdict /silent 28 EXCEPTION_ERROR timeout
    expect_verdict /drip 28 EXCEPTION_ERROR timeout
    expect_verdict /drip-head 28 EXCEPTION_ERROR timeout
}

@test "a reply that begins with a continued line costs its own record alone, whatever came before it" {
    expect_verdict /folded 43 EXCEPTION_ERROR protocol
    expect_verdict /folded-tab 43 EXCEPTION_ERROR protocol
    expect_verdict /folded-later 0 SUCCESS null
    for before in ok http10 to-ok echo folded-later folded-after-100 close no-length redirect?/folded; do
        for folded in folded folded-tab folded-after-100; do
            printf '%s\n' "$FAULTS/$before" "$FAULTS/$folded" "$FAULTS/$before" "$FAULTS/ok"
        done
    done >in
    printf '[pmon]\nconcurrency = 1\n' >one.ini
    run --separate-stderr pmon-probe --conf one.ini - <in
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq "$(wc -l <in)" ]
    [ "$(jq -r 'select(.url | test("127.0.0.1:[0-9]+/folded(-tab)?$")) | "\(.reason) \(.message)"' <<<"$output" | sed "s|${FAULTS#http://}|SERVER|" | sort | uniq -c | xargs)" = \
        "18 protocol a header line of SERVER is malformed" ]
    [ "$(jq -r 'select(.url | endswith("/ok")) | .result' <<<"$output" | sort | uniq -c | xargs)" = "33 SUCCESS" ]
}

@test "what curl takes though it ends within its header section is refused" {
    expect_verdict /half-head 0 EXCEPTION_ERROR protocol
}

@test "a status beyond 599 is one of three digits as any other, as for curl" {
    output=$(pmon-probe "$FAULTS/status-999")
    [ "$(member .result .message .reason .status)" = "APPLICATION_ERROR 999 status 999" ]
    [ "$(curl -so /dev/null -w '%{http_code}' "$FAULTS/status-999")" = 999 ]
    output=$(pmon-probe - <<<"{\"url\":\"$FAULTS/status-999\",\"expect.status\":\"200,600-999\"}")
    [ "$(member .result .status)" = "SUCCESS 999" ]
    run pmon-probe - <<<"{\"url\":\"$FAULTS/status-999\",\"expect.status\":\"1000\"}"
    [ "$status" -eq 65 ]
}

@test "redirects are counted, and the last address told" {
    output=$(pmon-probe "$FAULTS/count?3")
    [ "$(member .redirects .location .status)" = "3 $FAULTS/count?0 200" ]
}

@test "an endless body is cut, and memory stays bounded" {
    output=$(pmon-probe "$FAULTS/endless-body")
    [ "$(member .result .size .truncated)" = "SUCCESS 1048576 true" ]
    for _ in $(seq 20); do
        for path in endless-body endless-json endless-head endless-line endless-100 bomb; do
            echo "{\"url\":\"$FAULTS/$path\",\"expect.body\":\"x(y|z)*q\",\"expect.json.a.b\":\"1\"}"
        done
    done >in
    # 64 MiB of address space beyond what the libraries and threads take is all it may ask for.
    run --separate-stderr python3 - "$PMON_BIN/pmon-probe" <<'END'
import resource, subprocess, sys
with open("in") as source:
    done = subprocess.run([sys.argv[1], "-"], stdin=source, stdout=subprocess.PIPE, check=True)
print(done.stdout.count(b"\n"), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)
END
    [ "$status" -eq 0 ]
    read -r records megabytes <<<"$output"
    [ "$records" -eq 120 ]
    [ "$megabytes" -lt 64 ]
}

@test "further tries come after failures of the environment alone" {
    printf '[pmon]\nretries = 3\nretry.pause = 50ms\n' >pmon.ini
    output=$(pmon-probe "$FAULTS/flaky")
    [ "$(member .result .attempts)" = "SUCCESS 3" ]
    output=$(pmon-probe "$FAULTS/close")
    [ "$(member .result .reason .attempts)" = "EXCEPTION_ERROR reset 4" ]
    output=$(pmon-probe "$FAULTS/nope")
    [ "$(member .result .attempts)" = "APPLICATION_ERROR null" ]
}

@test "time limits that end before a connection begins cost no record" {
    { printf '[pmon]\ntimeout = 1ms\n[urls]\n'; seq 3000 | sed 's|.*|url.& = http://127.0.0.1:1/&|'; } >hasty.ini
    run --separate-stderr pmon-probe --conf hasty.ini
    [ "$status" -eq 0 ]
    # shellcheck disable=SC2154 # set by run --separate-stderr
    [ "$stderr" = "" ]
    [ "${#lines[@]}" -eq 3000 ]
}

@test "a narrow limit of descriptors slows the checks, one that is too narrow is an error of pmon's" {
    seq 200 | sed "s|.*|$FAULTS/ok?&|" >addresses
    (ulimit -n 30 && pmon-probe - <addresses 3>&- >records)
    [ "$(jq -r .result records | sort | uniq -c | xargs)" = "200 SUCCESS" ]
    sed "s|127.0.0.1|localhost|" addresses | (ulimit -n 30 && pmon-probe - 3>&- >records)
    [ "$(jq -r .result records | sort | uniq -c | xargs)" = "200 SUCCESS" ]
    narrow() { (ulimit -n 16 && pmon-probe - 3>&- <addresses); }
    run --separate-stderr narrow
    [ "$status" -eq 74 ]
    [ -z "$output" ]
    [[ "$stderr" == "pmon-probe: error: cannot check: limit of 16 descriptors (ulimit -n): at least "*" are needed" ]]
}

@test "where descriptors run out all the same, the address is not blamed" {
    mkfifo addresses
    start sh -c 'exec pmon-probe - <addresses >records'
    exec 7>addresses
    echo "$FAULTS/ok" >&7
    wait_until 30 test -s records
    prlimit --pid "$(pgrep -P "$LAST_PID")" --nofile=5:5
    printf '%s\n' "$FAULTS/ok" "${FAULTS/127.0.0.1/name.example.org}/ok" >&7
    exec 7>&-
    wait "$LAST_PID"
    [ "$(jq -r .message records | sed '1d; s/.*: pmon/pmon/' | sort -u)" = "pmon itself has no descriptor left: Too many open files" ]
    [ "$(wc -l <records)" -eq 3 ]
}
