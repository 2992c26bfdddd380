#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The follower and signals: to it, to its group, and where they hit what it has just started.
# shellcheck disable=SC2030,SC2031,SC2154 # each test is a subshell; `run --separate-stderr` sets stderr

load helpers
load postgresql_helpers
load queue_helpers
load follow_helpers

setup() { follow_setup; }

@test "each signal, to the process or its group, ends a follower with 0, loses nothing and leaves nothing" {
    for number in $(seq 200); do record "$number" "a$((number % 5))"; done | import
    mkdir scratch
    for signal in HUP INT QUIT TERM; do
        for to in PID -PID '-PID PID'; do
            rm -f pmon.json* current.json
            TMPDIR=$PWD/scratch setsid env --default-signal=INT,QUIT "$FOLLOW" 2>said 3>&- &
            keep $!
            wait_until 60 has_stored 200
            # shellcheck disable=SC2086 # words on purpose
            kill -s "$signal" -- ${to//PID/$LAST_PID}
            wait "$LAST_PID"
            [ ! -s said ] || { echo "$signal to $to:" && cat said && false; }
            [ -z "$(ls -A scratch)" ]
            "$FOLLOW" --once
            expect_same
        done
    done
}

@test "a signal to the group that hits a helper of the follower is no news, and loses nothing" {
    for number in $(seq 20); do record "$number" a; done | import
    mkdir bin
    for helper in rm cp sync mv timeout; do
        rm -rf fired pmon.json* current.json bin/*
        # In the group of the follower, which leads its session, it sends the signal to all of the group once.
        cat >"bin/$helper" <<END
#!/bin/sh
set -- "$(command -v "$helper")" "\$@"
if [ "\$(ps -o pgid= -p \$\$)" -eq "\$(ps -o sid= -p \$\$)" ] && mkdir fired 2>/dev/null; then
    kill -s \$SIGNAL 0
fi
exec "\$@"
END
        chmod +x "bin/$helper"
        for SIGNAL in HUP TERM; do
            rm -rf fired
            SIGNAL=$SIGNAL PATH=$PWD/bin:$PATH setsid "$FOLLOW" 2>said 3>&- &
            keep $!
            wait "$LAST_PID" || { echo "$helper: $?" && false; }
            [ -e fired ]
            [ ! -s said ] || { echo "$helper:" && cat said && false; }
        done
        [ -z "$(find . -name 'pmon.json.position.*')" ]
        "$FOLLOW" --once
        expect_same
    done
}
