# SPDX-License-Identifier: MIT
# pmon-ssh as a filter: what passes, how, and when.

load helpers
load ssh_helpers

# A machine that never answers, behind url.1.
dead_machine() {
    start_hostile silent
    cat >pmon.ini <<EOF
[urls]
url.1 = http://127.0.0.1/
url.2 = http://127.0.0.1/fine
[remote]
url.1.type = ssh
url.1.port = $HOSTILE_PORT
url.1.pwd = x
url.1.timeout = ${1:-2s}
EOF
}

# That many healthy records.
many() {
    yes "$(record url.2 SUCCESS)" | head -n "$1"
}

# True once the filter has reached the hostile server.
is_connected() {
    ss -Htn state established "( dport = :$HOSTILE_PORT )" | grep -q .
}

@test "healthy records, and failed ones without a machine, pass byte for byte" {
    dead_machine
    {
        record url.1 SUCCESS
        record url.2 EXCEPTION_ERROR
        record url.9 APPLICATION_ERROR
        printf '{ "result" : "SUCCESS","x":1.0e+2,"url":"h\\u00e9\\/","time":"t","message":404}\n'
        printf '{"message":"x","result":"EXCEPTION_ERROR","time":"2019-01-01 00:00:00.000000","url":"old"}'
    } >in
    run --separate-stderr pmon-ssh <in
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    { cat in; echo; } | cmp - <(printf '%s\n' "$output")
}

@test "bad lines are kept out, named by number, and end in 65" {
    {
        record url.2
        echo 'no json'
        echo
        echo '{"url":"u"}'
        record url.2
    } >in
    run --separate-stderr pmon-ssh --conf /dev/null <in
    [ "$status" -eq 65 ]
    [ "${#lines[@]}" -eq 2 ]
    [[ "$stderr" == *"pmon-ssh: error: stdin:2: "* ]]
    [[ "$stderr" == *'pmon-ssh: error: stdin:4: no "time"'* ]]
    [[ "$stderr" == *"2 bad lines kept out"* ]]
}

@test "a line over 1 MiB is kept out and the next one passes" {
    {
        printf '{"url":"'
        head -c 1100000 /dev/zero | tr '\0' x
        printf '"}\n'
        record url.2
    } >in
    run --separate-stderr pmon-ssh --conf /dev/null <in
    [ "$status" -eq 65 ]
    [ "${#lines[@]}" -eq 1 ]
    [[ "$stderr" == *"stdin:1: longer than"* ]]
}

@test "a machine that hangs delays no other record" {
    dead_machine 5s
    mkfifo in
    start_filter in out
    exec 9>in
    record url.1 >&9
    record url.2 SUCCESS >&9
    record url.9 >&9
    # Before the time of the dead machine is over.
    wait_until 10 has_lines out 2
    run ! grep -q '"verdict"' out
    exec 9>&-
    wait_until 30 has_lines out 3
    wait "$FILTER_PID"
    tail -n 1 out | jq -e '.target == "url.1" and .result == "EXCEPTION_ERROR" and .message == "m"'
    tail -n 1 out | jq -e '.ssh[0] | test("no answer within 5s while exchanging keys")'
}

@test "a finished record comes out while the next line is still on its way in" {
    dead_machine 1s
    mkfifo in
    start_filter in out
    exec 9>in
    record url.1 >&9
    printf '{"url":' >&9
    wait_until 30 grep -q '"verdict"' out
    printf '"u","time":"t","result":"SUCCESS","message":"OK"}\n' >&9
    exec 9>&-
    wait "$FILTER_PID"
    [ "$(wc -l <out)" -eq 2 ]
}

# True once a machine has given all that it was asked for.
visited() { grep -q ' - DEBUG - .*: done$' pmon.log; }

# An ini file for the machine with the server on $SSH_PORT, whose visits the log tells; the arguments are lines of [remote].
logged_ini() {
    printf '[pmon]\nlog.file = pmon.log\nlog.level = DEBUG\n[urls]\nurl.1 = http://127.0.0.1/\n[remote]\n' >pmon.ini
    printf 'url.1.%s\n' 'type = ssh' "port = $SSH_PORT" 'key = user' "$@" >>pmon.ini
}

