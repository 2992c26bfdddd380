# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Shared by the tests of installations: all commands, and what their manual pages say.

TOOLS="pmon-probe pmon-ssh pmon-store pmon-mail pmon-serve"
SCRIPTS="pmon pmon-import pmon-fleet pmon-quorum pmon-targets pmon-worker pmon-follow"
export TOOLS SCRIPTS

# Every file below the folder $1 with its checksum and mode.
listing() {
    (cd "$1" && find . -type f -exec sha256sum {} + | sort -k 2 && find . -printf '%p %m %l\n' | sort)
}

# Writes the pages below the folder $1 as text beside them.
render_pages() {
    local page
    for page in "$1"/man?/*; do MANWIDTH=120 man -l "$page" | col -bx >"$page.txt"; done
}

# The section $2 of the rendered page $1.
page_section() {
    awk -v title="$2" '/^[^ ]/ { inside = ($0 == title) } inside' "$1.txt"
}

# A configuration $1 with the port 8371 replaced by a free one, which is then in $PORT.
with_free_port() {
    PORT=$(free_port)
    sed -i "s/8371/$PORT/g" "$1"
}

# Fails where a document below $1 links to a file that is not there.
expect_links() {
    local file link links=0 missing=0
    while IFS=: read -r file link; do
        link=${link#"]("}
        link=${link%)}
        case "$link" in
        http*: | *://* | mailto:* | '#'*) continue ;;
        esac
        links=$((links + 1))
        if [ ! -e "$(dirname "$file")/${link%%#*}" ]; then
            echo "$file: no $link" >&2
            missing=$((missing + 1))
        fi
    done < <(find "$1" -name '*.md' -exec grep -HoE '\]\([^) ]+\)' {} +)
    [ "$links" -gt 20 ]
    [ "$missing" -eq 0 ]
}
