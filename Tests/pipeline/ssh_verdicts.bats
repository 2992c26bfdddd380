# SPDX-License-Identifier: MIT
# shellcheck disable=SC2016,SC2030,SC2031,SC2034 # what is quoted is meant for another shell; each test has its own
# A verdict of pmon-ssh holds on real machines: sshd, dropbear, accounts with several login shells, hidden processes.

load helpers
load ssh_helpers

setup() {
    common_setup
    make_keys
    SSHD_WRAPPER=()
}

# An ini file with one ssh address for the server on $SSH_PORT; [remote] lines for it as arguments.
make_check() {
    {
        printf '[urls]\nurl.1 = ssh://127.0.0.1:%s\n[remote]\n' "$SSH_PORT"
        printf 'url.1.%s\n' "$@"
    } >pmon.ini
    chmod 600 pmon.ini
}

# Makes the check, whose record is in the file `record`; true if the jq expression $1 holds for it.
check() {
    pmon-ssh url.1 >record
    jq -e "$1" record >/dev/null || { cat record >&2; return 1; }
}

needs_root() {
    [ "$(id -u)" -eq 0 ] || skip "an account and a mount can be made by root alone"
}

@test "the account of a dead service is not found in pmon's own visit, in any login shell" {
    needs_root
    make_account
    start_sshd "PasswordAuthentication yes"
    make_check "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "process = $ACCOUNT"
    for shell in /bin/sh /bin/bash /bin/zsh /usr/bin/fish /bin/mksh; do
        [ -x "$shell" ] || continue
        usermod --shell "$shell" "$ACCOUNT"
        check '.result == "APPLICATION_ERROR" and .reason == "process"'
        jq -e '.ssh[1] | test("^left out: [0-9]+ lines? of pmon.s own visit$")' record
    done
    sed -i 's/^url.1.process.*/&\nurl.1.scan_cmd = ps -ef | grep '"$ACCOUNT/" pmon.ini
    check '.result == "APPLICATION_ERROR"'
    start setpriv --reuid "$ACCOUNT" --clear-groups sleep 100
    await_program sleep
    check '.result == "SUCCESS" and (.ssh | all(test("sleep 100")))'
}

@test "the account's name is not found in a visit over dropbear, and dropbear itself is" {
    needs_root
    make_account
    usermod --home "$PWD/home" "$ACCOUNT"
    dropbearkey -t ed25519 -f dropbear.key >/dev/null 2>&1
    SSH_PORT=$(free_port)
    start dropbear -F -E -r dropbear.key -p "127.0.0.1:$SSH_PORT" -P "$PWD/pid"
    wait_for_port "$SSH_PORT"
    make_check "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "process = $ACCOUNT"
    check '.result == "APPLICATION_ERROR" and .reason == "process"'
    make_check "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "process = dropbear -F"
    check '.result == "SUCCESS"'
    jq -e --arg pid "$(cat pid)" '.ssh | any(contains(" \($pid) "))' record
}

@test "neither the user's environment nor letters beyond ASCII hide a process" {
    start_sshd "SetEnv SHLVL=5 COLUMNS=80 PS_FORMAT=pid,comm PS_PERSONALITY=sunos4 LC_ALL=C"
    long=$(printf 'x%.0s' $(seq 200))
    ln -s /bin/sleep "$PWD/größe-$long"
    start "$PWD/größe-$long" 100
    # The kernel keeps fifteen bytes of its name.
    wait_until 30 sh -c "! ps -o comm= --ppid $LAST_PID | grep -qx timeout && ps -o comm= --ppid $LAST_PID"
    make_check "key = user" "process = größe-$long 100"
    check '.result == "SUCCESS"'
    make_check "key = user" "process = grösse-$long"
    check '.result == "APPLICATION_ERROR"'
}

@test "a process list without its beginning, and one that hides other users, carry no verdict" {
    needs_root
    make_account
    printf '#!/bin/sh\nmount -t proc -o hidepid=2 proc /proc && exec "$@"\n' >hide
    chmod 755 hide
    SSHD_WRAPPER=(unshare -m ./hide)
    start_sshd "PasswordAuthentication yes"
    make_check "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "process = surely-not-running"
    check '.result == "EXCEPTION_ERROR" and .reason == "protocol"'
    jq -e '.verdict | test("^cannot tell what runs on .*: the machine hides processes of other users")' record
    # root sees all.
    make_check "key = user" "user = root" "process = surely-not-running"
    check '.result == "APPLICATION_ERROR"'
    for command in 'nosuchsudo ps aux | cat' 'nosuchsudo ps aux | grep sshd' 'ps --nonsense | cat'; do
        make_check "key = user" "user = root" "process = sshd" "scan_cmd = $command"
        check '.result == "EXCEPTION_ERROR" and (.verdict | startswith("cannot tell what runs on"))'
    done
}

