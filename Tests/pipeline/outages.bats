#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# An outage is one thing everywhere: from the first failing run to the first good one, whatever the kinds of failure.

load helpers
load serve_helpers
load postgresql_helpers

MODEL=$BATS_TEST_DIRNAME/outages/model.py

setup() { serve_setup; }

@test "page, API, feeds, events and mails tell the same outages as another program" {
    for seed in 1 2 3 4; do
        rm -f pmon.json* current.json*
        python3 "$MODEL" write "$seed" | pmon-store
        # The latest file made anew from the history says the same.
        cp current.json grown.json
        rm current.json
        pmon-store </dev/null
        jq -S . current.json >anew.json
        jq -S . grown.json | cmp - anew.json
        start_server
        pmon-store export | python3 "$MODEL" check "$SITE"
        kill "$SERVER"
    done
}

@test "a latest file that grows run by run knows when the outage began" {
    python3 "$MODEL" write 5 >history
    while read -r -d '' part; do
        pmon-store <<<"$part" >/dev/null
    done < <(jq -sj 'group_by(.run)[] | (map(tojson) | join("\n")) + "\u0000"' history)
    jq -S . current.json >grown.json
    rm -f pmon.json* current.json
    pmon-store <history
    jq -S . current.json | cmp - grown.json
}

@test "the views of PostgreSQL tell the same outages" {
    python3 "$MODEL" write 6 >history
    psql -qAtX -f "$BATS_TEST_DIRNAME/../../docs/postgresql/schema.sql"
    psql -qAtX -f "$BATS_TEST_DIRNAME/../../docs/postgresql/import.sql" <history >imported
    python3 "$MODEL" sql <history >expected
    psql -AtX -c "select url, target, coalesce(place, ''), round(extract(epoch from began) * 1000),
        round(extract(epoch from ended) * 1000), checks, round(extract(epoch from maintenance)), message
        from pmon.incidents() order by url, target, place nulls first, began" >found
    [ "$(wc -l <expected)" -gt 50 ]
    diff found expected
}
