#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe --every: no drift, no overlap, a configuration that changes.
# shellcheck disable=SC2154 # bats sets stderr and lines

load helpers
load probe_helpers

setup() {
    bats_require_minimum_version 1.5.0
    common_setup
    start_faults
}

teardown() { common_teardown; }

@test "scans begin at multiples of the period, their addresses spread over it" {
    pmon-probe --every 500ms --count 4 "$FAULTS/ok?1" "$FAULTS/ok?2" "$FAULTS/ok?3" "$FAULTS/ok?4" "$FAULTS/ok?5" >out
    [ "$(wc -l <out)" -eq 20 ]
    [ "$(jq -r .run out | sort -u | wc -l)" -eq 4 ]
    [ "$(jq -r .of out | sort -u)" = 5 ]
    # Every address is checked each 500 ms: three periods lie between the first and the last, and nothing adds up.
    jq -e -s 'group_by(.url) | map((last.at - first.at) | . > 1.35 and . < 1.65) | all' out
    # The addresses of one scan are 100 ms apart.
    jq -e -s 'group_by(.run)[1] | sort_by(.at) | [.[1:], .[:-1]] | transpose | map(.[0].at - .[1].at)
        | map(. > 0.02 and . < 0.25) | all' out
}

@test "a check that lasts longer than the period does not overlap itself, and every scan is whole" {
    printf '[pmon]\ntimeout = 5\n' >pmon.ini
    run --separate-stderr pmon-probe --every 200ms --count 3 "$FAULTS/delay?0.5" "$FAULTS/ok"
    [ "$status" -eq 0 ]
    [[ "$stderr" == *"scan left out"* ]]
    [ "${#lines[@]}" -eq 6 ]
    jq -e -s 'group_by(.run) | length == 3 and (map(length == 2) | all)' <<<"$output"
    jq -e -s 'map(select(.url | endswith("0.5"))) | sort_by(.at) | [.[1:], .[:-1]] | transpose
        | map((.[0].at - .[1].at) > 0.45) | all' <<<"$output"
}

@test "a changed configuration is read, a bad one is reported and the old one kept" {
    printf '[urls]\nurl.a=%s/ok\n' "$FAULTS" >pmon.ini
    pmon-probe --every 100ms >out 2>err &
    local pid=$!
    PIDS+=("$pid")
    wait_until 10 grep -q url.a out
    printf '[urls]\nurl.b=%s/ok\n' "$FAULTS" >pmon.new && mv pmon.new pmon.ini
    wait_until 10 grep -q url.b out
    printf '[urls\n' >pmon.new && mv pmon.new pmon.ini
    wait_until 10 grep -q 'stays in force' err
    local before
    before=$(wc -l <out)
    more_records() { [ "$(wc -l <out)" -gt "$before" ]; }
    wait_until 10 more_records
    [ "$(tail -n 1 out | jq -r .target)" = url.b ]
    printf '[urls]\nurl.c=%s/ok\n' "$FAULTS" >pmon.new && mv pmon.new pmon.ini
    kill -s HUP "$pid"
    wait_until 10 grep -q url.c out
    kill -s TERM "$pid"
    status=0
    wait "$pid" || status=$?
    [ "$status" -eq 0 ]
}
