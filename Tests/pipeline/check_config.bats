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

# Runs --check-config of pmon-mail over a section [email] from stdin, and prints the lines that it finds wrong.
wrong_mail_lines() {
    { printf '[urls]\nurl.1 = http://127.0.0.1:1/\n[email]\n' && cat; } >mail.ini
    run -78 --separate-stderr pmon-mail --conf mail.ini --check-config
    sed -n 's/^pmon-mail: error: mail.ini:\([0-9]*\): .*/\1/p' <<<"$stderr" | tr '\n' ' '
}

@test "a section [email] that is wrong in many ways is told in one go" {
    # Line 3 is the section: what it does not have.
    [ "$(wrong_mail_lines <<<$'to = a b, c@@d, ok@example.org\nserver = mail:587\ntls = foo\non = nix')" = "3 4 4 5 6 7 " ]
    [ "$(wrong_mail_lines <<<$'timeout = never')" = "3 3 3 4 " ]
    # A value that is refused is not missing as well.
    [ "$(wrong_mail_lines <<<$'from =\nto = \nserver = localhost')" = "4 5 " ]
    [ "$(wrong_mail_lines <<<$'from = x\nto = y\nhelo = a b')" = "3 4 5 6 " ]
}

@test "a folder that is missing is warned about, once, in the order of the lines" {
    printf '[pmon]\ndata.file = no/a.json\nlatest.file = no/b.json\nlog.file = %s/other/log\n[urls]\nurl.1 = http://127.0.0.1:1/\n' "$PWD" >pmon.ini
    for tool in $tools; do
        run -0 --separate-stderr "$tool" --check-config
        [ "$stderr" = "$tool: warn: pmon.ini:2: data.file: no: no such folder
$tool: warn: pmon.ini:4: log.file: $PWD/other: no such folder" ] || { echo "$stderr"; return 1; }
    done
    mkdir no other
    run -0 --separate-stderr pmon-probe --check-config
    [ -z "$stderr" ]
}

@test "a run that cannot begin tells what is wrong for all tools" {
    wrong
    sed -i '2i timeout = 10 parsecs' pmon.ini
    run -78 --separate-stderr "$PROJECT/scripts/pmon" pmon.ini
    said=$(cut -d ' ' -f 2- <<<"$stderr")
    run -78 --separate-stderr pmon-serve --check-config
    [ "$said" = "$(cut -d ' ' -f 2- <<<"$stderr")" ]
    [[ "$said" == *"pmon.ini:2: timeout"*"pmon.ini:24: [email] to"* ]]
}
