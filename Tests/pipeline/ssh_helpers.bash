# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# For the tests of pmon-ssh: real servers on loopback, hostile ones, and records.

# Nobody else reads what a test writes: pmon warns where a password could be read by others.
umask 077

# What most files need; one that needs more defines its own.
setup() {
    common_setup
    make_keys
}

teardown() {
    common_teardown
    remove_account
}

# What a test begins with whose machine has an account of its own, with a home and the key of this test. Needs root.
account_setup() {
    common_setup
    [ "$(id -u)" -eq 0 ] || skip "an account can be made by root alone"
    make_keys
    make_account
    make_home user.pub
}

# Keys of this test: host and user, both Ed25519.
make_keys() {
    ssh-keygen -q -t ed25519 -N '' -C host -f host
    ssh-keygen -q -t ed25519 -N '' -C user -f user
}

# A real sshd for the account of the tests on $SSH_PORT; further sshd_config lines as arguments, which come first. The
# words of the array SSHD_WRAPPER stand before the command.
start_sshd() {
    SSH_PORT=${SSH_PORT:-$(free_port)}
    mkdir -p /run/sshd
    {
        printf '%s\n' "$@"
        # Of this one, sshd takes the last.
        [[ "$*" == *MaxStartups* ]] || echo 'MaxStartups 200'
        cat <<EOF
Port $SSH_PORT
ListenAddress 0.0.0.0
HostKey $PWD/host
AuthorizedKeysFile $PWD/user.pub
StrictModes no
UsePAM no
PidFile none
LogLevel DEBUG
SetEnv SHLVL=5
EOF
    } >"sshd_config.$SSH_PORT"
    start "${SSHD_WRAPPER[@]}" /usr/sbin/sshd -D -f "sshd_config.$SSH_PORT" -E "$PWD/sshd.log"
    wait_for_port "$SSH_PORT"
}

# Starts an agent without keys at $PWD/agent, and waits until it answers.
start_empty_agent() {
    start ssh-agent -D -a "$PWD/agent"
    export SSH_AUTH_SOCK=$PWD/agent
    wait_until 30 agent_answers
}

# True if the agent can be asked: that it has no keys is 1, that nobody listens is 2.
agent_answers() {
    local code=0
    ssh-add -l || code=$?
    [ "$code" -lt 2 ]
}

# Waits until the program that `start` has just started runs in the place of the shell that started it.
await_program() { wait_until 30 pgrep -P "$LAST_PID" -x "$1"; }

# Ends a server that `start` has started, and waits until it has gone.
stop_server() {
    kill "$1"
    wait "$1" 2>/dev/null || true
}

# A system account with a password for one test file; removed by remove_account. Needs root.
make_account() {
    ACCOUNT=pmont$$
    ACCOUNT_PASSWORD="canary-$RANDOM$RANDOM"
    useradd --no-create-home --home-dir /nonexistent --shell /bin/sh "$ACCOUNT"
    printf '%s:%s\n' "$ACCOUNT" "$ACCOUNT_PASSWORD" | chpasswd
}

remove_account() {
    [ -z "${ACCOUNT:-}" ] || userdel "$ACCOUNT" 2>/dev/null || true
    [ -z "${ACCOUNT_HOME:-}" ] || rm -rf "$ACCOUNT_HOME"
}

# A home for the account, which nobody else writes to, in $ACCOUNT_HOME; sshd finds the public keys of $@ in it.
make_home() {
    ACCOUNT_HOME=$(mktemp -d)
    mkdir -m 700 "$ACCOUNT_HOME/.ssh"
    cat "$@" >"$ACCOUNT_HOME/.ssh/authorized_keys"
    usermod --home "$ACCOUNT_HOME" "$ACCOUNT"
    chown -R "$ACCOUNT:" "$ACCOUNT_HOME"
}

# Runs a command as the account, in its home and with nothing of this test's environment but PATH.
as_account() {
    (cd "$ACCOUNT_HOME" && setpriv --reuid "$ACCOUNT" --regid "$ACCOUNT" --clear-groups \
        env -i HOME="$ACCOUNT_HOME" PATH="$PATH" "$@")
}

# An ini file for a check of the server on $SSH_PORT; the arguments are lines of [remote], of which the first with a key
# counts.
remote_ini() {
    {
        printf '[urls]\nurl.1 = ssh://127.0.0.1:%s\n[remote]\n' "$SSH_PORT"
        printf '%s\n' "$@" | awk '!seen[$1]++ { print "url.1." $0 }'
    } >pmon.ini
}

# A record of target $1 with result $2 (EXCEPTION_ERROR) and run $3 (1).
record() {
    printf '{"url":"http://127.0.0.1/%s","time":"2026-11-22 17:23:48.942493","result":"%s","message":"m","target":"%s","run":%s,"foo":1.50}\n' \
        "$1" "${2:-EXCEPTION_ERROR}" "$1" "${3:-1}"
}

# A hostile server: $1 is the stage at which it misbehaves, see ssh_hostile.py. Its port is in $HOSTILE_PORT.
start_hostile() {
    HOSTILE_PORT=$(free_port)
    start python3 "$PROJECT/Tests/pipeline/ssh_hostile.py" "$HOSTILE_PORT" "$1"
    wait_for_port "$HOSTILE_PORT"
}

# pmon-ssh in the background from file $1 to file $2, further arguments behind; its id is in $FILTER_PID.
start_filter() {
    local input=$1 output=$2
    shift 2
    pmon-ssh "$@" <"$input" >"$output" 3>&- &
    FILTER_PID=$!
    PIDS+=("$FILTER_PID")
}

# True if file $1 has $2 lines.
has_lines() {
    [ "$(wc -l <"$1")" -eq "$2" ]
}