# True if all threads of the process $1 sleep.
rests() { ! grep -qv sleeping <(grep -h '^State:' /proc/"$1"/task/*/status); }

@test "a reader that takes its time costs no machine its evidence" {
    start_sshd
    logged_ini 'process = sshd' 'timeout = 30s'
    # 400 KiB of healthy records fill every pipe long before the reader begins.
    { record url.1; many 2000; } >in
    pmon-ssh <in | { wait_until 20 visited; cat; } >out
    [ "$(wc -l <out)" -eq 2001 ]
    grep '"verdict"' out | jq -e '.verdict | test("incomplete|no answer") | not'
}

@test "memory does not grow with the records that share evidence while their reader takes its time" {
    start_sshd
    # 100 KB of evidence for each of 1,000 records.
    logged_ini 'process = x' "scan_cmd = cat $PWD/list"
    for _ in $(seq 100); do printf '%01000d x\n' 1; done >list
    for _ in $(seq 1000); do record url.1; done >in
    mkfifo evidence
    /usr/bin/env time -f %M -o peak pmon-ssh <in >evidence &
    keep $!
    exec 9<evidence
    wait_until 20 visited
    wait_until 20 rests "$(pgrep -P "$LAST_PID")"
    read -r count size <<<"$(wc -lc <&9)"
    exec 9<&-
    wait "$LAST_PID"
    [ "$count" -eq 1000 ]
    [ "$size" -ge 100000000 ]
    [ "$(cat peak)" -le 50000 ]
}

@test "SIGTERM writes what waits, without evidence, and ends in 143" {
    dead_machine 60s
    mkfifo in
    start_filter in out
    exec 9>in
    record url.2 SUCCESS >&9
    record url.1 >&9
    wait_until 30 grep -q SUCCESS out
    # The other line has been read, too.
    wait_until 30 is_connected
    kill -TERM "$FILTER_PID"
    status=0
    wait "$FILTER_PID" || status=$?
    exec 9>&-
    [ "$status" -eq 143 ]
    [ "$(wc -l <out)" -eq 2 ]
    tail -n 1 out | jq -e '.target == "url.1" and (.verdict | test("told to stop"))'
}

@test "SIGINT after the end of the input cuts the visits short" {
    dead_machine 60s
    record url.1 >in
    start_filter in out
    wait_until 30 is_connected
    kill -INT "$FILTER_PID"
    status=0
    wait "$FILTER_PID" || status=$?
    [ "$status" -eq 130 ]
    jq -e '.verdict | test("told to stop")' out
}

@test "a closed stdout ends the filter quietly with 141, a full one with 74" {
    many 20000 >in
    { ended=0; pmon-ssh --conf /dev/null <in 2>err || ended=$?; echo "$ended" >status; } | head -n 1 >/dev/null
    [ "$(cat status)" -eq 141 ]
    [ ! -s err ]
    run --separate-stderr bash -c 'pmon-ssh --conf /dev/null <in >/dev/full'
    [ "$status" -eq 74 ]
    [[ "$stderr" == *"cannot write: stdout: No space left on device"* ]]
}

@test "a reader that has gone ends the filter even while no input comes" {
    dead_machine 1s
    mkfifo in out
    { ended=0; pmon-ssh <in >out 3>&- || ended=$?; echo "$ended" >status; } &
    PIDS+=($!)
    exec 9>in 8<out
    exec 8<&-
    record url.1 >&9
    wait_until 10 test -s status
    exec 9>&-
    [ "$(cat status)" -eq 141 ]
}

@test "memory does not grow with the number of records" {
    many 200000 >in
    run /usr/bin/env time -f %M -o peak pmon-ssh --conf /dev/null <in
    [ "$status" -eq 0 ]
    [ "$(cat peak)" -le 30000 ]
}

@test "wrong usage and unknown targets end in 64" {
    cat >pmon.ini <<'EOF'
[urls]
url.1 = http://127.0.0.1/
EOF
    for arguments in "--concurrency 0" "--nonsense" "url.7" "url.1"; do
        # shellcheck disable=SC2086 # words on purpose
        run --separate-stderr pmon-ssh $arguments </dev/null
        [ "$status" -eq 64 ]
        [ -z "$output" ]
        [[ "$stderr" == "pmon-ssh: error: "* ]]
    done
}

@test "a log.pattern that is no pattern is said, and fails the check of the configuration" {
    printf '[urls]\nurl.1 = http://127.0.0.1/\n[remote]\nurl.1.log.pattern = er\\(ror\n' >pmon.ini
    record url.1 >in
    run --separate-stderr pmon-ssh <in
    [ "$status" -eq 0 ]
    [ "$output" = "$(cat in)" ]
    [[ "$stderr" == *"warn: [remote] url.1.log.pattern: expected a basic grep pattern"* ]]
    run --separate-stderr pmon-ssh --check-config
    [ "$status" -eq 78 ]
    [[ "$stderr" == *"error: pmon.ini:4: [remote] url.1.log.pattern: expected a basic grep pattern"* ]]
}

@test "visits that fail leave no descriptor behind, and close none that is not theirs" {
    start_sshd
    # known_hosts is a folder, so that no host can be judged; and there is no agent.
    cat >pmon.ini <<EOF
[urls]
url.1 = http://127.0.0.1/
url.2 = http://localhost/
[remote]
url.1.type = ssh
url.1.port = $SSH_PORT
url.1.key = user
url.1.known_hosts = $PWD
url.2.type = ssh
url.2.port = $SSH_PORT
url.2.agent = yes
EOF
    export SSH_AUTH_SOCK=$PWD/no-agent
    mkfifo in
    start_filter in out
    exec 9>in
    descriptors() { find "/proc/$FILTER_PID/fd" -mindepth 1 | wc -l; }
    for run in $(seq 10); do
        record url.1 EXCEPTION_ERROR "$run" >&9
        record url.2 EXCEPTION_ERROR "$run" >&9
        wait_until 30 has_lines out $((2 * run))
        [ "$run" -ne 2 ] || before=$(descriptors)
    done
    # A record may be there before its connection is closed.
    is_settled() { [ "$(descriptors)" -le "$before" ]; }
    wait_until 30 is_settled
    exec 9>&-
    wait "$FILTER_PID"
    grep '"url.1"' out | head -n 1 | jq -e '.verdict | test("its host key cannot be checked")'
    grep '"url.2"' out | head -n 1 | jq -e '.verdict | test("tried agent .not available.")'
    command -v strace >/dev/null || skip "strace is not installed"
    record url.2 >one
    strace -f -e trace=close -o trace pmon-ssh <one >out || skip "strace may not trace here"
    run ! grep EBADF trace
}
