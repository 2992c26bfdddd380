# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# What a run shows people: a short table of the records, and where the results are.
# shellcheck disable=SC2154 # set by the script

# Prints one line a record of the file $1, in the order in which the checks began: state, milliseconds, name, message;
# in colour on a terminal. The file $2 holds the targets, as pmon-probe --list prints them with the names that page and
# mail show. What has no name is called by its address; checks that share one, by their target. Places are told apart.
print_table() {
    colour=false
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then colour=true; fi
    jq -rs --argjson colour "$colour" --slurpfile targets "${2:-/dev/null}" '
        def paint(code): if $colour then "\u001b[\(code)m" + . + "\u001b[0m" else . end;
        def pad(n): . + (" " * ([n - length, 0] | max));
        def padleft(n): (" " * ([n - length, 0] | max)) + .;
        # Neither control characters nor marks that turn the direction of text around.
        def inert: explode | map(if . < 32 or (. > 126 and . < 160) then 32 else . end
            | select(. != 1564 and . != 8206 and . != 8207 and (. < 8234 or . > 8238) and (. < 8294 or . > 8297))) | implode;
        def state: {SUCCESS: ["OK", "34"], APPLICATION_ERROR: ["APP", "33"], EXCEPTION_ERROR: ["DOWN", "1;31"]}[.];
        def counts(f): group_by(f) | map({key: (.[0] | f), value: length}) | from_entries;
        def check: [.url, .target] | tojson;
        ($targets | map(select(.name) | {key: .target, value: .name}) | from_entries) as $names
        | (unique_by(check) | counts(.url)) as $checks | counts(check) as $places
        | sort_by(.at)[]
        | .name = ($names[.target // ""] // (if $checks[.url] > 1 then .target else null end) // .url)
        | if $places[check] > 1 then .name += " (" + (.place // "here") + ")" else . end
        | (.result | state) as [$word, $code]
        | ($word | pad(4) | paint($code)) + "  "
          + ((.timing.total // null | if . then "\(. * 10 | round / 10) ms" else "-" end) | padleft(10)) + "  "
          + (.name | inert | pad(44)) + "  "
          + (.message | tostring | inert) + (if .verdict then " – " + (.verdict | inert) else "" end)
    ' "$1" 2>&3
} 2>/dev/null

# Prints the table of the file $1 with the names of the file $2, if there are any, or ends the run with 74, or 69 without jq. 141 is a
# reader of the table that has gone, which needs no word.
show_table() {
    command -v jq >/dev/null || fail 69 "jq, which makes the table, is missing: install Debian's package jq, or use --quiet=True"
    code=0
    print_table "$@" || code=$?
    [ "$code" -ne 141 ] || exit 141
    [ "$code" -eq 0 ] || fail 74 "cannot write the table: stdout"
}

# Prints the paths of the data file and of the latest file.
print_files() {
    "$bin/pmon-probe" --conf "$conf" --show data.file --show latest.file | cut -f 1 |
        while IFS= read -r file; do [ ! -e "$file" ] || realpath -s "$file"; done
}
