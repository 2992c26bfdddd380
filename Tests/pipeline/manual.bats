#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The manual pages and completions that are made from the tools' own help.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load install_helpers

setup_file() {
    common_setup
    "$PROJECT/scripts/manual" "$BATS_FILE_TMPDIR/man"
    cp -r "$BATS_FILE_TMPDIR/man" "$BATS_FILE_TMPDIR/unrendered"
    render_pages "$BATS_FILE_TMPDIR/man"
    # shellcheck source=/dev/null
    . "$PROJECT/scripts/lib/completions.sh"
    for tool in $TOOLS; do completions_of_tool "$PMON_BIN/$tool" "$BATS_FILE_TMPDIR"; done
    for script in $SCRIPTS; do completions_of_script "$PROJECT/scripts/$script" "$BATS_FILE_TMPDIR"; done
}

setup() {
    common_setup
    MAN=$BATS_FILE_TMPDIR/man
}

# The names of the subcommands of the tool $1.
subcommands() {
    "$1" --experimental-dump-help | jq -r '.command.subcommands[]?.commandName | select(. != "help")'
}

@test "every page is free of errors, warnings and complaints about style" {
    for page in "$MAN"/man?/*.[15]; do
        run --separate-stderr man --warnings -E UTF-8 -l "$page"
        [ "$status" -eq 0 ]
        [ -z "$stderr" ]
        run mandoc -T lint "$page"
        echo "$output"
        [ -z "$output" ]
    done
}

@test "every page has the sections a reader looks for" {
    for tool in pmon $TOOLS; do
        for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' FILES EXAMPLES 'SEE ALSO'; do
            echo "$tool: $section"
            [ "$(page_section "$MAN/man1/$tool.1" "$section" | wc -l)" -gt 1 ]
        done
    done
    for script in pmon-import pmon-fleet pmon-quorum pmon-targets pmon-worker pmon-follow; do
        for section in NAME SYNOPSIS DESCRIPTION 'EXIT STATUS' EXAMPLES; do
            echo "$script: $section"
            [ "$(page_section "$MAN/man1/$script.1" "$section" | wc -l)" -gt 1 ]
        done
    done
}

@test "every flag and subcommand of --help is in the page" {
    for tool in $TOOLS $SCRIPTS; do
        text=$(cat "$MAN/man1/$tool.1.txt")
        command="$tool"
        [[ " $SCRIPTS " != *" $tool "* ]] || command="$PROJECT/scripts/$tool"
        words=$("$command" --help | grep -oE -- '--[a-z][a-z-]+' | sort -u)
        [ "$(wc -l <<<"$words")" -ge 2 ]
        if [ "$command" = "$tool" ]; then
            for subcommand in $(subcommands "$tool"); do
                words+=" $tool $subcommand"
                words+=" $("$tool" "$subcommand" --help | grep -oE -- '--[a-z][a-z-]+' | sort -u)"
            done
        fi
        for word in $words; do
            echo "$tool: $word"
            grep -qF -- "$word" <<<"$text"
        done
    done
}

@test "every exit status of --help is in the page, and no other" {
    for tool in pmon $TOOLS; do
        command="$tool"
        [ "$tool" != pmon ] || command="$PROJECT/scripts/pmon"
        help=$("$command" --help | awk 'tolower($0) ~ /^exit status:?/ { inside = 1; next } /^[A-Z][^ ]*( [a-zA-Z]+)?:/ { inside = 0 } inside' |
            grep -oE '(^ *|; )[0-9]+(, [0-9]+)*' | grep -oE '[0-9]+' | sort -un)
        page=$(page_section "$MAN/man1/$tool.1" 'EXIT STATUS' | grep -oE '^ +[0-9]+(, [0-9]+)*( |$)' | grep -oE '[0-9]+' | sort -un)
        echo "$tool: help: $help page: $page"
        [ "$(wc -w <<<"$page")" -ge 4 ]
        [ "$help" = "$page" ]
    done
}

@test "every exit status of the sources is in pmon-records(5)" {
    statuses=$(sed -n 's/^ *case .* = \([0-9]*\)$/\1/p' "$PROJECT/Sources/PmonSystem/Errors/ExitStatus.swift")
    [ "$(wc -w <<<"$statuses")" -ge 15 ]
    for status in $statuses; do
        page_section "$MAN/man5/pmon-records.5" 'EXIT STATUSES' | grep -qE "^ +$status( |$)"
    done
}

@test "every key of the configuration's document is in pmon.ini(5)" {
    text=$(cat "$MAN/man5/pmon.ini.5.txt")
    # shellcheck disable=SC2016 # the marks of Markdown
    keys=$(sed -n 's/^| `\([a-z_.A-Z]*\)` .*/\1/p' "$PROJECT/docs/configuration.md")
    [ "$(wc -l <<<"$keys")" -ge 80 ]
    for key in $keys; do grep -qE "^ +$key( |\$)" <<<"$text"; done
}

@test "the same help gives the same page" {
    "$PROJECT/scripts/manual" again
    diff -r "$BATS_FILE_TMPDIR/unrendered" again
}

@test "bash completes the flags of every command" {
    for tool in $TOOLS $SCRIPTS; do
        # shellcheck disable=SC2016 # for the inner bash
        run bash -c '
            . "$1" || exit
            COMP_LINE="$2 --" COMP_POINT=$((${#2} + 3)) COMP_WORDS=("$2" --) COMP_CWORD=1 COMP_TYPE=9
            spec=$(complete -p "$2") || exit
            if [[ "$spec" == *" -F "* ]]; then
                function=${spec#* -F }
                "${function%% *}" "$2" -- "$2"
                printf "%s\n" "${COMPREPLY[@]}"
            else
                words=${spec#* -W \x27}
                compgen -W "${words%%\x27*}" -- --
            fi' bash "$BATS_FILE_TMPDIR/bash/$tool" "$tool"
        echo "$tool: $output"
        [ "$status" -eq 0 ]
        [[ "$output" == *--help* || "$output" == *--check-config* ]]
    done
}

@test "zsh takes the completions of every command" {
    command -v zsh >/dev/null || skip "zsh is not installed"
    for tool in $TOOLS $SCRIPTS; do
        # shellcheck disable=SC2016 # for zsh
        run zsh -fc '
            fpath=("$1" $fpath)
            autoload -Uz compinit && compinit -u -d "$2" || exit
            [[ ${_comps[$3]} = _$3 ]] || exit
            autoload +X "_$3" && zsh -n "$1/_$3"' zsh "$BATS_FILE_TMPDIR/zsh" "$PWD/dump" "$tool"
        echo "$tool: $output"
        [ "$status" -eq 0 ]
        [ -z "$output" ]
    done
}

@test "fish completes the flags of every command" {
    command -v fish >/dev/null || skip "fish is not installed"
    export HOME=$PWD
    PATH=$PROJECT/scripts:$PATH
    for tool in $TOOLS $SCRIPTS; do
        run fish --no-config -c "source $BATS_FILE_TMPDIR/fish/$tool.fish; complete -C '$tool --'"
        echo "$tool: $output"
        [ "$status" -eq 0 ]
        [[ "$output" == *--help* ]]
        [[ "$output" == *--conf* || "$output" == *--agree* || "$tool" == pmon-import ]]
    done
}
