# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2030,SC2031 # what is quoted is meant for another shell; each test has its own
# pmon-ssh on real machines: sshd and dropbear, every way to log in, everything that is gathered.

load helpers
load ssh_helpers

# An ini file for the server on $SSH_PORT: url.1 with a marker that runs, url.2 with one that does not, and url.3
# with an ssh address; further [remote] lines for all three as arguments.
make_ini() {
    mkdir -p logs
    printf 'an ERROR here\nall fine\nanother error\n' >logs/app.log
    {
        cat <<EOF
[urls]
url.1 = http://127.0.0.1/
url.2 = http://127.0.0.1/two
url.3 = ssh://127.0.0.1:$SSH_PORT
[remote]
url.1.type = ssh
url.2.type = ssh
url.1.process = sshd_config.
url.2.process = surely-not-running
url.3.process = surely-not-running
url.1.log.dir = $PWD/logs
url.1.log.files = *.log
url.1.log.pattern = error
EOF
        local number line
        for number in 1 2 3; do
            [ "$number" -eq 3 ] || echo "url.$number.port = $SSH_PORT"
            for line in "$@"; do echo "url.$number.$line"; done
        done
    } >pmon.ini
}

@test "a failed record gains everything, and keeps all it had" {
    start_sshd
    make_ini "key = user"
    record url.1 >in
    run --separate-stderr pmon-ssh <in
    [ "$status" -eq 0 ]
    [ -z "$stderr" ]
    # The own check of url.3 comes along, because a run has passed.
    [ "${#lines[@]}" -eq 2 ]
    evidence=$(printf '%s\n' "${lines[@]}" | grep '"url.1"')
    jq -e '.ssh | length >= 1 and all(test("sshd_config\\."))' <<<"$evidence"
    jq -e '."file.system" | startswith("Filesystem ") and contains("1024-blocks")' <<<"$evidence"
    jq -e '.memory | split("\n") | all(test("^(Mem|Cache|Swap)"))' <<<"$evidence"
    jq -e '.logs == "an ERROR here\nanother error"' <<<"$evidence"
    jq -e '.verdict | test("2 log lines match .error., last: another error")' <<<"$evidence"
    jq -e 'del(.ssh, ."file.system", .memory, .logs, .verdict)' <<<"$evidence" >kept
    jq . in | cmp - kept
    # The spelling of numbers stays as well.
    [[ "$evidence" == *'"foo":1.50'* ]]
    check=$(printf '%s\n' "${lines[@]}" | grep '"url.3"')
    jq -e '.run == 1 and (has("of") | not) and .result == "APPLICATION_ERROR" and .reason == "process"' <<<"$check"
}

@test "addresses of one machine share one login; a second run has one of its own" {
    start_sshd
    make_ini "key = user"
    { record url.1; record url.2; record url.1; } >in
    run --separate-stderr pmon-ssh <in
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 4 ]
    [ "$(grep -c 'Accepted publickey' sshd.log)" -eq 1 ]
    printf '%s\n' "${lines[@]}" | jq -se 'map(select(.target == "url.2")) | .[0].verdict | test("^process .surely-not-running. is not running")'
    { record url.1 EXCEPTION_ERROR 7; record url.2 EXCEPTION_ERROR 7; } | pmon-ssh >out
    has_lines out 3
    [ "$(grep -c 'Accepted publickey' sshd.log)" -eq 2 ]
}

@test "--all gathers for healthy records, too" {
    start_sshd
    make_ini "key = user"
    record url.1 SUCCESS >in
    run pmon-ssh --all <in
    [ "$status" -eq 0 ]
    printf '%s\n' "${lines[@]}" | jq -se 'map(select(.target == "url.1")) | .[0] | .result == "SUCCESS" and has("verdict")'
}

