#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-mail against mail servers that misbehave: exit 0 only after 250, nothing lost, no password in the clear.

load helpers
load mail_helpers

setup_file() { make_certificates "$BATS_FILE_TMPDIR"; }

# fault STATUS STEP ACTION: runs pmon-mail against one fault; nothing was taken, and nothing is remembered. The time that it
# took is in $TOOK, in milliseconds.
fault() {
    local expected=$1 begin
    shift
    start_faults "$@"
    configure_mail 'pwd = password-canary' 'on = change'
    # After silence and nonsense the limit is waited for; what else is said comes in time, however busy the machine is.
    case "$2" in silence | garbage) sed -i 's/^timeout = .*/timeout = 1s/' pmon.ini ;; esac
    latest EXCEPTION_ERROR 5
    rm -f current.json.told
    begin=${EPOCHREALTIME/[.,]/}
    run --separate-stderr pmon-mail
    TOOK=$(((${EPOCHREALTIME/[.,]/} - begin) / 1000))
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
        fault 69 "$step" silence
        # The server is silent for two minutes.
        [ "$TOOK" -le 10000 ]
    done
    for step in greeting mail data accepted; do
        fault 69 "$step" garbage || fault 75 "$step" garbage
    done
}

@test "a mail that was taken is told, whatever happens to QUIT" {
    for action in cut silence '421 bye'; do
        start_faults quit "$action"
        configure_mail 'on = change'
        [ "$action" != silence ] || sed -i 's/^timeout = .*/timeout = 3s/' pmon.ini
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

@test "a 250 that comes after the time limit, in place of the reply to QUIT, is a receipt all the same" {
    start_faults accepted late
    configure_mail 'on = change'
    # All that comes before has to come in time.
    sed -i 's/^timeout = .*/timeout = 3s/' pmon.ini
    latest EXCEPTION_ERROR 5
    for _ in 1 2; do
        run --separate-stderr pmon-mail
        [ "$status" -eq 0 ]
        [ "$(mails)" -eq 1 ]
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

@test "the time limit is that of the whole delivery, QUIT and a hanging reply to the mail included" {
    for step in data accepted quit; do
        start_faults "$step" silence
        configure_mail 'on = change'
        sed -i 's/^timeout = .*/timeout = 6s/' pmon.ini
        latest EXCEPTION_ERROR 5
        rm -f current.json.told
        local begin=$EPOCHREALTIME
        run --separate-stderr pmon-mail
        # One limit and the second that libcurl waits at a time, not two limits.
        [ $(((${EPOCHREALTIME/[.,]/} - ${begin/[.,]/}) / 1000)) -lt 11500 ]
        [ "$step" = quit ] || [ "$status" -eq 69 ]
        kill "$LAST_PID"
    done
}

@test "the server's words stay in the error, its echo of a password does not" {
    start_receiver --tls starttls --auth user:right
    configure_mail 'on = change' 'user = user' 'pwd = password-canary'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 75 ]
    [[ "$stderr" == *"AUTH was refused: 535 5.7.8 Authentication credentials invalid"* ]]
    kill "$LAST_PID"
    local secret
    for secret in password-canary "$(printf '\0user\0password-canary' | base64)" "$(printf password-canary | base64)"; do
        start_faults auth "535 5.7.8 no '$secret' here"
        configure_mail 'on = change' 'user = user' 'pwd = password-canary'
        run --separate-stderr pmon-mail
        [ "$status" -eq 75 ]
        [[ "$stderr" == *"535 5.7.8 no '***' here"* ]]
        kill "$LAST_PID"
    done
}

@test "a port that speaks another protocol than tls says is named as that" {
    start_receiver
    configure_mail 'on = change' 'tls = tls'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 69 ]
    [[ "$stderr" == *"tls = tls expects TLS from the first byte, this port may need tls = starttls"* ]]
    kill "$LAST_PID"
    start_receiver --tls tls
    for tls in starttls none; do
        configure_mail 'on = change' "tls = $tls"
        sed -i 's/^timeout = .*/timeout = 1s/' pmon.ini
        run --separate-stderr pmon-mail
        [ "$status" -eq 69 ]
        [[ "$stderr" == *"no greeting came, a port that speaks TLS from the first byte needs tls = tls"* ]]
    done
}

@test "EHLO says what helo says, and recipients may have commas, comments and international domains" {
    for name in monitor.example.org '[192.0.2.1]' '[IPv6:2001:db8::1]'; do
        start_faults none cut
        configure_mail 'on = change' 'tls = none' "helo = $name" 'to = "Doe, Jane" <jane@example.org>, ops@müller.example (Night shift)'
        latest EXCEPTION_ERROR 5
        rm -f current.json.told
        pmon-mail
        grep -qxF "    EHLO $name" server/commands
        grep -qF 'RCPT TO:<jane@example.org>' server/commands
        grep -qF 'RCPT TO:<ops@xn--mller-kva.example>' server/commands
        [ "$(mail 1 | parsed | jq -r '.headers[] | select(.[0] == "To")[1]')" = \
            '"Doe, Jane" <jane@example.org>, Night shift <ops@xn--mller-kva.example>' ]
        kill "$LAST_PID"
    done
    for name in 'two words' 'a/../b' 'ä' 'x?y' '[1'; do
        configure_mail 'on = change' 'tls = none' "helo = $name"
        run pmon-mail --check-config
        [ "$status" -eq 78 ]
        [[ "$output" == *"helo: expected a host name"* ]]
    done
}
