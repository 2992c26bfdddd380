#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve --report: every figure against another program, the three forms, wrong periods, the printed page.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load serve_helpers

ORACLE=$BATS_TEST_DIRNAME/report/oracle.py

setup() { common_setup; }

# From here on the time zone is $1.
in_zone() { export TZ=$1; }

# Runs a command when the clock shows $1 (Unix seconds).
at() {
    local now=$1
    shift
    "${WITH_CLOCK[@]}" FAKETIME="@$(date -d "@$now" '+%F %T')" "$@"
}

# Writes the history number $1 that ends at $2.
write_history() {
    rm -f pmon.json* current.json* pmon.ini
    python3 "$ORACLE" write "$1" "$2" >records
    at "$2" pmon-store --quiet <records
    # What has left [urls] leaves the latest file after the process that brought it.
    at "$2" pmon-store --quiet </dev/null
    pmon-store export >exported
}

# Compares reports of the history that ends at $1 with those of another program: NOW PERIOD...
compare() {
    local now=$1 period
    shift
    for period; do
        at "$now" pmon-serve --report "$period" --csv --slo 99 >csv
        python3 "$ORACLE" check "$period" 99 "$now" csv <exported
    done
}

@test "every figure of random histories is the one that another program works out from the export" {
    in_zone Europe/Berlin
    now=$(date -d '2026-11-29 13:38:46' +%s)
    for seed in 1 2 3; do
        write_history "$seed" "$now"
        compare "$now" 2026-11 2026-10 2026-03 7d 2026-Q4 2026 2026-11-01..2026-11-15 2026-11-20
    done
    # A leap day, and the hour that is left out a month later.
    now=$(date -d '2024-04-02 08:00:00' +%s)
    write_history 4 "$now"
    compare "$now" 2024-02 2024-02-29 2024-03 2024-03-31 2024-Q1
    # Midnight does not exist on 2018-11-04.
    in_zone America/Sao_Paulo
    now=$(date -d '2018-11-20 00:00:00' +%s)
    write_history 5 "$now"
    compare "$now" 2018-11 2018-11-04 2018-11-03..2018-11-04 2018-02
}

@test "whole records of a damaged journal are reported, with a remark and status 65; a damaged data file is no report" {
    in_zone UTC
    now=$(date -d '2026-11-29 13:38:46' +%s)
    write_history 6 "$now"
    # Records that no fold has taken yet.
    grep 'shop.*"at": 1795' records | sed 's/"run": /"run": 1/' >further
    at "$now" pmon-store --quiet <further
    [ "$(wc -l <pmon.json.journal)" -gt 20 ]
    sed -i '7s/SUCCESS/SUCCES5/; 9s/EXCEPTION_ERROR/EXCEPTION_ERRR/; 9s/"OK"/"O"/' pmon.json.journal
    run -65 --separate-stderr pmon-store export
    printf '%s\n' "$output" >exported
    run -65 --separate-stderr at "$now" pmon-serve --report 2026-11 --csv --slo 99
    [[ "$stderr" == *'damaged journal'* ]]
    printf '%s\n' "$output" >csv
    python3 "$ORACLE" check 2026-11 99 "$now" csv <exported
    run -65 --separate-stderr at "$now" pmon-serve --report 2026-11 --text
    [[ "$output" == *'Attention: '*'damaged line'*'pmon-store repair'* ]]
    run -65 --separate-stderr at "$now" pmon-serve --report 2026-11
    [[ "$output" == *'class="notice">'*'damaged line'* ]]
    sed -i '20s/:/;/' pmon.json
    run -65 --separate-stderr at "$now" pmon-serve --report 2026-11
    [ -z "$output" ]
    [[ "$stderr" == *'damaged data file: pmon.json'* ]]
}

