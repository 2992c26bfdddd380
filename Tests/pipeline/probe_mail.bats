#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe beside real servers of mail, files, directories and messages: Dovecot, Postfix, vsftpd, slapd, Mosquitto.
# shellcheck disable=SC2034,SC2154 # the helpers set the ports

load helpers
load probe_helpers
load socket_helpers

setup() {
    common_setup
    # The servers change their users.
    [ "$(id -u)" -eq 0 ] || skip "the servers need root"
    make_certificates
    server_folder
    printf '[pmon]\nca.file = ca.pem\n' >ca.ini
    CONF=ca.ini
}

teardown() { stop_servers; }

# good SCHEME PORT KEY=VALUE...: such a check is a success.
good() {
    check "$1://localhost:$2" "${@:3}"
    [ "$(member .result .message .status .http)" = "SUCCESS OK null null" ] || { echo "$output" >&2; return 1; }
}

# refused SCHEME PORT WORDS KEY=VALUE...: the server refuses it in those words, among others.
refused() {
    check "$1://localhost:$2" "${@:4}"
    [[ $(member .result .reason .message) == "APPLICATION_ERROR status "*"$3"* ]] || { echo "$output" >&2; return 1; }
    [ "$(grep -c "$WORD\|wrong-word" <<<"$output")" -eq 0 ]
}

# What curl says of the same: 0 for a success. curl_says URL FLAG...
curl_says() {
    local status=0
    curl -s -o /dev/null --max-time 10 --cacert ca.pem "${@:2}" "$1" || status=$?
    echo "$status"
}

