#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-mail with real mail servers: what arrives, and that everybody is told once.

load helpers
load mail_helpers

setup_file() { make_certificates "$BATS_FILE_TMPDIR"; }

@test "STARTTLS and AUTH: the mail arrives whole, once, for all recipients" {
    start_receiver --tls starttls --auth pmon@example.org:geheim
    configure_mail 'pwd = geheim'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    [ -z "$output$stderr" ]
    [ "$(mails)" -eq 1 ]
    [ "$(jq -c '[.from, .to, .tls]' server/mails)" = '["pmon@example.org",["ops@example.org","dev@example.org"],true]' ]
    grep -q 'pmon@example.org' server/auth
    [[ "$(mail 1 | parsed | jq -r .subject)" == '[1 down of 1: localhost/a] pmon isc_001, '* ]]
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    [ "$(mails)" -eq 1 ]
}

@test "TLS from the first byte" {
    start_receiver --tls tls --auth pmon:geheim
    configure_mail 'tls = tls' 'user = pmon' 'pwd = env:MAIL_PASSWORD'
    latest EXCEPTION_ERROR 5
    MAIL_PASSWORD=geheim run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    [ "$(jq -r .tls server/mails)" = true ]
}

@test "a wrong password is refused, and nothing is remembered" {
    start_receiver --tls starttls --auth pmon@example.org:geheim
    configure_mail 'pwd = wrong-canary'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 75 ]
    [[ "$stderr" == *"AUTH was refused: 535"* ]]
    [[ "$stderr" != *canary* ]]
    [ "$(jq -c .recipients current.json.told)" = '{}' ]
    [ "$(mails)" -eq 0 ]
}

@test "the sent mail is the printed one, byte for byte" {
    start_receiver
    configure_mail 'tls = none'
    latest EXCEPTION_ERROR 5
    pmon-mail --print >printed
    pmon-mail
    cmp printed <(mail 1)
    # Once told, there is nothing to print.
    run --separate-stderr pmon-mail --print
    [ "$status" -eq 0 ]
    [ -z "$output$stderr" ]
}

@test "a refused recipient does not keep the mail from the others, and is tried again" {
    start_receiver --refuse ops@example.org
    configure_mail 'tls = none' 'on = change'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 75 ]
    [[ "$stderr" == *"ops@example.org was refused: 550 5.1.1 no such user here"* ]]
    [ "$(jq -c .to server/mails)" = '["dev@example.org"]' ]
    [ "$(jq -c '.recipients | keys' current.json.told)" = '["dev@example.org"]' ]
    first=$(mail 1 | parsed | jq -r .id)
    kill "$LAST_PID"
    start_receiver
    configure_mail 'tls = none' 'on = change'
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    [ "$(jq -c .to server/mails)" = '["ops@example.org"]' ]
    [ "$(mail 1 | parsed | jq -r .id)" = "$first" ]
    [ "$(jq -c '.recipients | keys' current.json.told)" = '["dev@example.org","ops@example.org"]' ]
}

@test "what was told is kept before the next mail, during which pmon-mail may be killed" {
    start_receiver --stall dev@example.org
    configure_mail 'tls = none' 'to = ops@example.org'
    sed -i 's/^timeout = .*/timeout = 60s/' pmon.ini
    latest EXCEPTION_ERROR 5
    pmon-mail
    # One has heard of the outage, the other has not: two mails.
    sed -i 's/^to = .*/to = ops@example.org, dev@example.org/' pmon.ini
    latest EXCEPTION_ERROR 6 5 2
    pmon-mail 3>&- &
    local sender=$!
    PIDS+=("$sender")
    wait_until 30 is_told ops@example.org 6
    kill -9 "$sender"
    wait "$sender" || true
    [ "$(mails)" -eq 2 ]
    run ! is_told dev@example.org 6
}

# True if recipient $1 was told of minute $2.
is_told() {
    jq -e --arg to "$1" --argjson minute "$2" '.recipients[$to].at == 1795350000 + 60 * $minute' current.json.told
}

