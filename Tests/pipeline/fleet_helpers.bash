# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Hosts on loopback: each an sshd of its own, with its own address, port and key.

# Writes what the hosts share: a key for the user, and the configuration of ssh. PARALLEL_SSH uses it.
prepare_hosts() {
    [ "$(id -u)" -ne 0 ] || mkdir -p /run/sshd
    ssh-keygen -q -t ed25519 -N '' -f user_key
    HOST_PORT=$(free_port)
    cat >ssh_config <<END
Host *
  Port $HOST_PORT
  IdentityFile $PWD/user_key
  IdentitiesOnly yes
  UserKnownHostsFile $PWD/known_hosts
  StrictHostKeyChecking accept-new
  LogLevel ERROR
  BatchMode yes
  ConnectTimeout 5
END
    export PARALLEL_SSH="ssh -F $PWD/ssh_config" PARALLEL_HOME=$PWD/parallel HOME=$PWD
}

# Starts the host $1 at the address $2. Its process id is in $LAST_PID.
start_host() {
    ssh-keygen -q -t ed25519 -N '' -f "host_key_$1"
    cat >"sshd_$1.conf" <<END
Port $HOST_PORT
ListenAddress $2
HostKey $PWD/host_key_$1
AuthorizedKeysFile $PWD/user_key.pub
SetEnv SHLVL=5
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
MaxStartups 100
END
    printf 'Host %s\n  HostName %s\n' "$1" "$2" | cat - ssh_config >ssh_config.new
    mv ssh_config.new ssh_config
    timeout 600 /usr/sbin/sshd -D -e -f "sshd_$1.conf" 2>"sshd_$1.log" 3>&- &
    LAST_PID=$!
    PIDS+=("$LAST_PID")
    wait_until 60 ssh -F ssh_config "$1" true
}

# The process ids of all descendants of $1, or of those that are the program $2.
descendants() {
    ps -eo pid=,ppid=,comm= | awk -v root="$1" -v program="${2:-}" '
        { parent[$1] = $2; name[$1] = $3 }
        END {
            for (pid in parent) {
                for (above = parent[pid]; above in parent && above != root; above = parent[above]) continue
                if (above == root && (program == "" || name[pid] == program)) print pid
            }
        }'
}

# True if the host with the process id $1 is probing.
is_busy() { [ -n "$(descendants "$1" pmon-probe)" ]; }

# Cuts the power of the host with the process id $1: the daemon, its sessions and what they run.
kill_host() {
    # shellcheck disable=SC2046 # words on purpose
    kill -9 $(descendants "$1") "$1" 2>/dev/null
}

# True if a descendant of $1 is the program $2; its id is in $FOUND.
is_running() {
    FOUND=$(descendants "$1" "$2")
    [ -n "$FOUND" ]
}