@test "a process whose parent has not noticed its end does not run" {
    start_sshd
    ln -s /bin/true pmonghost
    printf 'import os, time\nos.fork() or os.execv("./pmonghost", ["pmonghost"])\ntime.sleep(100)\n' >parent.py
    start python3 parent.py
    wait_until 30 sh -c 'ps -eo stat,comm | grep "^Z.*pmonghost"'
    for command in 'ps aux' 'ps -ef' 'ps aux | grep pmonghost' 'ps -eo pid,comm | grep pmonghost'; do
        make_check "key = user" "process = pmonghost" "scan_cmd = $command"
        check '.result == "APPLICATION_ERROR" and (.message | test("is not running: it has ended"))'
        jq -e '.ssh[-1] | test("is of a process that has ended \\(state Z\\)$")' record
    done
}

# True if the kernel knows a process with the argument $1 whose program is python3.
runs() {
    python3 - "$1" <<'EOF'
import contextlib, os, sys
lines = []
for name in filter(str.isdigit, os.listdir("/proc")):
    with contextlib.suppress(OSError), open(f"/proc/{name}/cmdline", "rb") as file:
        lines.append(file.read().split(b"\0"))
sys.exit(not any(b"sleeper.py" in words and sys.argv[1].encode() in words for words in lines))
EOF
}

@test "a marker in the arguments is not missing where a list shows none, or not all" {
    start_sshd
    echo 'import time; time.sleep(300)' >sleeper.py
    local marker=shop$RANDOM$RANDOM command
    local partial=("ps -eo comm" "ps -eo pid,comm" "ps -C python3" "pgrep -l python3" "top -bn1" "ps -ef | cut -c1-50"
        "ps -eo args | awk '{ print \$1 }'" "ps aux | head -n 4" "pstree" "pidof python3")
    local whole=("ps aux" "ps -ef | grep [p]ython3" "ps aux --forest" "pgrep -af $marker" "ps -C python3 -o pid,args"
        "ps -eo args" "busybox ps")
    start python3 sleeper.py "$marker"
    wait_until 10 runs "$marker"
    for command in "${whole[@]}"; do
        make_check "key = user" "process = $marker" "scan_cmd = $command"
        check '.result == "SUCCESS"'
    done
    for command in "${partial[@]}"; do
        make_check "key = user" "process = $marker" "scan_cmd = $command"
        check '.result == "EXCEPTION_ERROR" and (.verdict | test("^cannot tell what runs on .*sleeper.py"))'
    done
    stop_server "${PIDS[-1]}"
    run ! runs "$marker"
    for command in "${whole[@]}" "${partial[@]}"; do
        make_check "key = user" "process = $marker" "scan_cmd = $command"
        check '.result == "APPLICATION_ERROR"'
    done
}

@test "a visit that ran out of time leaves nothing on the machine, sshd or dropbear" {
    needs_root
    start_sshd
    # The login is within the time, too. No other run of this test may look for the same command.
    local time=86121.$RANDOM$RANDOM
    make_check "key = user" "timeout = 6s" "scan_cmd = (trap '' TERM HUP PIPE; sleep $time; sleep $time) | cat" "process = x"
    check '.result == "EXCEPTION_ERROR" and .reason == "timeout"'
    jq -e --arg time "$time" '.message | test("no answer within 6s while running .*sleep \($time)")' record
    wait_until 10 is_gone "$time"
    make_account
    dropbearkey -t ed25519 -f dropbear.key >/dev/null 2>&1
    SSH_PORT=$(free_port)
    start dropbear -F -E -r dropbear.key -p "127.0.0.1:$SSH_PORT" -P "$PWD/pid"
    wait_for_port "$SSH_PORT"
    make_check "user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "timeout = 6s" "scan_cmd = sleep $time | cat" "process = x"
    check '.result == "EXCEPTION_ERROR" and .reason == "timeout"'
    jq -e '.message | test("while running")' record
    wait_until 10 is_gone "$time"
}

is_gone() {
    ! pgrep -f "sleep $1"
}

