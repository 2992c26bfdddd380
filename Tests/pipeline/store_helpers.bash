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