@test "mail boxes: greeting, upgrade, login" {
    start_dovecot good
    for pair in "imap $IMAP" "pop3 $POP3"; do
        read -r scheme port <<<"$pair"
        good "$scheme" "$port"
        jq -e '.timing | has("connect") and has("wait") and (has("tls") | not)' <<<"$output"
        good "$scheme" "$port" tls=starttls
        jq -e '.timing.tls > 0 and .certificate.subject == "CN = good"' <<<"$output"
        good "$scheme" "$port" user=bob "pwd=$WORD"
        good "$scheme" "$port" user=bob "pwd=$WORD" tls=starttls
        refused "$scheme" "$port" "login refused by localhost:$port: " user=bob pwd=wrong-word tls=starttls
        refused "$scheme" "$port" "Authentication failed" user=ann "pwd=$WORD"
        jq -e '.response.body | length > 0' <<<"$output"
        [ "$(curl_says "$scheme://localhost:$port" --ssl-reqd -u "bob:$WORD")" -eq 0 ]
        [ "$(curl_says "$scheme://localhost:$port" --ssl-reqd -u "bob:wrong-word")" -eq 67 ]
    done
    for pair in "imaps $IMAPS" "pop3s $POP3S"; do
        read -r scheme port <<<"$pair"
        good "$scheme" "$port"
        good "$scheme" "$port" user=bob "pwd=$WORD"
        refused "$scheme" "$port" "login refused" user=bob pwd=wrong-word
    done
    # A login may stand in the address; it is not shown.
    check "imaps://bob:$WORD@localhost:$IMAPS"
    [ "$(member .result .url)" = "SUCCESS imaps://bob:***@localhost:$IMAPS" ]
    # Ours say good-bye.
    wait_until 30 grep -q 'Logged out' "$SERVER"/dovecot-good*.log
}

@test "mail servers: greeting, upgrade, login" {
    start_dovecot good
    start_postfix good
    good smtp "${SMTP[good]}"
    good smtp "${SMTP[good]}" tls=starttls
    jq -e '.timing.tls > 0 and .certificate.subject == "CN = good"' <<<"$output"
    good smtp "${SMTP[good]}" tls=starttls user=bob "pwd=$WORD"
    good smtps "${SMTPS[good]}"
    good smtps "${SMTPS[good]}" user=bob "pwd=$WORD"
    # Postfix notes each client that goes without a word; ours say good-bye.
    [ "$(grep -c 'lost connection after [A-BD-Z]' "$SERVER/queue/log")" -eq 0 ]
    refused smtps "${SMTPS[good]}" "login refused by localhost:${SMTPS[good]}: 535 " user=bob pwd=wrong-word
    # Without TLS this server offers no login, and libcurl would go on without one.
    refused smtp "${SMTP[good]}" "no login is offered by localhost:${SMTP[good]}" user=bob "pwd=$WORD"
}

@test "files: greeting, upgrade, login" {
    ANONYMOUS=YES start_vsftpd good
    good ftp "$FTP"
    good ftp "$FTP" tls=starttls
    jq -e '.timing.tls > 0 and .certificate.subject == "CN = good"' <<<"$output"
    good ftps "$FTPS"
    good ftp "$FTP" user=anonymous pwd=me tls=starttls
    refused ftp "$FTP" "login refused by localhost:$FTP: 530 " user=nobody-at-all pwd=wrong-word
    [ "$(curl_says "ftp://localhost:$FTP" --ssl-reqd)" -eq 0 ]
    ANONYMOUS=NO start_vsftpd good
    good ftp "$FTP"
    good ftp "$FTP" tls=starttls
    good ftps "$FTPS"
    refused ftp "$FTP" "530 " user=anonymous pwd=wrong-word
}

@test "directories: bind" {
    start_slapd good
    admin=cn=bob,dc=example
    for pair in "ldap $LDAP" "ldaps $LDAPS"; do
        read -r scheme port <<<"$pair"
        good "$scheme" "$port"
        good "$scheme" "$port" "user=$admin" "pwd=$WORD"
        refused "$scheme" "$port" "login refused by localhost:$port: 49 (invalid credentials)" "user=$admin" pwd=wrong-word
        LDAPTLS_REQCERT=never ldapwhoami -x -H "$scheme://localhost:$port" -D "$admin" -w "$WORD"
    done
    # A bind without password succeeds, as an anonymous one.
    check "ldap://localhost:$LDAP" "user=$admin"
    [ "$(member .result .reason .message)" = "EXCEPTION_ERROR config user: expected pwd beside it" ]
    good ldap "$LDAP" tls=starttls
    jq -e '.timing.tls > 0 and .timing.wait > 0 and .certificate.subject == "CN = good" and .address == "127.0.0.1"' <<<"$output"
    good ldap "$LDAP" tls=starttls "user=$admin" "pwd=$WORD"
    refused ldap "$LDAP" "login refused by localhost:$LDAP: 49 (invalid credentials)" tls=starttls "user=$admin" pwd=wrong-word
    ldapwhoami_tls() { LDAPTLS_REQCERT=never ldapwhoami -x -ZZ -H "ldap://localhost:$LDAP" -D "$admin" -w "$1"; }
    ldapwhoami_tls "$WORD"
    run -49 ldapwhoami_tls wrong-word
    LDAP_SETTING='security simple_bind=128' start_slapd good
    refused ldap "$LDAP" "login refused by localhost:$LDAP: 13 (confidentiality required)" "user=$admin" "pwd=$WORD"
    good ldap "$LDAP" tls=starttls "user=$admin" "pwd=$WORD"
    LDAP_TLS=no start_slapd good
    check "ldap://localhost:$LDAP" tls=starttls
    [ "$(member .result .reason .message)" = \
        "EXCEPTION_ERROR tls STARTTLS is refused by localhost:$LDAP: 2 (protocol error): unsupported extended operation" ]
    LDAP_SETTING='disallow bind_anon' start_slapd soon
    refused ldap "$LDAP" "48 (inappropriate authentication): anonymous bind disallowed"
}

@test "an upgrade of a directory goes through proxies, and to each address of a name" {
    start_slapd good
    start_faults
    port=$(free_port)
    start microsocks -i 127.0.0.1 -p "$port"
    wait_for_port "$port"
    for proxy in "$FAULTS" "socks5h://127.0.0.1:$port" "socks5://127.0.0.1:$port"; do
        good ldap "$LDAP" tls=starttls "proxy=$proxy" "user=cn=bob,dc=example" "pwd=$WORD"
        jq -e '.timing.tls > 0 and .certificate.subject == "CN = good"' <<<"$output"
        check ldap://localhost:1 tls=starttls "proxy=$proxy"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR proxy" ]
    done
    good ldap "$LDAP" tls=starttls addresses=all ip=4
    [ "$(member '(.addresses|length)' '.addresses[0].address')" = "1 127.0.0.1" ]
    # Its TLS lies around all that is said to the server.
    start_faults good proxy
    check "ldap://localhost:$LDAP" tls=starttls "proxy=https://localhost:${FAULTS##*:}"
    [ "$(member .result .reason .message)" = "EXCEPTION_ERROR config tls: ldap cannot be upgraded through a proxy of TLS" ]
    good ldap "$LDAP" "proxy=https://localhost:${FAULTS##*:}"
}

@test "messages: connect" {
    start_mosquitto
    good mqtt "$MQTT" user=bob "pwd=$WORD"
    refused mqtt "$MQTT" "login refused by localhost:$MQTT: 5 (not authorized)" user=bob pwd=wrong-word
    refused mqtt "$MQTT" "5 (not authorized)"
    mosquitto_pub -p "$MQTT" -u bob -P "$WORD" -t t -m x
    ANONYMOUS=true start_mosquitto
    good mqtt "$MQTT"
}

@test "certificates are judged alike by each protocol, before and after an upgrade" {
    names="good expired wrong-name self-signed untrusted"
    # shellcheck disable=SC2086 # the names are words
    start_postfix $names
    for name in $names; do
        start_dovecot "$name"
        start_vsftpd "$name"
        start_slapd "$name"
        for address in "imap $IMAP" "pop3 $POP3" "smtp ${SMTP[$name]}" "ftp $FTP" "ldap $LDAP" \
            "imaps $IMAPS" "pop3s $POP3S" "smtps ${SMTPS[$name]}" "ftps $FTPS" "ldaps $LDAPS" "tls $IMAPS"; do
            read -r scheme port <<<"$address"
            upgrade=
            case $scheme in *s) ;; *) upgrade=tls=starttls ;; esac
            # shellcheck disable=SC2086 # none or one
            check "$scheme://localhost:$port" $upgrade
            code=$(openssl s_client -connect "localhost:$port" -CAfile ca.pem -verify_hostname localhost \
                ${upgrade:+-starttls "$scheme"} </dev/null 2>/dev/null | sed -n 's/^ *Verify return code: \([0-9]*\).*/\1/p' | tail -1)
            verdict="EXCEPTION_ERROR certificate true"
            [ "$code" -ne 0 ] || verdict="SUCCESS null true"
            [ "$(member .result .reason '(.certificate.expires != null)')" = "$verdict" ] || { echo "$output" >&2; return 1; }
            echo "$name $scheme $code $verdict" >>verdicts
            # shellcheck disable=SC2086
            check "$scheme://localhost:$port" $upgrade insecure=true
            [ "$(member .result)" = SUCCESS ] || { echo "$output" >&2; return 1; }
        done
    done
    [ "$(wc -l <verdicts)" -eq 55 ]
    [ "$(grep -c ' 0 SUCCESS' verdicts)" -eq 11 ]
}

@test "whoever takes the offer of TLS away makes the check fail, and hears no password" {
    start_dovecot good
    start_postfix good
    start_vsftpd good
    start_slapd good
    for address in "imap $IMAP" "pop3 $POP3" "smtp ${SMTP[good]}" "ftp $FTP" "ldap $LDAP"; do
        read -r scheme port <<<"$address"
        rm -f stripper.port stripper.port.sent
        start python3 "$BATS_TEST_DIRNAME/servers/stripper.py" stripper.port "$port"
        wait_until 30 test -s stripper.port
        between=$(cat stripper.port)
        good "$scheme" "$between"
        check "$scheme://localhost:$between" tls=starttls user=bob "pwd=$WORD"
        [ "$(member .result .reason)" = "EXCEPTION_ERROR tls" ] || { echo "$output" >&2; return 1; }
        [[ $(member .message) == "STARTTLS is "*"$between"* ]]
        # curl does not notice that of ldap.
        [ "$scheme" = ldap ] || [ "$(curl_says "$scheme://localhost:$between" --ssl-reqd -u "bob:$WORD")" -eq 64 ]
        # No login was sent, in whichever form.
        run ! grep -aiq "$WORD\|bob\|$(printf '\0bob\0%s' "$WORD" | base64)\|LOGIN\|AUTHENTICATE\|PASS" stripper.port.sent
    done
}
