# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Records in a database, and what a follower has brought of them.

# What a test of followers begins with: an empty database, and a configuration.
follow_setup() {
    queue_setup
    printf '[pmon]\nid = fleet\n' >pmon.ini
    BASE=$(date +%s)
}

# The record number $1 of the address $2, as a line.
record() {
    printf '{"url":"http://%s/","time":"x","result":"%s","message":"OK","at":%d.%03d,"run":%d,"target":"url.%s","monitor":"fleet"}\n' \
        "$2" "${3:-SUCCESS}" "$((BASE - 1000 + $1))" 5 "$(((BASE - 1000 + $1) * 1000))" "$2"
}

import() { psql -qAtX -f "$SQL/import.sql" >/dev/null; }

# True if the data file has $1 records.
has_stored() { [ "$(pmon-store export --data pmon.json | wc -l)" -eq "$1" ]; }

# The data file holds exactly what the database holds.
expect_same() {
    ask "select url, run from pmon.records order by 1, 2" >there
    pmon-store export --data "${1:-pmon.json}" | jq -r '[.url, .run] | join("|")' | LC_ALL=C sort >here
    LC_ALL=C sort there | diff - here
}
