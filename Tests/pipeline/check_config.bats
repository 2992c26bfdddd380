#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# --check-config: all that is wrong, whichever tool is asked and whichever it concerns.

load helpers

tools="pmon-probe pmon-ssh pmon-store pmon-mail pmon-serve"

wrong() {
    cat >pmon.ini <<'END'
[pmon]
data.file = a.json
latest.file = a.json
http.user = ops
[urls]
url.1 = http://127.0.0.1:1/
url.2 = http://127.0.0.1:2/
url.3 = "http://127.0.0.1:3/"
url.4 = http://127.0.0.1:4/ ; the fourth
[checks]
url.1.expect.body = (a
url.1.expect.header.X = [b
url.2.expect.body = *c
url.3.expect.body = d(
[remote]
url.1.user = u
url.1.key = none-such
[maintenance]
night = dailyy 02:00 1h: url.1
[email]
server = host:587
from = pmon@example.org
to = a@, b@example.org, @c
[tell]
ops.on = change
END
}

@test "every tool tells all errors of all tools, each once and with its line" {
    wrong
    for tool in $tools; do
        run -78 --separate-stderr "$tool" --check-config
        sed -n "s/^$tool: error: pmon.ini:\([0-9]*\): .*/\1/p" <<<"$stderr" >lines
        # In the order of the lines; 23 has two wrong addresses.
        [ "$(tr '\n' ' ' <lines)" = "3 4 8 9 11 12 13 14 17 19 21 23 23 25 " ] || { echo "$stderr"; return 1; }
        [ "$(grep -c ': error: ' <<<"$stderr")" = "$(wc -l <lines)" ]
        grep -F "pmon.ini:8: url.3: the quotation marks are part of the value" <<<"$stderr"
        grep -F "pmon.ini:9: url.4: what looks like a comment is part of the value" <<<"$stderr"
        sort <<<"${stderr//$tool: /}" >"$tool.said"
    done
    for tool in $tools; do diff pmon-probe.said "$tool.said"; done
}

@test "a tool that is alone tells what it knows itself" {
    wrong
    mkdir alone
    cp "$(command -v pmon-store)" alone/
    run -78 --separate-stderr alone/pmon-store --check-config
    [[ "$stderr" == *"pmon.ini:4: http.user and http.pwd belong together"* ]]
    [[ "$stderr" != *"[email] to"* ]]
    run -78 --separate-stderr env PMON_CHECK_ALONE=1 pmon-store --check-config
    [[ "$stderr" != *"[email] to"* ]]
}

@test "a right configuration passes everywhere" {
    printf '[urls]\nurl.1 = http://127.0.0.1:1/\n[email]\nserver = localhost\nfrom = a@example.org\nto = b@example.org\n' >pmon.ini
    for tool in $tools; do
        run -0 --separate-stderr "$tool" --check-config
        [ -z "$output$stderr" ]
    done
}