@test "page and text tell the figures of the CSV" {
    in_zone Europe/Berlin
    now=$(date -d '2026-11-29 13:38:46' +%s)
    write_history 2 "$now"
    at "$now" pmon-serve --report 2026-11 --slo 99 --csv >csv
    at "$now" pmon-serve --report 2026-11 --slo 99 --text >text
    at "$now" pmon-serve --report 2026-11 --slo 99 >page.html
    python3 - <<'PROGRAM'
import csv, html, re
text = open("text", encoding="utf-8").read()
page = html.unescape(re.sub(r"<[^>]*>", " ", open("page.html", encoding="utf-8").read().split("<main>")[1]))
rows = list(csv.DictReader(open("csv", encoding="utf-8", newline="")))
assert len(rows) == 7
for row in rows:
    line = next(line for line in text.splitlines() if line.endswith("  " + row["name"]))
    cells = re.split(r"\s{2,}", line.strip())
    if row["uptime"]:
        assert abs(float(cells[0].split()[0]) - float(row["uptime"])) < 0.0011, (row, cells)
    else:
        assert cells[0] == "–"
    assert cells[3] == row["incidents"], (row, cells)
    assert (cells[4] == "–") == (row["downtime_seconds"] == "0"), (row, cells)
    assert cells[8].startswith("−") == row["budget_left_seconds"].startswith("-"), (row, cells)
    place = page.index(row["name"])
    for cell in cells[:9]:
        assert cell in page[place:place + 1500], (row["name"], cell)
assert f"{sum(int(row['incidents']) for row in rows)} incidents" in text
PROGRAM
    # Nothing is loaded from anywhere, and nothing in it runs.
    run -1 grep -E 'src=|href=|<script|@import|url\(' page.html
    grep -q "default-src 'none'" page.html
}

@test "ten monitors are one sheet of A4" {
    in_zone Europe/Berlin
    now=$(date -d '2026-11-29 13:38:46' +%s)
    at "$now" python3 "$BATS_TEST_DIRNAME/report/month.py" | at "$now" pmon-store
    at "$now" pmon-serve --report 2026-11 --slo 99.9 >report.html
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf=report.pdf report.html 2>/dev/null
    pdfinfo report.pdf >info
    grep -qE '^Pages: +1$' info
    grep -q '(A4)' info
    pdftotext -layout report.pdf - | grep -q 'Shop'
}

@test "what is no period is refused with what is accepted; a period that has not begun as well" {
    echo '{"url":"http://a/","time":"2026-11-22 12:00:00","result":"SUCCESS","message":"OK","at":1}' | pmon-store --quiet
    for period in '' x 2026-13 2026-1 2026-Q5 2026-Q 26 02026 2026-02-29 2026-11-31 2026-11-00 2026-11-15..2026-11-01 \
        2026-11-01.. ..2026-11-01 0d 7 -7d 7x 2026-11-01...2026-11-02 '2026-11 ' ٢٠٢٦ 2026/11 1e3d 9999-01 1969; do
        run -64 --separate-stderr pmon-serve "--report=$period"
        [[ "$stderr" == *'2026-Q4'*'2026-11-01..2026-11-15'*'7d'* ]] || { echo "$period: $stderr"; false; }
        [ -z "$output" ]
    done
    run -64 --separate-stderr pmon-serve --report 9000-01
    [[ "$stderr" == *'9000-01 has not begun'* ]]
    for flags in '--text' '--csv' '--slo 99' '--report 7d --text --csv' '--report 7d --slo 100' '--report 7d --slo 0' \
        '--report 7d --slo nan' '--report 7d --slo -1' '--report 7d --slo x'; do
        # shellcheck disable=SC2086 # the flags are words
        run -64 pmon-serve $flags
    done
    run -74 --separate-stderr bash -c 'pmon-serve --report 7d >/dev/full'
    run -0 pmon-serve --report 2026-q4 --csv
}

@test "without a history there is no report; without monitors or records it says so" {
    run -66 --separate-stderr pmon-serve --report 7d
    [[ "$stderr" == *'pmon.json: No such file'* ]]
    echo '{}' >pmon.json
    run -0 --separate-stderr pmon-serve --report 7d
    [[ "$output" == *'There are no monitors.'* ]]
    run -0 pmon-serve --report 7d --csv
    [ "${#lines[@]}" = 1 ]
    printf '[urls]\nurl.a = http://a.example.org/\n[checks]\nurl.a.name = <b>"a", \xe2\x80\xae b</b>\n' >pmon.ini
    run -0 pmon-serve --report 7d --csv --slo 99.9
    [[ "${lines[1]}" == 'http://a.example.org/,url.a,,"<b>""a"", '*'</b>",'*,,0,0.0000,0,0,0,,, ]]
    run -0 pmon-serve --report 7d --text --slo 99.9
    [[ "$output" == *'no check in this period'* ]]
    [[ "$output" != *$'\xe2\x80\xae'* ]]
    run -0 pmon-serve --report 7d
    [[ "$output" == *'&lt;b&gt;&quot;a&quot;,  b'* && "$output" != *'<b>"a"'* ]]
}