@test "empty input and arguments make pmon-ssh check by itself, and pmon-store takes the records" {
    start_sshd
    make_ini "key = user"
    pmon-ssh </dev/null >empty
    has_lines empty 1
    jq -e '.target == "url.3" and .url == "ssh://127.0.0.1:'"$SSH_PORT"'"' empty
    # No input is read, so that a terminal or an open pipe does not hold it up.
    run --separate-stderr timeout 20 pmon-ssh url.1 URL.3 url.1 < <(exec sleep 30 3>&-)
    [ "$status" -eq 0 ]
    [ "${#lines[@]}" -eq 2 ]
    printf '%s\n' "${lines[@]}" | jq -se 'map({(.target): .result}) | add == {"url.1": "SUCCESS", "url.3": "APPLICATION_ERROR"}'
    printf '%s\n' "${lines[@]}" | jq -se 'all(.[]; (.at | type) == "number" and (.time | length) == 26)'
    printf '%s\n' "${lines[@]}" | pmon-store
    [ "$(pmon-store export | wc -l)" -eq 2 ]
}

@test "dropbear is looked into as well" {
    dropbearkey -t ed25519 -f dropbear.key >/dev/null 2>&1
    SSH_PORT=$(free_port)
    # dropbear reads authorized_keys in the home folder of the account.
    home=$(getent passwd "$(id -un)" | cut -d: -f6)
    [ ! -e "$home/.ssh/authorized_keys" ] || skip "the account has authorized_keys of its own"
    had_folder=$([ -d "$home/.ssh" ] && echo yes || true)
    [ -n "$had_folder" ] || mkdir -m 700 "$home/.ssh"
    install -m 600 user.pub "$home/.ssh/authorized_keys"
    # -e and SHLVL: bash takes itself for a later shell, so the account's start-up files are not read.
    start env SHLVL=5 dropbear -F -E -e -s -r dropbear.key -p "127.0.0.1:$SSH_PORT"
    wait_for_port "$SSH_PORT"
    make_ini "key = user"
    run --separate-stderr pmon-ssh url.2
    rm "$home/.ssh/authorized_keys"
    [ -n "$had_folder" ] || rmdir "$home/.ssh"
    [ "$status" -eq 0 ]
    jq -e '.result == "APPLICATION_ERROR" and .reason == "process" and has("memory") and has("file.system")' <<<"$output"
}

@test "a password, asked for by PAM's account; a wrong one; the agent; a key with a passphrase" {
    [ "$(id -u)" -eq 0 ] || skip "an account can be made by root alone"
    make_account
    ssh-keygen -q -t ecdsa -N 'canary passphrase' -C locked -f locked
    cat locked.pub >>user.pub
    chmod 755 . && chmod 644 user.pub
    start_sshd "PasswordAuthentication yes"
    export PMON_TEST_PASSWORD=$ACCOUNT_PASSWORD
    make_ini "user = $ACCOUNT" "pwd = env:PMON_TEST_PASSWORD"
    run --separate-stderr pmon-ssh url.1
    jq -e '.result == "SUCCESS"' <<<"$output"
    make_ini "user = $ACCOUNT" "pwd = canary-wrong"
    run --separate-stderr pmon-ssh url.1
    [ "$status" -eq 0 ]
    jq -e '.result == "EXCEPTION_ERROR" and .reason == "refused" and (.message | test("permission denied, tried password"))' <<<"$output"
    [[ "$output$stderr" != *canary* ]]
    make_ini "user = root" "key = locked" "passphrase = canary passphrase"
    run --separate-stderr pmon-ssh url.1
    jq -e '.result == "SUCCESS"' <<<"$output"
    [[ "$output$stderr" != *canary* ]]
    make_ini "user = root" "agent = yes"
    start_empty_agent
    ssh-add -q user
    run --separate-stderr pmon-ssh url.1
    jq -e '.result == "SUCCESS"' <<<"$output"
}

