# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# A record filter in jq that behaves like the tools: messages on stderr under its name, sysexits statuses, SIGPIPE.

# Prints an error of the script $name and ends it. $1: exit status, $2: text.
fail() {
    echo "${name:-pmon}: error: $2" >&2
    exit "$1"
}

# Ends the script unless the value $1 of the option $2 is an integer of at least 1.
want_count() {
    case "$1" in
    '' | *[!0-9]* | 0*) fail 64 "$2: expected a number of at least 1, found '$1'" ;;
    esac
}

# Ends the script unless the program $1 is there. $2: its Debian package.
want_program() {
    command -v "$1" >/dev/null 2>&1 || fail 69 "$1 is missing: install Debian's package $2"
}

# Runs jq with the arguments given; what its program sends through `debug` becomes a message on stderr.
# The status is that of jq.
filter_with_jq() {
    {
        status=$({
            {
                jq "$@" 3>&- 4>&- && code=0 || code=$?
                echo "$code" >&4
            } 2>&1 >&3 3>&- | sed -u -e "s/^\\[\"DEBUG:\",\"\\(.*\\)\"\\]\$/${name:-pmon}: \\1/" \
                -e 's/\\"/"/g' -e 's/\\\\/\\/g' >&2 3>&- 4>&-
        } 4>&1)
    } 3>&1
    return "$status"
}
