#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: the checks of one address, told apart by target and place, in the latest file.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

# A record of http://a/: target $1, run $2, result $3, place $4 if it has one.
check() {
    local place=${4:+",\"place\":\"$4\""}
    record "" "$2" "$3" | jq -c --arg target "$1" '.url = "http://a/" | .target = $target' | sed "s/}\$/$place}/"
}

@test "the latest file has every check of an address, the worst in front, as a model says" {
    python3 "$BATS_TEST_DIRNAME/store/checks.py" 1 40
}

@test "a failing target is not hidden by another one of its address, whichever comes first" {
    for order in "url.1 url.2" "url.2 url.1"; do
        rm -f pmon.json* current.json
        for run in 1 2 3; do
            for target in $order; do
                check "$target" "$run" "$([ "$target" = url.1 ] && echo EXCEPTION_ERROR || echo SUCCESS)"
            done | pmon-store
        done
        [ "$(jq -c '."http://a/" | [.result, .target, .streak]' current.json)" = '["EXCEPTION_ERROR","url.1",3]' ]
        [ "$(jq -c '."http://a/".checks | map([.target, .result, .streak])' current.json)" = \
            '[["url.1","EXCEPTION_ERROR",3],["url.2","SUCCESS",3]]' ]
    done
    run -0 --separate-stderr pmon-store check
    [ "$stderr" = "" ]
}

@test "a latest file of before, with one record an address, gets all checks with the next run" {
    for run in 1 2; do
        check url.1 "$run" EXCEPTION_ERROR
        check url.2 "$run" SUCCESS
    done | pmon-store
    # An older version took the record that came last.
    jq '."http://a/" |= (.checks[1] | .streak = 2)' current.json >old
    mv old current.json
    { check url.1 3 EXCEPTION_ERROR && check url.2 3 SUCCESS; } | pmon-store
    [ "$(jq -c '."http://a/" | [.result, .streak, (.checks | map(.streak))]' current.json)" = '["EXCEPTION_ERROR",3,[3,3]]' ]
}

@test "an address with one check is written as ever" {
    check url.1 1 SUCCESS rome | pmon-store
    [ "$(jq -c '."http://a/" | keys' current.json)" = \
        '["at","message","place","recent","result","run","since","streak","target","time"]' ]
}

@test "targets that the configuration no longer has leave, and those that moved" {
    printf '[pmon]\nid = me\n[urls]\nurl.1 = http://a/\nurl.2 = http://a/\nurl.3 = http://a/\n' >pmon.ini
    for target in url.1 url.2 url.3; do check "$target" 1 EXCEPTION_ERROR; done | jq -c '.monitor = "me"' | pmon-store
    [ "$(jq '."http://a/".checks | length' current.json)" -eq 3 ]
    printf '[pmon]\nid = me\n[urls]\nurl.1 = http://a/\nurl.3 = http://b/\n' >pmon.ini
    check url.1 2 SUCCESS | jq -c '.monitor = "me"' | pmon-store
    [ "$(jq -c '."http://a/" | [.result, .target, .checks]' current.json)" = '["SUCCESS","url.1",null]' ]
    [ "$(pmon-store export | wc -l)" -eq 4 ]
}

@test "a check that is piped in by hand leaves with the next run, and one that goes on stays" {
    printf '[pmon]\nid = me\n[urls]\nurl.1 = http://a/\n' >pmon.ini
    { check url.1 1 SUCCESS && check url.9 1 EXCEPTION_ERROR; } | jq -c '.monitor = "me"' | pmon-store
    [ "$(jq -c '."http://a/" | [.result, .target]' current.json)" = '["EXCEPTION_ERROR","url.9"]' ]
    check url.1 2 SUCCESS | jq -c '.monitor = "me"' | pmon-store
    [ "$(jq -c '."http://a/" | [.result, .target]' current.json)" = '["SUCCESS","url.1"]' ]
}

@test "recent made anew from the history is what each run has added, also with late and repeated records" {
    python3 "$BATS_TEST_DIRNAME/store/recent.py" 5 60
}
