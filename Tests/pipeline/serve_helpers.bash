# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# For tests of pmon-serve: files in every state, the server on a free port, requests.

# A record as a line: RESULT MESSAGE AT [MORE], where MESSAGE is JSON and MORE begins with a comma.
record() {
    printf '{"time":"%s","result":"%s","message":%s,"at":%s%s}' \
        "$(date -d "@${3%.*}" '+%Y-%m-%d %H:%M:%S.000000')" "$1" "$2" "$3" "${4:-}"
}

# Writes pmon.json and current.json: 12 checks of each address, one a minute; the letters say how the last
# one went: o, a or d. The files are replaced, as pmon-store does it.
write_results() {
    local now letters=$1 index check at state data='{' latest='{' separator=
    now=$(($(date +%s) - 20 - ${2:-0}))
    for ((index = 0; index < ${#letters}; index++)); do
        local url="http://host$index.example.org/health" list=''
        for ((check = 11; check >= 0; check--)); do
            at=$((now - check * 60))
            state=o
            [ "$check" -gt 0 ] || state=${letters:index:1}
            case "$state" in
            o) last=$(record SUCCESS '"OK"' "$at" ',"timing":{"total":'$((40 + check))'.5}') ;;
            a) last=$(record APPLICATION_ERROR 503 "$at" ',"status":503') ;;
            d) last=$(record EXCEPTION_ERROR '"connection refused"' "$at" \
                ',"ssh":["root 1 nginx"],"memory":"MemTotal: 1000 kB\nMemAvailable: 100 kB","file.system":"/dev/sda 1 1 0 100% /","logs":"error <b>x</b>","verdict":"/ is 100 % full"') ;;
            esac
            list="$list${list:+,}
$last"
        done
        data="$data$separator
\"$url\": [$list
]"
        latest="$latest$separator\"$url\":$last"
        separator=,
    done
    printf '%s\n}\n' "$data" >pmon.json.new
    printf '%s}\n' "$latest" >current.json.new
    mv pmon.json.new pmon.json
    mv current.json.new current.json
}

# Starts the server with the configuration pmon.ini and more flags; the address is in $SITE.
start_server() {
    SITE_PORT=$(free_port)
    SITE=http://127.0.0.1:$SITE_PORT
    start pmon-serve --port "$SITE_PORT" "$@"
    SERVER=$LAST_PID
    wait_until 60 curl -sf -o /dev/null "$SITE/healthz"
}

# The process of the server itself: `start` runs it under timeout(1).
server_process() {
    pgrep -P "$SERVER" -x pmon-serve
}

# Status of a request: CODE ARGS...
code() {
    curl -s -o body -w '%{http_code}' "$@"
}

# True if the state of the page is $1.
state_is() {
    [ "$(curl -s "$SITE/status.txt")" = "$1" ]
}

# A folder of its own with a configuration whose scan leaves a mark and is not asked for twice.
serve_setup() {
    common_setup
    printf '[pmon]\nid = test\nevery = 5m\nhttp.host = status.example.org\nscan.pause = 1h\nscan.command = touch scanned\n' >pmon.ini
}

# A failure with evidence at the instant $at, of which the next check knows nothing.
store_past_failure() {
    at=$(($(date +%s) - 300))
    {
        record EXCEPTION_ERROR '"connection refused"' "$at" ',"url":"http://a.example.org/","run":1,"verdict":"the old verdict","logs":"an old line"'
        echo
        record SUCCESS '"OK"' "$((at + 60))" ',"url":"http://a.example.org/","run":2'
        echo
    } | pmon-store --data pmon.json --latest current.json
}