@test "on = change: down, reminder, recovered; one thread" {
    start_receiver
    configure_mail 'tls = none' 'on = change' 'after = 2' 'remind = 1h'
    latest SUCCESS 0 0 9; pmon-mail
    latest EXCEPTION_ERROR 1 1 1; pmon-mail
    [ "$(mails)" -eq 0 ]
    latest APPLICATION_ERROR 2 2 1 EXCEPTION_ERROR; pmon-mail
    [ "$(mails)" -eq 1 ]
    latest APPLICATION_ERROR 60 2 59 EXCEPTION_ERROR; pmon-mail
    [ "$(mails)" -eq 1 ]
    latest APPLICATION_ERROR 62 2 61 EXCEPTION_ERROR; pmon-mail
    [ "$(mails)" -eq 2 ]
    latest SUCCESS 64 64 1 APPLICATION_ERROR; pmon-mail
    latest SUCCESS 65 64 2 APPLICATION_ERROR; pmon-mail
    [ "$(mails)" -eq 3 ]
    for number in 1 2 3; do mail "$number" | parsed; done | jq -r .subject >subjects
    # What stays outside of the brackets is the same for one episode.
    [ "$(sed 's/.*isc_001, //' subjects | uniq -c | grep -Ec '^ *3 [0-9]+ [A-Z][a-z]{2} [0-9]{2}:[0-9]{2}$')" -eq 1 ]
    sed 's/, [^,]*$//' subjects | diff - <(cat <<'END'
[1 application error of 1: localhost/a] pmon isc_001
[still 1 application error of 1, 1 h 1 m] pmon isc_001
[all 1 up, after 1 h 3 m, 1 recovered] pmon isc_001
END
)
    [ "$(for number in 1 2 3; do mail "$number" | parsed; done | jq -r .references | sort -u | wc -l)" -eq 1 ]
}

@test "on = failure and on = always" {
    start_receiver
    configure_mail 'tls = none'
    latest SUCCESS 0; pmon-mail --on failure
    [ "$(mails)" -eq 0 ]
    pmon-mail
    [ "$(mails)" -eq 1 ]
    latest EXCEPTION_ERROR 1; pmon-mail --on failure
    latest EXCEPTION_ERROR 2 1 2; pmon-mail --on failure
    [ "$(mails)" -eq 3 ]
}

@test "an outage that nobody could be told of is told when it is over" {
    start_receiver
    configure_mail 'tls = none' 'on = change'
    latest EXCEPTION_ERROR 1; pmon-mail
    latest SUCCESS 2 2 1 EXCEPTION_ERROR; pmon-mail
    cp pmon.ini good.ini
    sed 's/^port.*/port = 1/' good.ini >pmon.ini
    latest EXCEPTION_ERROR 3
    run --separate-stderr pmon-mail
    [ "$status" -eq 69 ]
    [[ "$stderr" == *"127.0.0.1:1"* ]]
    cp good.ini pmon.ini
    latest SUCCESS 5 4 2 EXCEPTION_ERROR; pmon-mail
    [ "$(mails)" -eq 3 ]
    [[ "$(mail 3 | parsed | jq -r .text)" == *"1 recovered: localhost/a"* ]]
}

@test "tls = none sends no password to another machine" {
    # 127.0.0.1 by another name, as no other machine may be needed.
    start_receiver --auth pmon@example.org:geheim
    configure_mail 'tls = none' 'pwd = geheim'
    latest EXCEPTION_ERROR 5
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    grep -q pmon server/auth
    rm server/auth current.json.told
    sed -i "s/^server.*/server = $(hostname)/" pmon.ini
    run --separate-stderr pmon-mail
    [ "$status" -ne 0 ]
    [[ "$stderr" == *"[email] pwd: not sent to $(hostname)"* ]]
    [ ! -e server/auth ]
}

