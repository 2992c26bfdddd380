# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016 # what is quoted is meant for another shell
# pmon-ssh and machines that misbehave: at each stage they cost their own record its evidence, and nothing else.

load helpers
load ssh_helpers

# One record for the machine on port $1 with a time limit of $LIMIT seconds (2); its result must stay, and its ssh match $2.
misbehaves() {
    cat >pmon.ini <<EOF
[urls]
url.1 = http://127.0.0.1/
[remote]
url.1.type = ssh
url.1.port = $1
url.1.key = user
url.1.timeout = ${LIMIT:-2}s
url.1.process = ${3:-x}
url.1.scan_cmd = ${4:-ps aux}
EOF
    record url.1 >in
    local begin took most=$((${LIMIT:-2} * 1000 + 2000))
    # Another process may hold up one of three, never pmon-ssh itself.
    for _ in 1 2 3; do
        begin=${EPOCHREALTIME/[.,]/}
        run --separate-stderr timeout 120 pmon-ssh <in
        took=$(((${EPOCHREALTIME/[.,]/} - begin) / 1000))
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        [ "$took" -ge "$most" ] || break
    done
    [ "$took" -lt "$most" ]
    jq -e '.result == "EXCEPTION_ERROR" and .message == "m" and .foo == 1.5' <<<"$output"
    jq -e --arg words "$2" '.ssh[-1] | test($words)' <<<"$output"
}

@test "silence at once, and after the greeting" {
    for kind in silent mute_after_greeting drip; do
        start_hostile "$kind"
        misbehaves "$HOSTILE_PORT" 'no answer within 2s while exchanging keys'
    done
}

@test "a connection that is cut at once, and after the greeting" {
    for kind in cut cut_after_greeting; do
        start_hostile "$kind"
        misbehaves "$HOSTILE_PORT" 'the connection was cut during handshake'
    done
}

@test "something that is no SSH server" {
    start_hostile web
    misbehaves "$HOSTILE_PORT" 'cannot look into .*: (the connection was cut|what answers)'
}

@test "endless noise instead of a greeting" {
    start_hostile noise
    misbehaves "$HOSTILE_PORT" 'no answer within 2s|sent more than'
}

@test "packets that cannot be, and a flood of packets that may be ignored" {
    start_hostile broken_packets
    misbehaves "$HOSTILE_PORT" 'cannot look into '
    start_hostile ignored_packets
    misbehaves "$HOSTILE_PORT" 'no answer within 2s|sent more than|cannot look into'
}

@test "nobody there, and a name that does not exist" {
    misbehaves "$(free_port)" 'connection refused'
    sed -i 's|^url.1 = .*|url.1 = http://no-such-host.invalid/|' pmon.ini
    run --separate-stderr pmon-ssh <in
    jq -e '.ssh[0] | test("its name does not resolve")' <<<"$output"
}

@test "commands that hang, flood and die" {
    start_sshd
    # The login is within the time, too.
    LIMIT=6 misbehaves "$SSH_PORT" 'incomplete: no answer within 6s while running .sleep 30.' never 'sleep 30'
    jq -e 'has("memory")' <<<"$output"
    LIMIT=6 misbehaves "$SSH_PORT" 'incomplete: (it sent more than|no answer within)' never 'yes'
    # This one comes to its end, however busy the machine is.
    LIMIT=100 misbehaves "$SSH_PORT" 'cannot tell what runs on .* complains: flood' never 'yes flood | head -c 4000000 >&2'
    # Without its parent the session has no exit status to send.
    misbehaves "$SSH_PORT" 'its shell ended before|the connection was cut' never 'kill -9 $PPID $$'
}

@test "a shell that lets nobody in" {
    start_sshd "ForceCommand echo 'This account is not available.'; exit 1"
    misbehaves "$SSH_PORT" 'its shell ended with status 1 before the commands did: This account is not available.'
}

@test "machines that keep silent give up their turn" {
    start_sshd
    start_hostile mute_after_greeting
    {
        printf '[urls]\nurl.1 = http://127.0.0.1/\nurl.2 = http://127.0.0.1/\nurl.9 = http://127.0.0.1/good\n[remote]\n'
        # Two users are two machines to pmon.
        for n in 1 2; do
            printf 'url.%s.type = ssh\nurl.%s.user = u%s\nurl.%s.port = %s\nurl.%s.pwd = x\nurl.%s.timeout = 90s\n' \
                "$n" "$n" "$n" "$n" "$HOSTILE_PORT" "$n" "$n"
        done
        printf 'url.9.type = ssh\nurl.9.port = %s\nurl.9.key = user\nurl.9.process = sshd\n' "$SSH_PORT"
    } >pmon.ini
    for n in 1 2 9; do record "url.$n"; done >in
    start_filter in out --concurrency 1
    wait_until 60 has_lines out 1
    jq -e '.target == "url.9" and (.verdict | test("sshd. is running"))' out
    kill -TERM "$FILTER_PID"
    wait "$FILTER_PID" || true
    has_lines out 3
}

@test "hostile machines delay no other: one of each beside a good one" {
    start_sshd
    {
        echo '[urls]'
        number=0
        remote='[remote]'
        for kind in silent mute_after_greeting noise drip ignored_packets; do
            start_hostile "$kind" >&2
            number=$((number + 1))
            echo "url.$number = http://127.0.0.1/$kind"
            remote+=$(printf '\nurl.%s.type = ssh\nurl.%s.port = %s\nurl.%s.pwd = x\nurl.%s.timeout = 15s' \
                "$number" "$number" "$HOSTILE_PORT" "$number" "$number")
        done
        echo "url.9 = http://127.0.0.1/good"
        printf '%s\n' "$remote"
        printf 'url.9.type = ssh\nurl.9.port = %s\nurl.9.key = user\nurl.9.process = sshd\n' "$SSH_PORT"
    } >pmon.ini
    for n in 1 2 3 4 5 9; do record "url.$n"; done >in
    start_filter in out
    wait_until 14 grep -q '"url.9".*"verdict"' out
    run ! grep -q '"url.1".*"verdict"' out
    wait "$FILTER_PID"
    has_lines out 6
}
