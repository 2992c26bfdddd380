#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-mail against mail servers that misbehave: exit 0 only after 250, nothing lost, no password in the clear.

load helpers
load mail_helpers

setup_file() { make_certificates "$BATS_FILE_TMPDIR"; }

# Runs pmon-mail against one fault; then a good server must get what was not taken, with the same Message-ID.
fault() {
    local expected=$1
    shift
    start_faults "$@"
    configure_mail 'pwd = password-canary' 'on = change' 'timeout = 1s'
    sed -i '0,/^timeout = 5s$/{/^timeout = 5s$/d}' pmon.ini
    latest EXCEPTION_ERROR 5
    rm -f current.json.told
    run --separate-stderr pmon-mail
    if [ "$status" -ne "$expected" ]; then
        echo "$*: status $status, expected $expected: $stderr" >&2
        return 1
    fi
    [ -n "$stderr" ]
    [[ "$stderr" != *canary* ]]
    [ "$(mails)" -eq 0 ]
    if [ -e current.json.told ] && jq -e '.recipients != {}' current.json.told >/dev/null; then
        echo "$*: told" >&2
        return 1
    fi
    kill "$LAST_PID"
}

@test "4xx and 5xx at every step: 75, and nothing is remembered" {
    for step in greeting ehlo starttls auth mail rcpt data accepted; do
        for reply in '451 4.3.0 later' '554 5.7.1 never'; do
            fault 75 "$step" "$reply"
        done
    done
}

@test "a cut at every step: 69, and nothing is remembered" {
    for step in greeting ehlo starttls auth mail rcpt data content accepted; do
        fault 69 "$step" cut
    done
}

@test "silence and nonsense at every step end within the time limit" {
    for step in greeting ehlo auth rcpt accepted; do
        begin=$SECONDS
        fault 69 "$step" silence
        [ $((SECONDS - begin)) -le 6 ]
    done
    for step in greeting mail data accepted; do
        fault 69 "$step" garbage || fault 75 "$step" garbage
    done
}

@test "a mail that was taken is told, whatever happens to QUIT" {
    for action in cut silence '421 bye'; do
        start_faults quit "$action"
        configure_mail 'on = change'
        latest EXCEPTION_ERROR 5
        rm -f current.json.told
        run --separate-stderr pmon-mail
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "$(mails)" -eq 1 ]
        [ -s current.json.told ]
        kill "$LAST_PID"
    done
}

@test "a mail whose 250 was lost is sent again with the same Message-ID and the same bytes" {
    start_faults accepted cut
    configure_mail 'on = change'
    latest EXCEPTION_ERROR 5
    pmon-mail --print >first
    run --separate-stderr pmon-mail
    [ "$status" -eq 69 ]
    kill "$LAST_PID"
    start_faults none none
    configure_mail 'on = change'
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    cmp first <(mail 1)
}

@test "a server without STARTTLS gets neither password nor mail" {
    start_faults none none --no-starttls
    configure_mail 'pwd = password-canary'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 69 ]
    [[ "$stderr" == *STARTTLS* ]]
    [ "$(mails)" -eq 0 ]
    run grep -Eq 'AUTH|MAIL|RCPT' server/commands
    [ "$status" -eq 1 ]
}

@test "a self-signed or unknown certificate gets neither password nor mail" {
    cp "$BATS_FILE_TMPDIR/cert.pem" keep.pem
    cp "$BATS_FILE_TMPDIR/key.pem" keep.key
    for tls in starttls tls; do
        flag=
        [ "$tls" = starttls ] || flag=--tls
        # shellcheck disable=SC2086 # no flag is no word
        start_faults none none $flag
        cp "$BATS_FILE_TMPDIR/self.pem" server/cert.pem
        cp "$BATS_FILE_TMPDIR/self.key" server/key.pem
        configure_mail 'pwd = password-canary' "tls = $tls"
        latest EXCEPTION_ERROR 5
        run --separate-stderr pmon-mail
        [ "$status" -eq 69 ]
        [[ "$stderr" == *certificate* ]]
        [[ "$stderr" != *canary* ]]
        run grep -Eq 'AUTH|MAIL|RCPT' server/commands
        [ "$status" -ne 0 ]
        kill "$LAST_PID"
    done
}

@test "the password is never seen outside TLS" {
    start_faults none none
    configure_mail 'pwd = password-canary'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    grep -q '^TLS AUTH' server/commands
    run grep -q '^    AUTH' server/commands
    [ "$status" -eq 1 ]
    run grep -rq canary --exclude=pmon.ini --exclude=commands .
    [ "$status" -eq 1 ]
}

@test "a name that does not resolve and a port where nobody listens are 69" {
    PORT=$(free_port)
    configure_mail
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 69 ]
    [[ "$stderr" == *"127.0.0.1:$PORT"* ]]
    sed -i 's/^server.*/server = no-such-name.invalid/' pmon.ini
    run --separate-stderr pmon-mail
    [ "$status" -eq 69 ]
    [[ "$stderr" == *"no-such-name.invalid"* ]]
}
