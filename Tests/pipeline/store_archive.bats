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

# The runs of the records in history and archive, in their order.
kept() { echo "$(jq -r '[.[][].run] | join(" ")' pmon.json) | $(jq -rs 'map(.run) | join(" ")' old.ndjson)"; }

@test "what data.keep has taken stays gone while the latest file cannot be written" {
    local archive fold latest run
    pmon-store --data other.json --latest none.json < <(for run in 1 2; do record http://o/ "$run" SUCCESS; done)
    for latest in none/current.json other.json; do
        for fold in 1 8MiB; do
            for archive in '' 'data.archive = old.ndjson'; do
                rm -rf pmon.json* old.ndjson* none
                printf '[pmon]\nlatest.file = %s\ndata.keep = 3\ndata.fold = %s\n%s\n' "$latest" "$fold" "$archive" >pmon.ini
                for run in $(seq 9); do
                    # Now and then one of another address comes, which takes nothing out of the history.
                    { record http://a/ "$run" SUCCESS; [ "$run" != 6 ] || record http://b/ "$run" SUCCESS; } >new
                    run ! pmon-store <new
                    pmon-store fold >/dev/null 2>&1 || true
                    jq -r '."http://a/"[].run' pmon.json | diff - <(seq 9 | head -n "$run" | tail -n 3)
                    pmon-store export | jq -r 'select(.url == "http://a/").run' | diff - <(seq 9 | head -n "$run" | tail -n 3)
                done
                [ -z "$archive" ] || jq .run old.ndjson | diff - <(seq 6)
                sed -i 's/^latest.file.*/latest.file = current.json/' pmon.ini
                pmon-store </dev/null
                pmon-store fold
                [ "$(jq -c 'map_values(.run)' current.json)" = '{"http://a/":9,"http://b/":6}' ]
                jq -r '."http://a/"[].run' pmon.json | diff - <(seq 7 9)
                [ -z "$archive" ] || jq .run old.ndjson | diff - <(seq 6)
                run -0 --separate-stderr pmon-store check
                rm current.json
            done
        done
    done
}

@test "a fold that archives what has just come leaves each record in its place, wherever it is killed" {
    strace -o /dev/null true || skip "strace is not permitted here"
    local call number
    for call in write fsync rename ftruncate; do
        for number in $(seq 10); do
            rm -f pmon.json* old.ndjson* current.json*
            printf '[pmon]\ndata.keep = 3\ndata.archive = old.ndjson\n' >pmon.ini
            for run in 1 2 3 4; do record http://a/ "$run" SUCCESS; done | pmon-store
            for run in $(seq 5 12); do record http://a/ "$run" SUCCESS; done >new
            ! strace -f -qq -o /dev/null -e "inject=$call:signal=KILL:when=$number" pmon-store <new || break
            pmon-store </dev/null
            # Killed before anything came into the journal.
            [ "$(pmon-store export | jq -s ".[-1].run")" = 12 ] || pmon-store <new
            [ "$(kept)" = '10 11 12 | 1 2 3 4 5 6 7 8 9' ] || { echo "$call $number: $(kept)"; false; }
            pmon-store check
        done
    done
}
