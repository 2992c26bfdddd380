#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-mail under memcheck against mail servers that attack a client.

bats_require_minimum_version 1.5.0
load helpers
load ../pipeline/mail_helpers

setup() { common_setup; }

teardown() { common_teardown; }

@test "replies that are too long, too many, cut, early, and no replies; and at each way to log in" {
    start python3 "$BATS_TEST_DIRNAME/smtp_server.py" port
    wait_until 10 test -s port
    # shellcheck disable=SC2034 # configure_mail reads it
    read -r PORT attacks <port
    [ "$attacks" -ge 35 ]
    recipients=$(seq -s, -f 'r%g@example.org' "$attacks")
    configure_mail 'pwd = password-canary' 'tls = none' 'on = change' "to = $recipients"
    sed -i '/^ca.file/d; s/^timeout.*/timeout = 5s/' pmon.ini
    # Six addresses are down, and everybody was told of others of them: so each gets a mail of his own, in one run.
    jq -n '[range(6) | {("http://localhost/\(.)"): {time: "2026-11-22 17:23:48.000000", result: "EXCEPTION_ERROR", message: "m",
        at: 1795350300, run: 1795350300000, of: 6, since: 1795350300, streak: 1, previous: "SUCCESS"}}] | add' >current.json
    jq -n --argjson n "$attacks" '{recipients: ([range(1; $n + 1) as $r | {("r\($r)@example.org"): {at: 1795350300, scan: "whole", episode: 1795350240,
        down: ([range(6) | select(($r / pow(2; .) | floor) % 2 == 1) | {("http://localhost/\(.)"): 1795350300}] | add // {})}}] | add), outages: {}}' >current.json.told
    memcheck pmon-mail --log-level INFO 2>errors && status=0 || status=$?
    cat errors
    is_clean "$status" 69
    # The attacks arrive: some mails are taken, and there are failures of many kinds.
    [ "$(grep -c ': mailed ' errors)" -ge 5 ]
    [ "$(grep -c 'cannot mail' errors)" -ge 20 ]
    [ "$(grep 'cannot mail' errors | sed 's/r[0-9]*@//' | sort -u | wc -l)" -ge 10 ]
}
