#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-store: several histories with one archive, and stores that die while they write it.

load helpers
load store_helpers

setup() {
    common_setup
    mkdir a b
}

# Two histories with the archive $1, each with as many records as are kept.
prepare() {
    local name
    for name in a b; do
        printf '[pmon]\ndata.file = %s/pmon.json\nlatest.file = %s/current.json\ndata.keep = 4\ndata.archive = %s\n' \
            "$name" "$name" "$1" >$name.ini
        for run in 1 2 3 4; do record "http://$name/" "$run" SUCCESS; done | pmon-store --conf $name.ini
    done
}

# A run of history $1 with the runs from $2 on, with strace's injection $3, if any.
store() {
    local wrapper=()
    [ -z "$3" ] || wrapper=(strace -f -qq -o /dev/null -e "inject=$3")
    for run in $(seq "$2" $(($2 + 2))); do record "http://$1/" "$run" SUCCESS; done |
        "${wrapper[@]}" pmon-store --conf "$1.ini"
}

# Each record that was fed is in its history or in the archive, and in one of them only.
expect_once() {
    local archived
    case $1 in *.gz) archived=$(gzip -dc "$1") ;; *) archived=$(cat "$1") ;; esac
    { echo "$archived"; pmon-store export --conf a.ini; pmon-store export --conf b.ini; } |
        jq -r '"\(.url) \(.run)"' | sort >found
    { for run in 1 2 3 4 5 6 7; do echo "http://a/ $run"; echo "http://b/ $run"; done; } | sort | diff - found
}

@test "a fold that fails does not take the part of another history away, whoever goes on" {
    strace -o /dev/null true || skip "strace is not permitted here"
    for archive in one.ndjson two.ndjson.gz; do
        for order in 'a b' 'b a'; do
            rm -rf a/* b/* "$archive"*
            prepare "$archive"
            ! store a 5 rename:error=EIO:when=1
            for name in $order; do store "$name" 5; done
            expect_once "$archive"
        done
    done
}

@test "a store that is killed while gzip still writes leaves no record twice" {
    mkdir bin
    real=$(command -v gzip)
    # gzip goes on when its store is dead.
    printf '#!/bin/sh\nexec 3>>"%s/waiting"\ncat >"%s/raw"\nwhile [ -e "%s/slow" ]; do sleep 0.05; done\n"%s" -c "%s/raw"\n' \
        "$PWD" "$PWD" "$PWD" "$real" "$PWD" >bin/gzip
    chmod +x bin/gzip
    prepare old.ndjson.gz
    touch slow
    for run in 5 6 7; do record http://a/ "$run" SUCCESS; done >input
    PATH="$PWD/bin:$PATH" pmon-store --conf a.ini <input 3>&- &
    keep $!
    wait_until 20 test -s raw
    kill -KILL "$LAST_PID"
    wait "$LAST_PID" || true
    # The next run waits for it, and takes its part back.
    pmon-store --conf a.ini <input 3>&- &
    keep $!
    rm slow
    wait "$LAST_PID"
    store b 5
    expect_once old.ndjson.gz
}

@test "eight histories fill one archive at once" {
    stores=()
    printf '[pmon]\ndata.keep = 2\ndata.archive = all.ndjson\n' >pmon.ini
    for name in 1 2 3 4 5 6 7 8; do
        for round in 1 2 3 4 5; do
            for run in 1 2 3; do record "http://$name/" "$((round * 10 + run))" SUCCESS; done |
                pmon-store --data "$name.json" --latest "$name.latest"
        done 3>&- &
        keep $!
        stores+=("$LAST_PID")
    done
    for pid in "${stores[@]}"; do wait "$pid"; done
    [ "$(jq -r '"\(.url) \(.run)"' all.ndjson | sort -u | wc -l)" = 104 ]
    [ "$(wc -l <all.ndjson)" = 104 ]
    [ ! -s all.ndjson.lock ]
}

@test "a repaired journal still knows which part of the archive was not folded" {
    strace -o /dev/null true || skip "strace is not permitted here"
    for archive in one.ndjson two.ndjson.gz; do
        rm -rf a/* b/* "$archive"*
        prepare "$archive"
        ! store a 5 rename:signal=KILL:when=1
        printf '0badc0de 5 {"ur' >>a/pmon.json.journal
        # With room for all, no fold drops them again.
        sed -i 's/^data.keep.*/data.keep = 100/' a.ini
        pmon-store repair --conf a.ini
        pmon-store fold --conf a.ini
        store b 5
        expect_once "$archive"
    done
}
