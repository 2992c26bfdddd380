# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Finds the five tools for the scripts, and builds them where they stand in the source tree.

# Sets `bin` to the folder of the tools. $1: the folder of the calling script.
find_binaries() {
    if [ -n "${PMON_BIN:-}" ]; then
        bin=$PMON_BIN
    elif [ -x "$1/pmon-store" ]; then
        bin=$1
    elif [ -f "$1/../Package.swift" ]; then
        build_binaries "$(cd "$1/.." && pwd)"
    else
        echo "pmon: error: cannot find pmon-store: neither beside this script nor a source tree to build" >&2
        exit 69
    fi
}

# Builds the release binaries of the source tree $1, whatever is there already.
build_release() {
    # Package.swift looks here first: the C++ library that Swift's runtime calls is then part of the program, which
    # saves a millisecond of each start. Without the archive the program loads the library.
    mkdir -p "$1/.build/static"
    for archive in /usr/lib/gcc/"$(uname -m)"-linux-gnu/*/libstdc++.a; do
        [ ! -e "$archive" ] || ln -sf "$archive" "$1/.build/static/libstdc++.a"
    done
    swift build --package-path "$1" -c release --static-swift-stdlib --disable-local-rpath || return $?
    for tool in probe ssh store mail serve; do lay_out "$1/.build/release/pmon-$tool"; done
}

# Writes the program $1 anew, in one go, so that the system keeps it in large pieces: each start then has a third less
# page faults. A copy takes its place, as it may be running; where that fails the program stays as it is.
lay_out() {
    if ! { cp -p "$1" "$1.new" && mv -f "$1.new" "$1"; }; then rm -f "$1.new"; fi
}

# Builds release binaries in the source tree $1 where they are missing or older than a source. Sets `bin`.
build_binaries() {
    bin=$1/.build/release
    newest=$bin/pmon-serve
    if [ -x "$newest" ] && [ -x "$bin/pmon-probe" ] &&
        [ -z "$(find "$1/Package.swift" "$1/Sources" -newer "$newest" -type f -print -quit)" ]; then
        return
    fi
    "$1/scripts/setup" run || exit $?
    echo "pmon: building, which takes some minutes the first time" >&2
    mkdir -p "$1/.build"
    # A shell knows the status of a pipeline's last command only, so that of the build takes another way out.
    status=$({ { build_release "$1" 2>&1 && echo 0 >&3 || echo 1 >&3; } | tee "$1/.build/build.log" | show_steps >&2; } 3>&1)
    if [ "$status" -ne 0 ]; then
        tail -n 40 "$1/.build/build.log" >&2
        echo "pmon: error: the build failed, see $1/.build/build.log" >&2
        exit 70
    fi
    touch "$newest"
}

# Shows the steps of a build, `[12/345] Compiling …`: on a terminal in one line, elsewhere one of a hundred.
show_steps() {
    shown=0
    while IFS= read -r line; do
        case "$line" in '['[0-9]*/[0-9]*']'*) ;; *) continue ;; esac
        step=${line#?}
        step=${step%%/*}
        if [ -t 2 ]; then
            printf '\r\033[K%.78s' "$line"
        elif [ "$step" -ge $((shown + 100)) ]; then
            shown=$step
            echo "$line"
        fi
    done
    [ ! -t 2 ] || printf '\r\033[K'
}
