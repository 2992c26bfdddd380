# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Records for the tests of pmon-store.

# A record of address $1, run $2 and result $3; one second lies between two runs.
record() {
    printf '{"url":"%s",%s\n' "$1" "$(stored "$2" "$3" | cut -c2-)"
}

# The same as the data file holds it.
stored() {
    local at=$((1700000000 + $1))
    printf '{"time":"%s.000000","result":"%s","message":"OK","at":%d.000000,"run":%d}\n' \
        "$(date -d "@$at" '+%F %T')" "$2" "$at" "$1"
}

# A file system of size $1 in the folder `small`. It is mounted in a namespace of its own, as a full disk that every
# process sees would be a verdict in tests of pmon-ssh that run at the same time.
small_file_system() {
    [ "$(id -u)" = 0 ] || skip "needs root for a small file system"
    mkdir mounted
    # shellcheck disable=SC2016 # the inner shell expands it
    unshare --mount --propagation private sh -c \
        'mount -t tmpfs -o "size=$1" tmpfs mounted && touch mounted.ready && exec sleep 600' sh "$1" 3>&- &
    keep $!
    wait_until 10 test -e mounted.ready || skip "cannot mount"
    ln -s "/proc/$!/root$PWD/mounted" small
}
