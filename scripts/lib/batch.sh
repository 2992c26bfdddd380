# shellcheck shell=bash
# SPDX-License-Identifier: MIT
# How pmon-worker checks a batch of targets. From there: the folders `work`, `home` and `bin`, `confs`,
# `allowed`, `ended`, and the seconds `half`, `later` and `grace`: half of the limit, and a tenth more; a tenth.
# shellcheck disable=SC2154

# Ends a process and all that it has started, which may be in groups of their own.
kill_family() {
    local child children=()
    read -ra children 2>/dev/null <"/proc/$1/task/$1/children" || true
    for child in "${children[@]}"; do kill_family "$child"; done
    kill "$1" 2>/dev/null || true
}

# Looks into the machines of the `ssh://` targets of batch $1, with options $2..., and notes how that ended: `ssh 0`.
check_machines() {
    local own=$work/$1.own list=$work/$1.list keys code=0 number=$1
    shift
    trap : HUP INT QUIT TERM
    # A key that this configuration does not have would keep pmon-ssh from all of them.
    "$bin/pmon-ssh" "$@" --list >"$list" || code=$?
    # A fault of the configuration that costs single targets leaves the others in the list.
    if [ "$code" -ne 0 ] && ! { [ "$code" -eq 78 ] && [ -s "$list" ]; }; then
        echo "list $code" >>"$work/$number.ends"
        return
    fi
    if ! { keys_of "$own" >"$own.keys" && keys_of "$list" >"$list.keys" &&
        LC_ALL=C comm -12 "$own.keys" "$list.keys" >"$work/$number.keys"; } 2>/dev/null; then
        echo 'list 74' >>"$work/$number.ends"
        return
    fi
    mapfile -t keys <"$work/$number.keys"
    if [ "${#keys[@]}" -eq 0 ]; then
        echo 'ssh 0' >>"$work/$number.ends"
        return
    fi
    timeout -k "$grace" "$half" "$bin/pmon-ssh" "$@" "${keys[@]}" >"$work/$number.visits"
    echo "ssh $?" >>"$work/$number.ends"
}

# The keys of target objects, sorted.
keys_of() { sed -n 's/.*"target":"\([^"\\]*\)".*/\1/p' "$1" | LC_ALL=C sort; }

# Checks the targets of batch $1, and notes how each stage ended: `probe 0`.
check_batch() {
    local conf=${confs[$1 - 1]:-${confs[0]}} web=$work/$1.web own=$work/$1.own records=$work/$1.records
    local options=(${conf:+--conf "$conf"} --checked) machines
    # Nothing here may hold the session open when the worker is gone.
    exec 7>&- 8<&-
    cd "$home" || return
    set +e
    # A signal to the whole group is for the worker, which delivers what this brings. Each subshell needs its own trap.
    trap : HUP INT QUIT TERM
    # Beside the others: one after the other would take longer than the session may be silent.
    [ ! -s "$own" ] || check_machines "$1" "${options[@]}" &
    machines=$!
    if [ -s "$web" ]; then
        {
            trap : HUP INT QUIT TERM
            timeout -k "$grace" "$half" "$bin/pmon-probe" "${options[@]}" "${allowed[@]}" - <"$web"
            echo "probe $?" >>"$work/$1.ends"
        } | timeout -k "$grace" "$later" "$bin/pmon-ssh" "${options[@]}" --evidence-only >"$records"
        echo "evidence ${PIPESTATUS[1]}" >>"$work/$1.ends"
    fi
    while kill -0 "$machines" 2>/dev/null; do wait "$machines"; done
    [ ! -e "$work/$1.visits" ] || cat "$work/$1.visits" >>"$records" || echo 'keep 74' >>"$work/$1.ends"
}

# True if a target of batch $1 that has no record cannot have one: its stages ended as they should.
is_whole() {
    local ends=$work/$1.ends
    if [ -s "$work/$1.web" ]; then
        # With 78 a fault elsewhere in the configuration cost its own targets alone, if anything came.
        grep -qxE 'probe (0|65)' "$ends" || { grep -qx 'probe 78' "$ends" && [ -s "$work/$1.records" ]; } || return
        grep -qxE 'evidence (0|65|78)' "$ends" || return
    fi
    [ ! -s "$work/$1.own" ] || grep -qxE 'ssh (0|78)' "$ends" || return
    ! grep -vxE 'probe .*|evidence .*|ssh (0|78)' "$ends" | grep -q .
} 2>/dev/null

# True if a stage of batch $1 had to be ended, or crashed.
is_stuck() { [ "$ended" -eq 0 ] && grep -qxE '(probe|ssh) (124|13[0-9])' "$work/$1.ends" 2>/dev/null; }

# Lines of the stages that were said, and since when.
declare -A said=()
said_since=$SECONDS

# Says what the stages of a round said, each line once an hour: a fault of the configuration comes with each batch.
say_once() {
    local line file
    [ $((SECONDS - said_since)) -lt 3600 ] && [ "${#said[@]}" -lt 1000 ] || said=() said_since=$SECONDS
    # The number of a line counts within a batch that nobody sees.
    for file in "$work"/*.said; do
        [ -e "$file" ] || continue
        while IFS= read -r line || [ -n "$line" ]; do
            [[ ! "$line" =~ ^(pmon-[a-z]+:\ [a-z]+:\ )stdin:[0-9]+:\ (.*) ]] || line=${BASH_REMATCH[1]}${BASH_REMATCH[2]}
            [ -z "${said["=$line"]:-}" ] || continue
            said["=$line"]=yes
            echo "$line" >&2
        done <"$file"
    done
}
