#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: data.keep by age where the clock leaps.
# shellcheck disable=SC2154 # run sets stderr

load helpers

bats_require_minimum_version 1.5.0

setup() {
    common_setup
    command -v faketime >/dev/null || skip "no faketime"
    printf '[pmon]\ndata.keep = 60d\ndata.archive = old.ndjson\n' >pmon.ini
}
teardown() { common_teardown; }

# A record of address $1 that was checked on day $2, in the zone of the machine.
on() {
    local at
    at=$(date -d "$2" +%s)
    printf '{"url":"http://%s/","time":"%s.000000","result":"SUCCESS","message":"OK","at":%d.5,"run":%d000}\n' \
        "$1" "$(date -d "@$at" '+%F %T')" "$at" "$at"
}

# A run of the store on day $1, with the records of stdin.
store_on() { faketime -f "@$1 12:00:00" pmon-store; }

days() { jq -r '[.[][].time[:10]] | sort | join(" ")' pmon.json; }

@test "a run far ahead drops nothing, nor does the next one with the right time" {
    { on a 2026-09-20; on a 2026-11-20; on b 2026-11-20; } | store_on 2026-11-20
    [ "$(days)" = '2026-11-20 2026-11-20' ]
    on a 2026-11-21 | store_on 2026-11-21
    run --separate-stderr store_on 2099-01-01 < <(on a 2099-01-01)
    [ "$status" = 0 ]
    [[ $stderr == *'records older than data.keep stay: the clock is '*' days ahead of the last run;'* ]]
    on b 2026-11-22 | store_on 2026-11-22
    on a 2026-11-23 | store_on 2026-11-23
    [ "$(days)" = '2026-11-20 2026-11-20 2026-11-21 2026-11-22 2026-11-23 2099-01-01' ]
    [ "$(jq -r '.time[:10]' old.ndjson)" = 2026-09-20 ]
}

@test "several commits of one scan are one run" {
    { on a 2026-10-01; on b 2026-10-02; } | store_on 2026-10-02
    { on a 2080-05-05; } >one
    { on a 2080-05-05; on b 2080-05-05; } >two
    mkfifo input
    faketime -f '@2080-05-05 12:00:00' pmon-store --follow --flush 10ms <input 2>messages 3>&- &
    keep $!
    exec 8>input
    cat one >&8
    wait_until 20 grep -q 2080 pmon.json
    cat two >&8
    has_both() { [ "$(grep -c 2080 pmon.json)" = 2 ]; }
    wait_until 20 has_both
    exec 8>&-
    wait "$LAST_PID"
    [ "$(days)" = '2026-10-01 2026-10-02 2080-05-05 2080-05-05' ]
    [ "$(grep -c 'stay: the clock' messages)" -ge 1 ]
}

@test "a clock that went back drops nothing" {
    { on a 2026-10-01; on a 2026-11-01; } | store_on 2026-11-01
    on a 1999-12-31 | store_on 1999-12-31
    [ "$(days)" = '1999-12-31 2026-10-01 2026-11-01' ]
}

@test "after months without a run what is too old goes with the second run" {
    { on a 2026-01-01; on b 2026-01-02; } | store_on 2026-01-02
    run --separate-stderr store_on 2026-08-01 < <(on a 2026-08-01)
    [[ $stderr == *'the clock is 211 days ahead'* ]]
    [ "$(days)" = '2026-01-01 2026-01-02 2026-08-01' ]
    run --separate-stderr store_on 2026-08-02 < <(on b 2026-08-02)
    [ -z "$stderr" ]
    [ "$(days)" = '2026-08-01 2026-08-02' ]
    [ "$(jq -r '.time[:10]' old.ndjson | sort | tr '\n' ' ')" = '2026-01-01 2026-01-02 ' ]
}

@test "without records the mark of one fold confirms the time to the next" {
    { on a 2026-01-01; on a 2026-01-02; } | store_on 2026-01-02
    run --separate-stderr faketime '2026-07-01 12:00:00' pmon-store fold
    [[ $stderr == *'records older than data.keep stay'* ]]
    [ "$(days)" = '2026-01-01 2026-01-02' ]
    faketime '2026-07-01 13:00:00' pmon-store fold
    [ "$(days)" = '' ]
    [ "$(wc -l <old.ndjson)" = 2 ]
}

@test "one record from the future confirms nothing, and data.keep by number knows no time" {
    { on a 2026-09-01; on a 2026-10-01; } | store_on 2026-10-01
    { on b 2090-01-01; on a 2026-10-02; } | store_on 2026-10-02
    on b 2026-10-03 | store_on 2026-10-03
    [ "$(days)" = '2026-09-01 2026-10-01 2026-10-02 2026-10-03 2090-01-01' ]
    printf '[pmon]\ndata.keep = 2\n' >pmon.ini
    { on a 2095-01-01; on a 2026-10-04; } | store_on 2026-10-04
    [ "$(jq -r '."http://a/"[].time[:10]' pmon.json | tr '\n' ' ')" = '2095-01-01 2026-10-04 ' ]
}
