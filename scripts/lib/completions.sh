# shellcheck shell=sh
# SPDX-License-Identifier: MIT
# Completions of the commands for bash, zsh and fish, each from the help of the command itself.

# Writes the completions of the tool $1 into the folders bash, zsh and fish of $2.
completions_of_tool() {
    mkdir -p "$2/bash" "$2/zsh" "$2/fish"
    # It is read by a shell, not run.
    "$1" --generate-completion-script bash | sed '1{/^#!/d}' >"$2/bash/${1##*/}"
    "$1" --generate-completion-script zsh >"$2/zsh/_${1##*/}"
    "$1" --generate-completion-script fish >"$2/fish/${1##*/}.fish"
}

# The flags of the script $1, one a line: the flag without dashes, what it takes or -, its meaning; tabs between.
flags_of_script() {
    "$1" --help | sed -nE "s/'//g
        s/^  --([a-z-]+)[= ]([A-Z][A-Za-z|]*) {2,}(.*)\$/\\1\\t\\2\\t\\3/p
        s/^  --([a-z-]+) {2,}(.*)\$/\\1\\t-\\t\\2/p"
}

# The same for a script: its flags, and what they take: one of several words, or a file.
completions_of_script() {
    mkdir -p "$2/bash" "$2/zsh" "$2/fish"
    name=${1##*/}
    flags_of_script "$1" >"$2/flags"
    tab=$(printf '\t')
    words=--help
    printf '#compdef %s\n_arguments \\\n' "$name" >"$2/zsh/_$name"
    echo "complete -c $name -s h -l help -d 'Show help'" >"$2/fish/$name.fish"
    while IFS=$tab read -r flag value text; do
        choices=$(echo "$value" | tr '|' ' ')
        # In brackets, zsh takes a colon or a bracket only behind a backslash.
        shielded=$(echo "$text" | sed 's/[]\\:[]/\\&/g')
        case "$value" in
        -)
            words="$words --$flag"
            echo "    '--${flag}[$shielded]' \\" >>"$2/zsh/_$name"
            echo "complete -c $name -l $flag -d '$text'" >>"$2/fish/$name.fish"
            ;;
        *'|'*)
            for choice in $choices; do words="$words --$flag=$choice"; done
            echo "    '--${flag}=[$shielded]:$flag:($choices)' \\" >>"$2/zsh/_$name"
            echo "complete -c $name -l $flag -x -a '$choices' -d '$text'" >>"$2/fish/$name.fish"
            ;;
        *)
            words="$words --$flag"
            echo "    '--${flag}=[$shielded]:$value:_files' \\" >>"$2/zsh/_$name"
            echo "complete -c $name -l $flag -r -d '$text'" >>"$2/fish/$name.fish"
            ;;
        esac
    done <"$2/flags"
    echo "    '--help[show help]' '*:file:_files'" >>"$2/zsh/_$name"
    echo "complete -o default -W '$words' $name" >"$2/bash/$name"
    rm "$2/flags"
}
