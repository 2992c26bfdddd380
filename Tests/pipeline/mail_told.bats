#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# shellcheck disable=SC2154 # run sets stderr
# The told file: what was told is not told again, what was not is, whatever becomes of the file and of pmon-mail.

load helpers
load mail_helpers

setup_file() { make_certificates "$BATS_FILE_TMPDIR"; }

# A channel that takes what it is told, and one failing address.
configure() {
    printf '[pmon]\nid = vm\nlatest.file = current.json\n[urls]\nurl.1 = http://localhost/a\n[tell]\nops.command = cat >>ops\n' >pmon.ini
    latest EXCEPTION_ERROR 1
    touch ops
}

# Runs a script in a mount namespace of its own, in which ./disk can be mounted.
with_mounts() {
    mkdir -p disk
    local enter=(unshare --mount)
    [ "$(id -u)" -eq 0 ] || enter=(unshare --user --map-root-user --mount)
    "${enter[@]}" true 2>/dev/null || skip "nothing can be mounted here"
    run --separate-stderr "${enter[@]}" bash -c "$1"
}

@test "a told file that cannot be written is found before anybody is told: nothing is told, at any run" {
    configure
    sed -i 's|^latest.file.*|latest.file = disk/current.json|' pmon.ini
    # Full: the file that is there leaves no block free.
    with_mounts 'mount -t tmpfs -o size=16k tmpfs disk && cp current.json disk/ && touch disk/current.json.told.lock &&
        dd if=/dev/zero of=disk/rest bs=4k 2>/dev/null; for n in 1 2; do pmon-mail; echo $?; done; rm disk/rest; pmon-mail; echo $?; pmon-mail'
    [ "$output" = $'74\n74\n0' ]
    [[ "$stderr" == *"cannot write: "*"current.json.told.tmp: No space left on device; nothing is reported, because every run would report it again"* ]]
    [ "$(wc -l <ops)" -eq 1 ]
    : >ops
    # Read-only.
    with_mounts 'mount -t tmpfs tmpfs disk && cp current.json disk/ && touch disk/current.json.told.lock && mount -o remount,ro disk &&
        for n in 1 2; do pmon-mail; echo $?; done; mount -o remount,rw disk; pmon-mail; echo $?'
    [ "$output" = $'73\n73\n0' ]
    [[ "$stderr" == *"Read-only file system"* ]]
    [ "$(wc -l <ops)" -eq 1 ]
    : >ops
    # A folder stands in its place; the folder of the latest file is not there.
    mkdir -p disk/current.json.told
    cp current.json disk/
    run pmon-mail
    [ "$status" -ne 0 ]
    rm -r disk
    run pmon-mail
    [ "$status" -eq 73 ]
    [ ! -s ops ]
}

@test "so it is where another user owns the file or its folder" {
    [ "$(id -u)" -eq 0 ] || skip "needs root"
    configure
    mkdir disk
    cp current.json disk/
    sed -i 's|^latest.file.*|latest.file = disk/current.json|' pmon.ini
    chmod 666 ops
    chmod 755 "$BATS_TEST_TMPDIR" "$BATS_FILE_TMPDIR" "$BATS_RUN_TMPDIR" 2>/dev/null || true
    as_nobody() { setpriv --reuid=65534 --regid=65534 --clear-groups "$@"; }
    as_nobody test -r "$PWD/pmon.ini" || skip "another user cannot come here"
    as_nobody "$PMON_BIN/pmon-mail" --version || skip "another user cannot run pmon"
    # The folder is not theirs.
    touch disk/current.json.told.lock
    run as_nobody pmon-mail
    [ "$status" -eq 77 ]
    # The folder is everybody's, as /tmp is, the file is not.
    chmod 1777 disk
    echo '{}' >disk/current.json.told
    for mode in 644 600; do
        chmod "$mode" disk/current.json.told
        run as_nobody pmon-mail
        [ "$status" -eq 77 ]
        [[ "$output" == *"nothing is reported"* ]]
    done
    [ ! -s ops ]
    rm disk/current.json.told
    as_nobody pmon-mail
    as_nobody pmon-mail
    [ "$(wc -l <ops)" -eq 1 ]
}

@test "the told file is for its owner alone, and has no password of an address" {
    configure
    jq -c '{"http://joe:geheim@localhost/a": ."http://localhost/a"}' current.json >new
    mv new current.json
    # As an older pmon has left it.
    jq -n '{recipients: {"tell:ops": {at: 1, scan: "whole", down: {"http://joe:geheim@localhost/a": 1795350060}}},
        outages: {"http://joe:geheim@localhost/a": {start: 1795350060, before: 0, began: 1795350060, streak: 1, seen: 1795350060}}}' >current.json.told
    chmod 644 current.json.told
    pmon-mail
    # It was told before.
    [ ! -s ops ]
    jq -c '{"http://joe:geheim@localhost/a": .[]}' <<<"$(latest SUCCESS 3 3 1 EXCEPTION_ERROR; cat current.json)" >new
    mv new current.json
    pmon-mail
    [ "$(jq -c '[.recovered[] | [.url, .downtime]]' ops)" = '[["http://joe:***@localhost/a",120]]' ]
    run ! grep -r geheim ops current.json.told
    grep -q 'joe:\*\*\*@localhost' current.json.told || jq -e '.recipients."tell:ops".down == {}' current.json.told
    [ "$(stat -c %a current.json.told)" = 600 ]
    # One that fails is not hidden by another one that only its password tells apart.
    latest SUCCESS 9
    jq -c '."http://localhost/a" as $r | {"http://joe:one@localhost/a": ($r + {result: "EXCEPTION_ERROR"}), "http://joe:two@localhost/a": $r}' current.json >new
    mv new current.json
    [ "$(pmon-mail --events | jq '.fresh | length')" = 1 ]
}

@test "killed at each step of a mail, pmon-mail loses nothing and repeats only what has no receipt" {
    strace -o /dev/null true 2>/dev/null || skip "strace is not permitted here"
    start_receiver
    configure_mail 'tls = none' 'on = change' 'to = ops@example.org'
    latest EXCEPTION_ERROR 1
    run "$PYTHON" "$MAIL_TOOLS/kills.py" mail
    echo "$output"
    [ "$status" -eq 0 ]
    [ "${output% *}" -ge 20 ]
    # Between the server's 250 and the name of the new file, and not before.
    [ "${output#* }" -ge 1 ]
    [ "${output#* }" -le 12 ]
}

@test "killed at each step of a channel, pmon-mail loses nothing and repeats only what has no receipt" {
    strace -o /dev/null true 2>/dev/null || skip "strace is not permitted here"
    configure
    sed -i 's|^ops.command.*|ops.command = touch begun; until [ -e go ]; do sleep 0.02; done; cat >>told; touch ended|' pmon.ini
    sleep 30 3>&- &
    keep $!
    strace -o /dev/null -e trace=none -p "$LAST_PID" 2>/dev/null 3>&- &
    keep $!
    is_traced() { ! grep -q '^TracerPid:.0$' "/proc/${PIDS[0]}/status"; }
    wait_until 30 is_traced || skip "strace may not attach here"
    run "$PYTHON" "$MAIL_TOOLS/kills.py" channel
    echo "$output"
    [ "$status" -eq 0 ]
    [ "${output% *}" -ge 6 ]
    [ "${output#* }" -ge 2 ]
}
