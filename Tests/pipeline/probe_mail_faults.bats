#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-probe beside servers of mail, files, directories and messages that misbehave.
# shellcheck disable=SC2034,SC2154 # the helpers set the ports

load helpers
load probe_helpers
load socket_helpers

# Starts the servers with scripts; ${SCRIPT_OF[NAME]} tells where.
start_scripts() {
    local name port
    start python3 "$BATS_TEST_DIRNAME/servers/mail_faults.py" scripts.port
    wait_until 30 test -s scripts.port
    declare -gA SCRIPT_OF=()
    while read -r name port; do SCRIPT_OF[$name]=$port; done <scripts.port
}

# said NAME KEY=VALUE...: what the record of that server says: reason, message. The time limit is short where it is waited for.
said() {
    check "${1%%-*}://127.0.0.1:${SCRIPT_OF[$1]}" timeout=20s "${@:2}"
    member .reason .message | sed "s/127.0.0.1:${SCRIPT_OF[$1]}/SERVER/"
}

@test "what a server says is told, and whose fault it is" {
    start_scripts
    [ "$(said smtp-busy)" = "status SERVER does not serve: 421 4.3.2 too busy today" ]
    [ "$(said smtp-refused)" = "status SERVER does not serve: 554 5.7.1 go away" ]
    [ "$(said smtp-web)" = 'reset connection closed by SERVER after "Server: web"' ]
    [ "$(said smtp-cut)" = 'reset connection closed by SERVER after "220 hi"' ]
    [ "$(said smtp-endless)" = "protocol replies of SERVER exceed 300 KiB" ]
    [ "$(said imap-bye)" = "status SERVER does not serve: * BYE too many connections" ]
    [ "$(said imap-endless)" = "protocol replies of SERVER exceed 300 KiB" ]
    [ "$(said pop3-err)" = "status SERVER does not serve: -ERR not today" ]
    [ "$(said ftp-full)" = "status SERVER does not serve: 421 too many users" ]
    [ "$(said ftp-crowded)" = "status SERVER does not serve: 421 too many users" ]
    [ "$(said ftp-anonymous)" = "null OK" ]
    [ "$(said ftp-anonymous user=anonymous pwd=me)" = "status login refused by SERVER: 530 no anonymous users" ]
    [ "$(said mqtt-web)" = "protocol SERVER does not answer in mqtt" ]
    [ "$(said imap-preauth)" = "null OK" ]
    # A login that was not asked for proves nothing.
    [ "$(said imap-preauth user=bob pwd=geheim123)" = "status no login is offered by SERVER" ]
    [ "$(said smtp-login user=bob pwd=geheim123)" = "status login refused by SERVER: 535 5.7.8 no, bob Ym9i AGJvYg***=" ]
    run ! grep -q 'geheim123\|AGJvYgBnZWhlaW0xMjM' <<<"$output"
}

@test "the same failure of IMAP reads the same on each connection, and a timeout says what came last" {
    start_scripts
    for name in imap-denied imap-gone imap-slow; do
        for _ in 1 2 3 4 5 6; do
            jq -nc --arg url "imap://127.0.0.1:${SCRIPT_OF[$name]}" --arg limit "$([ "$name" = imap-slow ] && echo 4s || echo 20s)" \
                '{url: $url, user: "bob", pwd: "geheim123", timeout: $limit}'
        done
    done | pmon-probe --allow imap - >out
    [ "$(wc -l <out)" -eq 18 ]
    jq -r .message out | sed 's/127.0.0.1:[0-9]*/SERVER/' | sort -u >messages
    diff - messages <<'END'
connection closed by SERVER after "OK done"
login refused by SERVER: NO wrong word
timed out after 4s waiting for the reply of SERVER after "*"
END
    [ "$(said smtp-ssh timeout=2s)" = 'timeout timed out after 2s waiting for the reply of SERVER after "SSH-2.0-test"' ]
}

@test "an upgrade that is refused, faked or mixed with other words fails" {
    start_scripts
    [ "$(said smtp-tls-denied tls=starttls)" = "tls STARTTLS is refused by SERVER: 454 4.7.0 TLS not available now" ]
    [ "$(said pop3-tls-denied tls=starttls)" = "tls STARTTLS is refused by SERVER: -ERR no TLS" ]
    [ "$(said smtp-injected tls=starttls)" = "protocol SERVER says more than its reply before TLS begins" ]
    [ "$(said imap-injected tls=starttls)" = "protocol SERVER says more than its reply before TLS begins" ]
    [[ $(said smtp-plain tls=starttls) == "tls "* ]]
    [[ $(said imap-preauth tls=starttls) == "tls STARTTLS is not offered by SERVER" ]]
    [ "$(said ldap-silent tls=starttls)" = "reset connection closed by SERVER without a reply" ]
    [ "$(said ldap-cut tls=starttls timeout=2s)" = "timeout timed out after 2s waiting for the reply of SERVER" ]
    [ "$(said ldap-denied tls=starttls)" = "tls STARTTLS is refused by SERVER: 52 (unavailable): not today" ]
    [ "$(said ldap-injected tls=starttls)" = "protocol SERVER says more than its reply before TLS begins" ]
    for name in web bind other; do
        [ "$(said "ldap-$name" tls=starttls)" = "protocol SERVER does not answer in ldap" ]
    done
    [[ $(said ldap-plain tls=starttls) == "tls "* ]]
}

@test "a server that does not speak the protocol is never well, and costs its time limit at most" {
    start python3 "$BATS_TEST_DIRNAME/servers/socket_faults.py" sockets.port
    wait_until 30 test -s sockets.port
    while read -r name port; do
        for scheme in smtp imap pop3 ftp ldap mqtt smtps imaps pop3s ftps ldaps tls; do
            jq -cn --arg url "$scheme://127.0.0.1:$port" --arg target "$scheme-$name" '{url: $url, target: $target}'
        done
    done <sockets.port >targets.json
    printf '[pmon]\ntimeout = 1s\nkeep.size = 64 KiB\n' >short.ini
    pmon-probe --conf short.ini --allow tls,smtp,imap,pop3,ftp,ldap,mqtt,smtps,imaps,pop3s,ftps,ldaps - \
        <targets.json >records.json
    [ "$(wc -l <records.json)" -eq "$(wc -l <targets.json)" ]
    jq -r 'select(.result == "SUCCESS") | .target' records.json >well
    [ ! -s well ] || { cat well >&2; return 1; }
    # The servers themselves end after a minute.
    jq -se 'all(.timing.total < 4000)' records.json
    [ "$(awk '{ if (length($0) > most) most = length($0) } END { print most }' records.json)" -lt 200000 ]
}
