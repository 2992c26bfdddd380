#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-ssh under memcheck against servers that attack a client, before and after the keys are exchanged.

bats_require_minimum_version 1.5.0
load helpers
load ../pipeline/ssh_helpers

setup() { common_setup; }

teardown() { common_teardown; }

@test "packets before, during and after the key exchange" {
    start /usr/bin/python3 "$BATS_TEST_DIRNAME/ssh_server.py" ports
    wait_until 20 test -s ports
    [ "$(wc -l <ports)" -ge 150 ]
    {
        sed 's|\(.*\) .*|url.\1 = http://127.0.0.1/\1|; 1i [urls]' ports
        sed 's|\(.*\) \(.*\)|url.\1.type = ssh\nurl.\1.user = u\1\nurl.\1.port = \2\nurl.\1.pwd = x\nurl.\1.timeout = 20s|; 1i [remote]' ports
    } >pmon.ini
    while read -r number _; do record "url.$number"; done <ports >in
    memcheck pmon-ssh <in >out 2>errors && status=0 || status=$?
    cat errors
    is_clean "$status" 0
    [ "$(wc -l <out)" -eq "$(wc -l <in)" ]
    # The attacks arrive: there are failures of many kinds.
    [ "$(jq -r '.ssh[-1]' out | sed 's/url[.0-9]*//g; s/[0-9]//g' | sort -u | wc -l)" -ge 8 ]
}
