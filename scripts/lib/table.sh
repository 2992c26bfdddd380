# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# What a run shows people: a short table of the records, and where the results are.
# shellcheck disable=SC2154 # set by the script

# Prints one line a record of the file $1, in the order in which the checks began: state, milliseconds, address,
# message; in colour on a terminal. Checks that share an address are told apart by target and place.
print_table() {
    colour=false
    if [ -t 1 ] && [ -z "${NO_COLOR:-}" ] && [ "${TERM:-dumb}" != dumb ]; then colour=true; fi
    jq -rs --argjson colour "$colour" '
        def paint(code): if $colour then "\u001b[\(code)m" + . + "\u001b[0m" else . end;
        def pad(n): . + (" " * ([n - length, 0] | max));
        def padleft(n): (" " * ([n - length, 0] | max)) + .;
        def state: {SUCCESS: ["OK", "34"], APPLICATION_ERROR: ["APP", "33"], EXCEPTION_ERROR: ["DOWN", "1;31"]}[.];
        (group_by(.url) | map({(.[0].url): length}) | add // {}) as $checks
        | sort_by(.at)[]
        | .name = if $checks[.url] > 1 then .url + " (" + ([.target, .place] | map(strings) | join(", ")) + ")" else .url end
        | (.result | state) as [$word, $code]
        | ($word | pad(4) | paint($code)) + "  "
          + ((.timing.total // null | if . then "\(. * 10 | round / 10) ms" else "-" end) | padleft(10)) + "  "
          + (.name | pad(44)) + "  "
          + (.message | tostring) + (if .verdict then " – " + .verdict else "" end)
    ' "$1"
}

# Prints the table of the file $1, or ends the run with 74. 141 is a reader of the table that has gone, which needs no word.
show_table() {
    code=0
    print_table "$1" || code=$?
    [ "$code" -ne 141 ] || exit 141
    [ "$code" -eq 0 ] || fail 74 "cannot write the table: stdout"
}

# Prints the paths of the data file and of the latest file.
print_files() {
    "$bin/pmon-probe" --conf "$conf" --show data.file --show latest.file | cut -f 1 |
        while IFS= read -r file; do [ ! -e "$file" ] || realpath -s "$file"; done
}
