#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The README: its session is recorded again, its commands run as they stand, its links lead somewhere.
# shellcheck disable=SC2016,SC2154 # Markdown in single quotes; run sets stderr

load helpers

@test "the session says today what was recorded, and the first five minutes run as written" {
    # Only what an installation puts into the path: scripts/ has an `install` of its own.
    mkdir installed
    ln -s "$PROJECT/scripts/pmon" installed
    export PATH=$PWD/installed:$PATH
    enter=(unshare --net --mount)
    [ "$(id -u)" -eq 0 ] || enter=(unshare --user --map-root-user --net --mount)
    run "${enter[@]}" "$PROJECT/Tests/pipeline/documents/machines" "$PWD" python3 \
        "$PROJECT/Tests/pipeline/documents/run_blocks.py" "$PROJECT/README.md" "A session" "The first five minutes"
    echo "$output"
    [ "$status" -eq 0 ]
    [[ "${lines[-1]}" =~ ": "([0-9]+)" blocks run, "([0-9]+)" of them compared, 0 left out, 0 failed"$ ]]
    [ "${BASH_REMATCH[1]}" -eq 7 ]
    [ "${BASH_REMATCH[2]}" -eq 6 ]
    grep -q '<html' page.html
}

@test "a recorded session may differ in figures, and in nothing else" {
    printf '```console\n$ printf "%%s\\\\n" "a  12.5 ms" \\\n> b\na 7 ms\nb\n$ echo 1\n2\n```\n' >good.md
    run python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" good.md
    echo "$output"
    [ "$output" = "good.md: 2 blocks run, 2 of them compared, 0 left out, 0 failed" ]
    printf '```console\n$ echo well\nill\n```\n' >wrong.md
    run python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" wrong.md
    [ "$status" -eq 1 ]
    printf '## One\n```sh\nfalse\n```\n## Two\n```sh\ntrue\n```\n' >parts.md
    run python3 "$PROJECT/Tests/pipeline/documents/run_blocks.py" parts.md Two
    [ "$output" = "parts.md: 1 blocks run, 0 of them compared, 0 left out, 0 failed" ]
}

# Every link within the documents: the file is there, and so is the heading that it names.
@test "the links of the documents lead somewhere" {
    cat >links.py <<'END'
import os, re, sys
faults = count = 0
for document in sys.argv[2:]:
    path = os.path.join(sys.argv[1], document)
    text = open(path, encoding="utf-8").read()
    for target in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)):
        if target.startswith(("http:", "https:")):
            continue
        count += 1
        name, _, anchor = target.partition("#")
        file = os.path.normpath(os.path.join(os.path.dirname(path), name)) if name else path
        headings = []
        if os.path.isfile(file) and file.endswith(".md"):
            headings = [re.sub(r"[^a-z0-9 _-]", "", line.lstrip("# ").strip().lower()).replace(" ", "-")
                        for line in open(file, encoding="utf-8") if line.startswith("#")]
        if not os.path.exists(file) or (anchor and anchor not in headings):
            faults += 1
            print(f"{document}: {target} leads nowhere")
print(count, "links,", faults, "of them broken")
END
    mapfile -t documents < <(cd "$PROJECT" && ls ./*.md docs/*.md bench/*.md)
    run python3 links.py "$PROJECT" "${documents[@]}"
    echo "$output"
    [[ "${lines[-1]}" =~ ^([0-9]+)" links, 0 of them broken"$ ]]
    [ "${BASH_REMATCH[1]}" -ge 30 ]
}

@test "the cron lines of the README run as cron runs them, and mail nothing" {
    block=$(sed -n '/^# or cron:/,/^# or systemd/p' "$PROJECT/README.md")
    # What `PATH=…` says is where the commands are found: an installation puts them into its first folder.
    path=$(sed -n 's/^PATH=//p' <<<"$block")
    [[ "$path" == /usr/local/bin:* ]]
    mkdir home
    ln -s "$PROJECT/scripts/pmon" home/pmon
    ln -s "$PMON_BIN"/pmon-* home
    cat >pmon.ini <<END
[pmon]
http.port = $(free_port)
[urls]
url.a = http://127.0.0.1:1/
END
    as_cron() { env -i HOME="$PWD/home" PATH="$PWD/home:${path#*:}" PMON_BIN="$PMON_BIN" sh -c "$1"; }
    scan=$(sed -n 's|^\* \* \* \* \* ||p' <<<"$block")
    serve=$(sed -n 's|^@reboot ||p' <<<"$block")
    [[ "$scan" == pmon* && "$serve" == pmon* ]]
    run as_cron "${scan//\/etc\/pmon/$PWD}"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    jq -e '.[].reason == "refused"' current.json
    as_cron "exec timeout 300 ${serve//\/etc\/pmon/$PWD}" >said 2>&1 3>&- &
    keep $!
    wait_until 60 curl -sf -o /dev/null "http://127.0.0.1:$(sed -n 's/^http.port = //p' pmon.ini)/healthz"
    [ ! -s said ]
}
