#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: what stands in the place of its files and is no regular file.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load store_helpers

list_kinds() { find kinds -mindepth 1 -printf '%f\n' | sort; }

# A pipe, a socket, and devices where the system lets this account make them.
make_kinds() {
    mkdir kinds
    mkfifo kinds/pipe
    python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("kinds/socket")'
    mknod kinds/null c 1 3 2>/dev/null || true
    mknod kinds/full c 1 7 2>/dev/null || true
    mknod kinds/disk b 7 99 2>/dev/null || true
    ln -s pipe kinds/link
    list_kinds >kinds.before
}

@test "what is no regular file is no data file, and nothing is made beside it" {
    make_kinds
    local name command
    while read -r name; do
        for command in '' fold check export repair 'forget a'; do
            # shellcheck disable=SC2086 # a subcommand and its argument
            run -78 --separate-stderr timeout 20 pmon-store $command --data "kinds/$name" < <(record http://a/ 1 SUCCESS)
            [ "$stderr" = "pmon-store: error: --data: kinds/$name: not a regular file" ]
            [ -z "$output" ]
        done
    done <kinds.before
    list_kinds | diff kinds.before -
    printf '[pmon]\ndata.file = kinds/pipe\n' >pmon.ini
    run -78 --separate-stderr pmon-store --check-config
    [[ $stderr == *'data.file: kinds/pipe: not a regular file'* ]]
}

@test "no record goes into a journal that is no regular file, and none under a lock that is none" {
    make_kinds
    printf '[pmon]\ndata.fold = 1\n' >pmon.ini
    local name what
    for run in $(seq 40); do record http://a/ "$run" SUCCESS; done | pmon-store
    mkdir whole && cp pmon.json* current.json whole
    while read -r name; do
        for what in journal lock; do
            cp whole/* .
            rm "pmon.json.$what"
            ln -s "kinds/$name" "pmon.json.$what"
            run -78 --separate-stderr timeout 20 pmon-store < <(record http://a/ 41 SUCCESS)
            [ "$stderr" = "pmon-store: error: the $what of data.file: pmon.json.$what: not a regular file" ]
            cmp pmon.json whole/pmon.json
            cmp current.json whole/current.json
            rm "pmon.json.$what"
        done
    done <kinds.before
}
