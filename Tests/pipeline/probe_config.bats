#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# Settings that cannot be used: each costs its own record.
# shellcheck disable=SC2154 # bats sets stderr

load helpers
load probe_helpers

setup() {
    common_setup
    start_faults
}

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

@test "settings that could never work are refused before the first check, each with its line" {
    cat >pmon.ini <<END
[urls]
url.a = $FAULTS/ok
url.b = $FAULTS/ok?b
url.c = $FAULTS/ok?c
url.d = $FAULTS/ok?d
url.e = $FAULTS/ok?e
[checks]
url.a.resolve = 127.0.0.1,,
url.a.expect.body = (?P<n>a)|(?<n>b)
url.b.resolve = 127.0.0.1 x
url.b.expect.json.a\ = 1
url.b.header.content-length = 5
url.b.header.Transfer-Encoding = chunked
url.c.method = HEAD
url.c.expect.body = x
url.c.reject.body = y
url.c.expect.json.a = z
url.d.body = four
url.d.header.Content-Length = 5
url.d.reject.body = (?P<>a)
url.e.resolve = [::1]x
END
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    for line in 8 9 10 11 12 13 15 16 17 19 20 21; do
        [ "$(grep -c "^pmon-probe: error: pmon.ini:$line: " <<<"$stderr")" -eq 1 ] || { echo "$line: $stderr"; false; }
    done
    [ "$(wc -l <<<"$stderr")" -eq 12 ]
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ "$(jq -r .reason <<<"$output" | sort | uniq -c | xargs)" = "5 config" ]
    cat >pmon.ini <<END
[urls]
url.a = $FAULTS/ok
url.b = $FAULTS/ok?b
url.c = $FAULTS/ok?c
[checks]
url.a.resolve = 127.0.0.1 , 127.0.0.1
url.a.expect.body = (?P<n>o)|(?P<m>k)|(?P<größe_2>x)
url.b.method = HEAD
url.c.body = four
url.c.header.Content-Length = 4
END
    run --separate-stderr pmon-probe
    [ "$status" -eq 0 ]
    [ "$(jq -r .result <<<"$output" | sort | uniq -c | xargs)" = "3 SUCCESS" ]
}

@test "certificates and keys are looked into before the first check, and a run says the same" {
    for name in one two; do
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj "/CN=$name" \
            -keyout "$name.key" -out "$name.pem" 2>/dev/null
    done
    openssl x509 -in one.pem -outform der -out one.der
    { cat one.pem; printf -- '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n'; } >damaged.pem
    { cat one.key one.pem; } >both.pem
    { cat one.key two.pem; } >mixed.pem
    : >empty.pem
    {
        echo '[urls]'
        for n in $(seq 12); do echo "url.$n = $FAULTS/ok?$n"; done
        cat <<END
[checks]
url.1.cert = one.pem
url.1.key = two.key
url.2.ca = one.key
url.3.ca = damaged.pem
url.4.cert = empty.pem
url.4.key = one.key
url.5.cert = one.der
url.6.cert = mixed.pem
url.7.cert = one.pem
url.8.cert = one.key
url.9.cert = two.pem
url.9.key = one.pem
url.10.cert = both.pem
url.11.ca = both.pem
url.12.cert = one.pem
url.12.key = one.key
END
    } >pmon.ini
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    sed -n 's/^pmon-probe: error: pmon.ini:[0-9]*: \(url[^:]*\): .*/\1/p' <<<"$stderr" | xargs >said
    [ "$(cat said)" = "url.1.key url.2.ca url.3.ca url.4.cert url.5.cert url.6.cert url.7.cert url.8.cert url.9.key" ]
    [[ "$stderr" == *"url.1.key: cannot use: two.key: the key is not that of the certificate"* ]]
    [[ "$stderr" == *"url.2.ca: cannot use: one.key: no certificate in it"* ]]
    [[ "$stderr" == *"url.3.ca: cannot use: damaged.pem: a certificate in it is damaged"* ]]
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ "$(jq -r 'select(.reason == "config") | .message' <<<"$output" | sed 's/.*: \(url[^:]*\): .*/\1/' | sort -V | xargs)" = "$(cat said)" ]
    [ "$(jq -r 'select(.result == "SUCCESS") | .target' <<<"$output" | sort -V | xargs)" = "url.10 url.11 url.12" ]
}

@test "a file that is malformed is still told all that is wrong with it" {
    cat >pmon.ini <<END
[pmon]
timeout = 1
timeout = 2
retries = many
[urls]
url.a = $FAULTS/ok
[checks]
url.a.ip = 5
nonsense
[urls]
END
    for arguments in --check-config ''; do
        # shellcheck disable=SC2086 # none or one
        run --separate-stderr pmon-probe $arguments
        [ "$status" -eq 78 ]
        [ -z "$output" ]
        [ "$(sed -n 's/^pmon-probe: error: pmon.ini:\([0-9]*\): .*/\1/p' <<<"$stderr" | xargs)" = "3 4 8 9 10" ]
    done
}

@test "a malformed line hides nothing that is wrong elsewhere, and nothing is made up" {
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=x -keyout x.key -out x.pem 2>/dev/null
    echo nothing >empty.pem
    cat >pmon.ini <<END
[urls]
url.a = $FAULTS/ok
url.b = $FAULTS/ok?b
url.c = ssh://host.example
no delimiter here
[checks]
url.a.expect.body = (unclosed
url.a.resolve = nowhere
url.b.ca = empty.pem
url.b.cert = x.pem
url.b.key = empty.pem
url.b.proxy = gopher://x
url.b.timeout = soon
[remote
url.c.user = u
END
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    [ "$(sed -n 's/^pmon-probe: error: pmon.ini:\([0-9]*\): .*/\1/p' <<<"$stderr" | sort -n | xargs)" = "5 7 8 9 11 12 13 14" ]
    [ "$(wc -l <<<"$stderr")" -eq 8 ]
    # Without [remote] the machine has no user, which is no fault of its own here.
    for tool in pmon-ssh pmon-store pmon-mail pmon-serve; do
        run --separate-stderr "$tool" --check-config
        [ "$status" -eq 78 ]
        [ "$(sed -n "s/^$tool: error: pmon.ini:\([0-9]*\): .*/\1/p" <<<"$stderr" | sort -n | xargs)" = "5 7 8 9 11 12 13 14" ]
        [ "$(grep -c error: <<<"$stderr")" -eq 8 ]
    done
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ -z "$output" ]
}

@test "all files of a configuration that clash are reported at once, beside what else is wrong" {
    cat >pmon.ini <<END
[pmon]
data.file = d.json
latest.file = d.json
log.file = d.json.journal
[urls]
url.a = $FAULTS/ok
url.b = $FAULTS/ok?b
[checks]
url.a.bearer = file:d.json.lock
url.b.expect.body = [z
END
    run --separate-stderr pmon-probe --check-config
    [ "$status" -eq 78 ]
    [ "$(grep -c 'are the same file: ' <<<"$stderr")" -eq 3 ]
    # The file clashes, and it is not there.
    [ "$(grep -c '^pmon-probe: error: pmon.ini:9: ' <<<"$stderr")" -eq 2 ]
    [ "$(grep -c '^pmon-probe: error: pmon.ini:10: ' <<<"$stderr")" -eq 1 ]
    run --separate-stderr pmon-probe
    [ "$status" -eq 78 ]
    [ -z "$output" ]
}
