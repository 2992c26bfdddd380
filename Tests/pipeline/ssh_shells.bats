# SPDX-License-Identifier: MIT
# Shells that do not run pmon's commands: the message says how they ended, by libssh2 and by the system's ssh. Real accounts.

load helpers
load ssh_helpers

setup() {
    account_setup
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys"
}

# The shell of the account is a script of the lines $@.
shell_is() {
    printf '%s\n' '#!/bin/sh' "$@" >"$ACCOUNT_HOME/shell"
    chmod 755 "$ACCOUNT_HOME" "$ACCOUNT_HOME/shell"
    usermod --shell "$ACCOUNT_HOME/shell" "$ACCOUNT"
}

# A visit of type $1 fails, and the end of its message is $2.
says() {
    remote_ini "key = user" "user = $ACCOUNT" "timeout = 20s" "process = x" "type = $1"
    pmon-ssh url.1 >record
    jq -e --arg words ": $2" '.result == "EXCEPTION_ERROR" and .reason == "protocol" and (.message | endswith($words))' record
}

# The same for both types.
both_say() {
    says ssh "$1"
    says openssh "$1"
}

@test "a shell that ends by itself: its status, and what it said on either stream" {
    local did='before the commands did'
    usermod --shell /bin/false "$ACCOUNT"
    both_say "its shell ended with status 1 $did"
    usermod --shell /usr/sbin/nologin "$ACCOUNT"
    both_say "its shell ended with status 1 $did: This account is currently not available."
    usermod --shell /bin/true "$ACCOUNT"
    both_say "its shell ended $did, and reported no error"
    shell_is 'exit 3'
    both_say "its shell ended with status 3 $did"
    shell_is 'echo the account has expired >&2' 'exit 77'
    both_say "its shell ended with status 77 $did: the account has expired"
    shell_is 'echo Welcome aboard'
    both_say "its shell ended $did, and reported no error: Welcome aboard"
    shell_is 'head -c 300 >/dev/null' 'echo half way' 'exit 6'
    both_say "its shell ended with status 6 $did: half way"
    # What it leaves in the background keeps nobody waiting.
    shell_is 'sleep 3 <&- >&- 2>&- &' 'exit 7'
    both_say "its shell ended with status 7 $did"
}

@test "a shell that closes its output and goes on has not ended" {
    shell_is 'exec >&- 2>&-' 'sleep 2' 'exit 5'
    both_say 'its shell ended with status 5 before the commands did'
    shell_is 'exec >&- 2>&-' 'exec sleep 8'
    remote_ini "key = user" "user = $ACCOUNT" "timeout = 4s" "process = x"
    pmon-ssh url.1 >record
    jq -e '.reason == "timeout" and (.message | endswith("within 4s while its shell went on without its output"))' record
}

@test "a shell that a signal ends, and a status that is that of ssh as well" {
    local signal
    for signal in KILL SEGV TERM; do
        shell_is "kill -$signal \$\$"
        says ssh "signal $signal ended its shell before the commands did"
        says openssh 'its shell ended before the commands did, by a signal or with status 255'
    done
    shell_is 'echo oops >&2' 'exit 255'
    says ssh 'its shell ended with status 255 before the commands did: oops'
    says openssh "ssh, or the machine's shell, ended with status 255: oops"
    # Killed in the midst of the commands: the evidence that has come stays.
    usermod --shell /bin/sh "$ACCOUNT"
    local type
    for type in ssh openssh; do
        remote_ini "key = user" "user = $ACCOUNT" "timeout = 20s" "process = x" "type = $type" "scan_cmd = kill -9 -\$\$"
        pmon-ssh url.1 >record
        jq -e 'has("memory") and (.message | test("incomplete: (signal KILL ended its shell|its shell ended before.*by a signal)"))' record
    done
}

@test "a server that runs another command, or none" {
    usermod --shell /bin/sh "$ACCOUNT"
    local port=$SSH_PORT
    unset SSH_PORT
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys" 'ForceCommand echo forced; exit 9'
    both_say 'its shell ended with status 9 before the commands did: forced'
    unset SSH_PORT
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys" 'ForceCommand internal-sftp'
    both_say 'its shell ended with status 1 before the commands did: This service allows sftp connections only.'
    unset SSH_PORT
    start_sshd "AuthorizedKeysFile .ssh/authorized_keys" 'MaxSessions 0'
    says ssh 'the server runs no commands: Channel open failure (connect failed)'
    says openssh 'ssh: channel 0: open failed: connect failed: open failed'
    [ "$SSH_PORT" != "$port" ]
}
