#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Settings that cannot be used: each costs its own record.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() {
    bats_require_minimum_version 1.5.0
    common_setup
    start_faults
}

teardown() { common_teardown; }

@test "a setting that cannot be used costs its own record, and all that is wrong is told with its line" {
    cat >pmon.ini <<END
[urls]
url.a = $FAULTS/ok
url.b = $FAULTS/ok?b
url.c = $FAULTS/ok?c
url.d = $FAULTS/ok?d
url.e =
[checks]
url.b.bearer = file:no-such-file
url.b.expect.body = (?<=x)y
url.b.reject.body = [z
url.c.header.X-Key = env:PMON_NO_SUCH_VARIABLE
url.d.timeout = soon
END
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ "$(jq -r '[.target, .reason // .result] | join(" ")' <<<"$output" | sort | xargs)" = \
        "url.a SUCCESS url.b config url.c config url.d config url.e config" ]
    [ "$(jq -r .of <<<"$output" | sort -u)" = 5 ]
    pmon-probe --check-config 2>check || [ $? -eq 78 ]
    for line in 6 8 9 10 11 12; do
        text=$(sed -n "s/^pmon-probe: error: \(pmon.ini:$line: .*\)/\1/p" check)
        [ -n "$text" ]
        jq -r .message <<<"$output" | grep -qF "$text"
        [[ "$stderr" == *"$text"* ]]
    done
    run --separate-stderr pmon-probe --fail --only url.a
    [ "$status" -eq 0 ]
    run --separate-stderr pmon-probe - < <(pmon-probe --list)
    [ "$status" -eq 78 ]
    [ "$(jq -r .reason <<<"$output" | sort | xargs)" = "config config config config null" ]
    run --separate-stderr pmon-probe - <<<"{\"url\":\"$FAULTS/ok\",\"pwd\":\"env:PMON_NO_SUCH_VARIABLE\"}"
    [ "$status" -eq 78 ]
    [ "$(member .reason)" = config ]
}