@test "keyboard-interactive is answered where it is asked for, and only there" {
    [ "$(id -u)" -eq 0 ] || skip "an account can be made by root alone"
    make_account
    start_sshd "UsePAM yes" "PasswordAuthentication no" "KbdInteractiveAuthentication yes" "PubkeyAuthentication no"
    make_ini "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD"
    chmod 600 pmon.ini
    run --separate-stderr pmon-ssh url.1
    jq -e '.message | test("nothing to log in with: the server offers keyboard-interactive, which the password answers with keyboard = yes$")' <<<"$output"
    make_ini "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "keyboard = yes"
    run --separate-stderr pmon-ssh url.1
    jq -e '.result == "SUCCESS"' <<<"$output"
    [[ "$output$stderr" != *"$ACCOUNT_PASSWORD"* ]]
}

@test "no secret appears anywhere while it is in use" {
    start_hostile silent
    SSH_PORT=$HOSTILE_PORT
    make_ini "pwd = canary-password" "timeout = 4s" "key = user" "passphrase = canary-passphrase"
    sed -i "s|^url.3 = .*|url.3 = ssh://u:canary-url@127.0.0.1:$SSH_PORT|" pmon.ini
    { echo '[pmon]'; echo 'log.file = pmon.log'; echo 'log.level = DEBUG'; cat pmon.ini; } >all.ini
    record url.1 >in
    start_filter in out --conf all.ini
    wait_until 30 is_reached
    tr '\0' ' ' <"/proc/$FILTER_PID/cmdline" >cmdline
    wait "$FILTER_PID"
    has_lines out 2
    run ! grep -rh canary out cmdline pmon.log
    jq -se 'map(select(.target == "url.3")) | .[0].url == "ssh://u:***@127.0.0.1:'"$SSH_PORT"'"' out
}

is_reached() {
    ss -Htn state established "( dport = :$HOSTILE_PORT )" | grep -q .
}

@test "nothing of the configuration is run as a command" {
    start_sshd
    make_ini "key = user"
    {
        grep -v '^url.1.\(log\|process\)' pmon.ini
        printf 'url.1.process = $(touch %s/pwned)\n' "$PWD"
        printf "url.1.log.dir = %s/logs'; touch %s/pwned; '\n" "$PWD" "$PWD"
        printf 'url.1.log.files = *.log;touch %s/pwned\n' "$PWD"
        printf 'url.1.log.pattern = `touch %s/pwned`\n' "$PWD"
    } >evil.ini
    run --separate-stderr pmon-ssh --conf evil.ini url.1
    [ "$status" -eq 0 ]
    jq -e '.result == "APPLICATION_ERROR"' <<<"$output"
    [ ! -e pwned ]
}

@test "a process list that failed does not find the process in its own complaint" {
    start_sshd
    make_ini "key = user" "scan_cmd = echo cannot connect to surely-not-running >&2; exit 1"
    run --separate-stderr pmon-ssh url.2
    jq -e '.result == "EXCEPTION_ERROR" and .reason == "protocol"' <<<"$output"
    jq -e '.message | test("cannot tell what runs on .* ended with status 1: cannot connect to surely-not-running")' <<<"$output"
}

@test "what a machine says is made harmless" {
    start_sshd
    make_ini "key = user" "scan_cmd = printf 'surely-not-running \\033[31mred\\033[0m \\377 \\a\\n'"
    run --separate-stderr pmon-ssh url.2
    jq -e '.result == "SUCCESS" and .ssh == ["surely-not-running red � "]' <<<"$output"
}

@test "one hundred machines at once" {
    start_sshd
    {
        echo '[urls]'
        for n in $(seq 100); do echo "url.$n = ssh://127.0.1.$n:$SSH_PORT"; done
        echo '[remote]'
        for n in $(seq 100); do printf 'url.%s.key = user\nurl.%s.process = sshd\nurl.%s.timeout = 60s\n' "$n" "$n" "$n"; done
    } >pmon.ini
    pmon-ssh </dev/null >out
    [ "$(jq -r .result out | sort | uniq -c | tr -s ' ')" = " 100 SUCCESS" ]
    has_lines known_hosts 100
}