@test "a disk without inodes, one that is read-only, and images that are full" {
    needs_root
    mkdir few sealed image
    truncate -s 8M disk
    mkfs.ext4 -q disk 2>/dev/null || skip "ext4 cannot be made here"
    cat >mounts <<'EOF'
#!/bin/sh
mount -t tmpfs -o nr_inodes=4,size=1m few few && touch few/1 few/2 few/3 &&
    mount -t tmpfs -o size=8k image image && head -c 8192 /dev/zero >image/full && mount -o remount,ro image &&
    mount -o loop disk sealed && mount -o remount,ro sealed && exec "$@"
EOF
    chmod 755 mounts
    unshare -m ./mounts true || skip "nothing can be mounted here"
    SSHD_WRAPPER=(unshare -m ./mounts)
    start_sshd
    make_check "key = user" "process = sshd"
    check '.verdict | test("sealed is read-only") and test("no inode is left on .*/few") and (test("image is") | not)'
    jq -e '."file.system" | test("cannot fill up: .*/image") and test("inodes in use: 100 % of .*/few")' record
}

@test "the limit of a container's memory, in both versions of control groups" {
    needs_root
    # A container as its processes see it: $1 are shell commands that write the files of its control group.
    contained() {
        SSHD_WRAPPER=(unshare -m sh -c "mount -t tmpfs none /sys/fs/cgroup && (cd /sys/fs/cgroup && $1) && exec \"\$@\"" sh)
        SSH_PORT=
        start_sshd
        make_check "key = user" "process = sshd"
    }
    contained 'echo 268435456 >memory.max; echo 268000000 >memory.current; echo inactive_file 1000000 >memory.stat'
    check '.verdict | test("^the container.s memory is exhausted: 1 MiB of 256 MiB available")'
    jq -e '.memory | endswith("ContainerLimit: 262144 kB\nContainerAvailable: 1401 kB")' record
    contained 'mkdir memory; cd memory; echo 268435456 >memory.limit_in_bytes; echo 268000000 >memory.usage_in_bytes; echo total_inactive_file 0 >memory.stat'
    check '.verdict | test("^the container.s memory is exhausted: 0 MiB of 256 MiB available")'
    contained 'echo 268435456 >memory.max; echo 268000000 >memory.current; echo active_file 200000000 >memory.stat'
    check '(.verdict | test("exhausted") | not) and (.memory | contains("ContainerLimit"))'
    contained 'echo max >memory.max; echo 268000000 >memory.current'
    check '(.verdict | test("exhausted") | not) and (.memory | contains("Container") | not)'
}

@test "the search of logs says what it saw and what it could not" {
    needs_root
    make_account
    chmod 755 .
    mkdir -m 755 logs
    printf 'An Error\n' >logs/a.log
    printf 'x' >logs/b.log.gz
    chmod 644 logs/a.log logs/b.log.gz
    start_sshd "PasswordAuthentication yes"
    local as=("key = user" "user = root" "process = sshd" "log.pattern = error")
    make_check "${as[@]}" "log.dir = $PWD/logs"
    check '.verdict | test("1 log line matches .error., last: An Error; searched 1 log file, 9 bytes, left out: 1 compressed")'
    make_check "${as[@]}" "log.dir = $PWD/logs" "log.files = *.log" "log.case = exact"
    check '.verdict | test("no log line matches .error.; searched 1 log file, 9 bytes; nothing unusual found")'
    make_check "${as[@]}" "log.dir = $PWD/nosuch"
    check '.verdict | test("there is no log folder")'
    # The account may not read the folder, nor look into the one above.
    as=("user = $ACCOUNT" "pwd = $ACCOUNT_PASSWORD" "process = sshd" "log.pattern = error")
    closed=$(mktemp -d /tmp/pmon-test.XXXXXX)
    mkdir "$closed/sub"
    make_check "${as[@]}" "log.dir = $closed"
    pmon-ssh url.1 >record
    make_check "${as[@]}" "log.dir = $closed/sub"
    pmon-ssh url.1 >>record
    rm -r "$closed"
    [ "$(jq -r .verdict record | grep -c 'the log folder .* is not readable')" -eq 2 ]
}

@test "a key that is not there is a wrong setting, unless something else lets pmon in" {
    start_sshd
    make_check 'key = gone' 'agent = false' 'scan_cmd = echo x' 'process = x'
    check '.reason == "config" and (.message | test("key .*gone"))'
    make_check 'key = other' 'agent = false' 'scan_cmd = echo x' 'process = x'
    ssh-keygen -q -t ed25519 -N '' -f other
    check '.reason == "refused"'
    start_empty_agent
    ssh-add -q user
    make_check 'key = gone' 'agent = true' 'scan_cmd = echo x' 'process = x'
    check '.result == "SUCCESS"'
}