@test "--to and the recipients of the configuration are told apart" {
    start_receiver
    configure_mail 'tls = none' 'on = change'
    latest EXCEPTION_ERROR 5
    pmon-mail --to 'Boss <boss@example.org>'
    pmon-mail
    [ "$(jq -c .to server/mails)" = $'["boss@example.org"]\n["ops@example.org","dev@example.org"]' ]
}

@test "two at once tell once" {
    start_receiver
    configure_mail 'tls = none' 'on = change'
    latest EXCEPTION_ERROR 5
    pids=()
    for _ in 1 2 3 4; do
        pmon-mail 3>&- &
        pids+=($!)
    done
    for pid in "${pids[@]}"; do wait "$pid"; done
    [ "$(mails)" -eq 1 ]
}

@test "nothing is sent where the told file could not be kept" {
    [ "$(id -u)" -ne 0 ] || skip "root may write everywhere"
    start_receiver
    configure_mail 'tls = none'
    latest EXCEPTION_ERROR 5
    chmod a-w .
    run --separate-stderr pmon-mail
    chmod u+w .
    [ "$status" -eq 77 ]
    [ "$(mails)" -eq 0 ]
}

@test "a damaged told file is said, and everything is reported again" {
    start_receiver
    configure_mail 'tls = none' 'on = change'
    latest EXCEPTION_ERROR 5
    echo '{"recipients":' >current.json.told
    run --separate-stderr pmon-mail
    [ "$status" -eq 65 ]
    [[ "$stderr" == *"current.json.told"* ]]
    [ "$(mails)" -eq 1 ]
    run --separate-stderr pmon-mail
    [ "$status" -eq 0 ]
    [ "$(mails)" -eq 1 ]
}

@test "the told file lies beside the target of a symbolic link" {
    start_receiver
    configure_mail 'tls = none'
    latest EXCEPTION_ERROR 5
    mkdir real
    mv current.json real/
    ln -s real/current.json current.json
    pmon-mail
    [ -s real/current.json.told ]
    [ ! -e current.json.told ]
}

@test "--test sends a mail that says it is one, and remembers nothing" {
    start_receiver
    configure_mail 'tls = none' 'on = change' 'link = https://status.example.org/'
    # No results are needed.
    pmon-mail --test
    [ "$(mails)" -eq 1 ]
    mail 1 | parsed >mail.json
    [ "$(jq -r .subject mail.json)" = '[test] pmon isc_001' ]
    [[ "$(jq -r .text mail.json)" == "A test: nothing is wrong."* ]]
    jq -e '.headers[] | select(. == ["X-Pmon-State", "test"])' mail.json
    jq -e '.headers[] | select(. == ["To", "ops@example.org, dev@example.org"])' mail.json
    [ ! -e current.json.told ]
    pmon-mail --test mail
    [ "$(mails)" -eq 2 ]
    kill "$LAST_PID"
    wait "$LAST_PID" || true
    run -69 pmon-mail --test
    sed -i '/^to = /d' pmon.ini
    run -78 pmon-mail --test
    [[ "$output" == *"[email] to: not configured"* ]]
}

@test "--print says what is missing for a mail: the recipients, or the section itself" {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[email]\nfrom = a@example.org\n' >pmon.ini
    latest EXCEPTION_ERROR 5
    run -0 --separate-stderr pmon-mail --print
    [[ "$output" == *"To: undisclosed-recipients:;"* ]]
    [[ "$stderr" == *"the mail has no recipient: [email] to and --to are missing"* ]]
    # The mail is there although nothing was due to anybody.
    latest SUCCESS 5
    run -0 --separate-stderr pmon-mail --print --on always
    [[ "$stderr" == *"the mail has no recipient"* ]]
    # With channels alone there are no mails.
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[tell]\nops.command = true\n' >pmon.ini
    run -0 --separate-stderr pmon-mail --print
    [ -z "$output" ]
    [[ "$stderr" == *"there is nothing to print: no mails are configured, section [email] is missing; see --events"* ]]
}
