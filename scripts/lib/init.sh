# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# A configuration for a beginner: from addresses that are given or asked for.
# shellcheck disable=SC2154 # set by the script

# Writes the file `conf` for the addresses $@, each `ADDRESS` or `NAME=ADDRESS`. Never overwrites one.
write_configuration() {
    [[ ! -e "$conf" && ! -L "$conf" ]] || fail 73 "$conf is there already, and is left as it is"
    local address addresses=("$@")
    if [ $# -eq 0 ]; then
        [ ! -t 0 ] || echo "Which addresses should pmon check? Type one a line, as ADDRESS or NAME=ADDRESS. An empty line ends the list." >&2
        while IFS= read -r address && address=${address%$'\r'} && [ -n "$address" ]; do addresses+=("$address"); done
    fi
    [ "${#addresses[@]}" -gt 0 ] || fail 64 "no address: pmon init https://example.org/"
    work=$(mktemp -d) || fail 73 "cannot create a temporary folder"
    trap 'rm -rf "$work"' EXIT
    configuration_of "${addresses[@]}" >"$work/pmon.ini"
    if ! PMON_CHECK_ALONE=1 "$bin/pmon-probe" --conf "$work/pmon.ini" --check-config 2>"$work/errors"; then
        sed -n "s|^pmon-probe: error: $work/pmon.ini:[0-9]*: |pmon: error: |p" "$work/errors" >&2
        exit 78
    fi
    # Addresses may hold passwords. Nobody else's file gives way, also not one that is just being written.
    ! grep -q '://[^/]*@' "$work/pmon.ini" || umask 077
    (set -C && : >"$conf") 2>"$work/errors" || fail 73 "cannot create: $conf: $(reason)"
    if ! cat "$work/pmon.ini" 2>"$work/errors" >"$conf"; then
        rm -f -- "$conf"
        fail 73 "cannot write: $conf: $(reason)"
    fi
    local option='' port
    [ "$conf" = pmon.ini ] || option=" --conf=$conf"
    port=$("$bin/pmon-probe" --conf "$conf" --show http.port | cut -f 1)
    cat <<END
$conf is written, for ${#addresses[@]} address$([ "${#addresses[@]}" -eq 1 ] || echo es). Next:
  pmon$option               check them once
  pmon$option --every=1m    check them every minute, mail and serve http://localhost:$port/
END
}

# The last words of what went wrong.
reason() { sed -n '$s/.*: //p' "$work/errors"; }

# The text of a configuration for addresses.
configuration_of() {
    local item key stem name address used=' ' urls='' names=''
    for item; do
        name='' address=$item
        # A line of its own would be another setting.
        [[ "$item" != *[[:cntrl:]]* ]] || fail 78 "${item//[[:cntrl:]]/ }: an address has no control characters"
        if [[ "$item" =~ ^([A-Za-z0-9_-]+)=(.*)$ ]]; then
            name=${BASH_REMATCH[1]} address=${BASH_REMATCH[2]}
        elif [[ "$item" =~ ^([^/:?#]*)=[A-Za-z][A-Za-z0-9+.-]*:// ]]; then
            fail 78 "${BASH_REMATCH[1]}: a name has letters, digits, - and _ only"
        fi
        with_scheme "$address"
        key=$name
        [ -n "$key" ] || { key=$(short_name "$address") && name=$(long_name "$address"); }
        key=${key,,} stem=${key,,}
        local count=2
        while [[ "$used" == *" $key "* ]]; do key=$stem-$count && count=$((count + 1)); done
        used+="$key "
        urls+="url.$key = $address"$'\n'
        names+="url.$key.name = $name"$'\n'
    done
    cat <<END
# What pmon checks, where the results go, and who is told. A line that begins with ; is an example.
# Every key: man pmon.ini, or docs/configuration.md. Is all of it right? pmon-probe --check-config

[pmon]
# All results, and the latest of each address. Paths start at the folder of this file.
data.file = pmon.json
latest.file = current.json
# How long one check may take.
;timeout = 10s
# How often pmon runs: the page calls a monitor stale that is silent for longer.
;every = 1m
# The page: http://localhost:8080/
;http.port = 8080

[urls]
$urls
[checks]
# The name on page and in mails. What else an answer needs beside a good status:
$names;url.$key.expect.body = Welcome
;url.$key.slow = 2s

# Who is told when something goes down or recovers.
;[email]
;server = mail.example.org
;from = pmon@example.org
;to = ops@example.org
;pwd = env:PMON_MAIL_PASSWORD
;on = change

# Where to look when an address fails: over SSH, on its machine.
;[remote]
;url.$key.user = monitor
;url.$key.process = nginx
END
}

# Checks the addresses of the command line once, stores nothing, and exits: with 1 if one of them failed.
check_addresses() {
    local item address probe=0 targets=()
    for item in "${addresses[@]}"; do with_scheme "$item" && targets+=("$address"); done
    work=$(mktemp -d) || fail 73 "cannot create a temporary folder"
    trap 'rm -rf "$work"' EXIT
    # A folder's pmon.ini is meant only if it is named.
    "$bin/pmon-probe" --conf "${conf:-/dev/null}" --fail --progress "${allowed[@]}" "${targets[@]}" >"$work/records" || probe=$?
    [ "$quiet" = yes ] || show_table "$work/records"
    exit "$probe"
}

# Sets `address` to $1, with https:// if it has no scheme.
with_scheme() {
    address=$1
    [[ "$1" == *://* ]] || address=https://$1
}

# A name for people: host and path of an address, without what is secret or long in it.
long_name() {
    local rest=${1#*://} host
    rest=${rest%%[?#]*}
    host=${rest%%/*}
    local path=${rest#"$host"}
    host=${host##*@} path=${path%/}
    echo "${host#www.}$path"
}

# A key for an address: the first part of its host that tells something, and the last one of its path.
short_name() {
    local rest=${1#*://} host path
    rest=${rest%%[?#]*}
    host=${rest%%/*} path=${rest#"$host"}
    host=${host##*@} path=${path%/}
    [[ "$host" =~ ^[0-9.:]+$|^\[ ]] || { host=${host%%:*} && host=${host#www.} && host=${host%%.*}; }
    [ -z "$path" ] || host+=-${path##*/}
    host=$(tr -cs 'A-Za-z0-9_\n' - <<<"$host") host=${host#-} host=${host%-}
    echo "${host:-site}"
}
