#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The HTML part in a real browser: on a phone and on a desk, light and dark.

load helpers
load mail_helpers

setup() {
    common_setup
    export PORT=25
    configure_mail 'link = https://pmon.example.org/'
}

# What a browser makes of the HTML part at a width of $1 px: the report of measure.py's page as JSON.
rendered() {
    pmon-mail --print | "$PYTHON" "$MAIL_TOOLS/measure.py" "$1" >page.html
    timeout 180 chromium --headless=new --no-sandbox --disable-gpu --user-data-dir="$PWD/browser" \
        "${@:2}" --virtual-time-budget=2000 --dump-dom "file://$PWD/page.html" 2>/dev/null |
        sed -n 's/.*<output>\(.*\)<\/output>.*/\1/p'
}

write_long() {
    local word
    word=$(printf 'w%.0s' {1..300})
    jq -n --arg word "$word" '{("https://api.example.org/" + $word): {time: "2026-11-22 17:23:49.000000",
        result: "EXCEPTION_ERROR", message: $word, verdict: $word, logs: $word, ssh: [$word], memory: $word},
        "https://fine.example.org/": {time: "2026-11-22 17:23:49.000000", result: "SUCCESS", message: "OK",
        warnings: [$word]}}' >current.json
}

@test "no sideways scrolling at 360 and 600 px, even with endless words" {
    write_long
    for width in 360 600; do
        rendered "$width" >seen
        [ "$(jq .scrollWidth seen)" -le "$width" ]
        [ "$(jq .columnWidth seen)" -le 600 ]
        [ "$(jq .smallestText seen)" -ge 12 ]
    done
}

@test "all text has a contrast of 4.5 or more, light and dark" {
    write_long
    rendered 600 >light
    rendered 600 --blink-settings=preferredColorScheme=0 >dark
    [ "$(jq -r .background light)" != "$(jq -r .background dark)" ]
    for seen in light dark; do
        if ! jq -e '.contrast >= 4.5' "$seen" >/dev/null; then
            cat "$seen" >&2
            return 1
        fi
    done
}
