# SPDX-License-Identifier: MIT
# shellcheck disable=SC2030,SC2031,SC2034 # each test has its own
# However a visit ends, nothing of it stays on the machine for longer than the visit had.

load helpers
load ssh_helpers

setup() { account_setup; }

is_idle() {
    ! pgrep -u "$ACCOUNT" >/dev/null
}

@test "a start-up file that hangs costs the visit its time, and its commands are not run later" {
    # bash reads .bashrc where it thinks that it runs under a server, which SHLVL would deny.
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys" "SetEnv A=1"
    usermod --shell /bin/bash "$ACCOUNT"
    echo 'while [ -e ~/hold ]; do sleep 0.1; done' >"$ACCOUNT_HOME/.bashrc"
    chmod 644 "$ACCOUNT_HOME/.bashrc"
    touch "$ACCOUNT_HOME/hold"
    local begin type
    for type in ssh openssh; do
        remote_ini "key = user" "user = $ACCOUNT" "timeout = 6s" "process = x" "scan_cmd = touch ~/run" "type = $type"
        begin=$SECONDS
        pmon-ssh url.1 >record
        [ $((SECONDS - begin)) -le 12 ]
        jq -e '.result == "EXCEPTION_ERROR" and .reason == "timeout" and
            (.message | test("no answer within 6s while .*login shell was starting"))' record
    done
    rm "$ACCOUNT_HOME/hold"
    wait_until 20 is_idle
    [ ! -e "$ACCOUNT_HOME/run" ]
    # The same account is looked into now.
    pmon-ssh url.1 >record
    [ -e "$ACCOUNT_HOME/run" ]
}

@test "the commands of a pmon-ssh that is killed end at the machine's own limit" {
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys"
    local type
    for type in ssh openssh; do
        remote_ini "key = user" "user = $ACCOUNT" "timeout = 4s" "process = x" "type = $type" \
            "scan_cmd = (trap '' TERM HUP PIPE; setsid sleep 86200; sleep 86200) | cat"
        pmon-ssh url.1 >record 3>&- &
        PIDS+=($!)
        wait_until 20 pgrep -u "$ACCOUNT" -f "sleep 86200"
        kill -9 $!
        wait_until 15 is_idle
    done
}
