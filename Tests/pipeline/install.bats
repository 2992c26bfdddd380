#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# scripts/install and scripts/uninstall: what they put where, that it works from there, and that nothing stays.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load install_helpers

# One installation for the tests that only read it.
setup_file() {
    common_setup
    "$PROJECT/scripts/install" --prefix "$BATS_FILE_TMPDIR/prefix" >"$BATS_FILE_TMPDIR/said"
    DESTDIR=$BATS_FILE_TMPDIR/system "$PROJECT/scripts/install"
}

setup() {
    common_setup
    PREFIX=$BATS_FILE_TMPDIR/prefix
    SYSTEM=$BATS_FILE_TMPDIR/system
    # From here on only what is installed.
    unset PMON_BIN
}

# A quick installation of its own, from one that is there.
own_installation() {
    cp -a "$PREFIX" own
    OWN=$PWD/own
    sed -i "s|$PREFIX|$OWN|g" own/share/pmon/manifest own/etc/pmon/pmon.ini
    sed -i "s|^c [0-9a-f]*|c $(sha256sum own/etc/pmon/pmon.ini | cut -d ' ' -f 1)|" own/share/pmon/manifest
}

@test "every command is there, stripped, without the Swift runtime of this machine" {
    for tool in $TOOLS; do
        run "$PREFIX/bin/$tool" --version
        [ "$status" -eq 0 ]
        [[ "$output" == 2.* ]]
        run objdump -p "$PREFIX/bin/$tool"
        [[ "$output" != *libswift* ]]
        [[ "$output" != *RPATH* || "$output" != *swift/linux* ]]
        run nm "$PREFIX/bin/$tool"
        [[ "$output" == *"no symbols"* ]]
    done
    for script in $SCRIPTS; do
        run "$PREFIX/bin/$script" --help
        [ "$status" -eq 0 ]
    done
    [ "$(cat "$BATS_FILE_TMPDIR/said")" = "pmon $("$PREFIX/bin/pmon-store" --version) is in $PREFIX/bin, its configuration is $PREFIX/etc/pmon/pmon.ini" ]
}

@test "the first run needs nothing: the sample is copied and shows three results" {
    begin=$SECONDS
    # The port of the sample may be taken by another pmon; that changes the results, not their number.
    run --separate-stderr "$PREFIX/bin/pmon"
    [ "$status" -eq 0 ]
    [[ "$stderr" == *"the sample is copied to $PWD/pmon.ini"* ]]
    cmp pmon.ini "$PROJECT/pmon.ini"
    [ "$(jq length current.json)" -eq 3 ]
    [ $((SECONDS - begin)) -lt 60 ]
    # The next one finds it and says nothing.
    run --separate-stderr "$PREFIX/bin/pmon" --quiet=True
    [[ "$stderr" != *copied* ]]
}

@test "the installed configuration is one without a warning, and its period is the timer's" {
    for tool in $TOOLS; do
        run "$PREFIX/bin/$tool" --conf "$PREFIX/etc/pmon/pmon.ini" --check-config
        [ "$status" -eq 0 ]
        [ -z "$output" ]
    done
    grep -qx 'every = 5m' "$PREFIX/etc/pmon/pmon.ini"
    grep -qx 'OnCalendar=\*:0/5' "$PREFIX/share/systemd/user/pmon.timer"
}

@test "what is commented out in the configurations is right too" {
    ssh-keygen -q -t ed25519 -N '' -f id_ed25519
    for file in "$PREFIX/etc/pmon/pmon.ini" "$PREFIX/share/pmon/pmon.ini"; do
        # The key that pmon-ssh logs in with is made after the installation.
        sed "s/^;//; s#= .*/id_ed25519#= $PWD/id_ed25519#" "$file" >all.ini
        run env PMON_MAIL_PASSWORD=x "$PREFIX/bin/pmon-probe" --conf all.ini --check-config
        echo "$output"
        [ "$status" -eq 0 ]
        [ -z "$output" ]
    done
}

@test "what the installed documents link to is installed beside them" {
    expect_links "$PREFIX/share/doc/pmon"
}

@test "installing again changes nothing" {
    before=$(listing "$PREFIX")
    PMON_BIN=$PREFIX/bin run "$PROJECT/scripts/install" --prefix "$PREFIX"
    [ "$status" -eq 0 ]
    diff <(echo "$before") <(listing "$PREFIX")
}

@test "uninstalling leaves nothing, also through the installed copy" {
    own_installation
    run "$OWN/lib/pmon/uninstall"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    [ ! -e "$OWN" ]
    cp -a "$SYSTEM" system
    DESTDIR=$PWD/system run "$PROJECT/scripts/uninstall"
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    [ ! -e "system/usr" ]
    [ ! -e "system/etc" ]
    run "$PROJECT/scripts/uninstall" --prefix "$PWD/nowhere"
    [ "$status" -eq 66 ]
}

@test "a changed configuration and foreign files stay, in installing and in uninstalling" {
    own_installation
    echo '# mine' >>"$OWN/etc/pmon/pmon.ini"
    touch "$OWN/share/man/man1/other.1" "$OWN/var/lib/pmon/pmon.json"
    # Something an older version had.
    touch "$OWN/bin/pmon-old"
    echo "f $OWN/bin/pmon-old" >>"$OWN/share/pmon/manifest"
    PMON_BIN=$PREFIX/bin run "$PROJECT/scripts/install" --prefix "$OWN"
    [ "$status" -eq 0 ]
    [ "$(tail -n 1 "$OWN/etc/pmon/pmon.ini")" = '# mine' ]
    [ ! -e "$OWN/bin/pmon-old" ]
    run "$PROJECT/scripts/uninstall" --prefix "$OWN"
    [ "$status" -eq 0 ]
    [[ "$output" == *"kept, as it was changed: $OWN/etc/pmon/pmon.ini"* ]]
    [[ "$output" == *"kept, as it is not empty: $OWN/share/man/man1"* ]]
    [ "$(cd "$OWN" && find . -type f | sort | tr '\n' ' ')" = "./etc/pmon/pmon.ini ./share/man/man1/other.1 ./var/lib/pmon/pmon.json " ]
}

@test "in ~/.local everything is the user's own" {
    mkdir home
    export HOME=$PWD/home
    unset XDG_CONFIG_HOME XDG_STATE_HOME
    PMON_BIN=$PREFIX/bin run "$PROJECT/scripts/install" --prefix "$HOME/.local"
    [ "$status" -eq 0 ]
    [[ "$output" == *"systemctl --user"* ]]
    with_free_port .config/pmon/pmon.ini 2>/dev/null || with_free_port "$HOME/.config/pmon/pmon.ini"
    run "$HOME/.local/bin/pmon" --conf="$HOME/.config/pmon/pmon.ini" --quiet=True
    [ "$status" -eq 0 ]
    [ -s "$HOME/.local/state/pmon/pmon.json" ]
    [ -f "$HOME/.local/share/systemd/user/pmon.timer" ]
    run ! grep -q '^User=' "$HOME/.local/share/systemd/user/pmon.service"
}

@test "the units wait for the network and are started again with patience" {
    for unit in "$SYSTEM"/usr/local/lib/systemd/system/*.service; do
        grep -qx 'After=network-online.target' "$unit"
        grep -qx 'Wants=network-online.target' "$unit"
        grep -qx 'Type=oneshot' "$unit" || { grep -qx 'Restart=on-failure' "$unit" && grep -qx 'RestartSec=10s' "$unit"; }
    done
}

@test "below /opt the printed commands make services of it" {
    [ "$(id -u)" -eq 0 ] || skip "needs root, for an /opt and an /etc of its own"
    unshare --mount true || skip "needs namespaces"
    cat >try <<'END'
set -eu
mkdir own bin
mount -t tmpfs tmpfs own
mkdir own/upper own/work
mount -t tmpfs tmpfs /opt
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$PWD/own/upper,workdir=$PWD/own/work" /etc
PMON_BIN=$1/bin "$2/scripts/install" --prefix /opt/pmon >said
cat said
sed -n 's/^as a service: //p' said >commands
[ -s commands ]
# Nothing is booted here: what is to be started is only linked.
cat >bin/systemctl <<'PROGRAM'
#!/bin/sh
for argument; do
    shift
    case "$argument" in --now | daemon-reload) ;; *) set -- "$@" "$argument" ;; esac
done
[ $# -eq 0 ] || exec /usr/bin/systemctl --root=/ "$@"
PROGRAM
chmod +x bin/systemctl
PATH=$PWD/bin:$PATH sh -e commands
systemctl --root=/ is-enabled pmon.timer pmon-serve.service pmon.service || true
test -e /etc/systemd/system/timers.target.wants/pmon.timer
test -e /etc/systemd/system/multi-user.target.wants/pmon-serve.service
test -e /etc/systemd/system/pmon.service
grep -q '^pmon:' /etc/passwd
grep -q '^ExecStart=/opt/pmon/bin/pmon ' /etc/systemd/system/pmon.service
/opt/pmon/bin/pmon-probe --conf /etc/pmon/pmon.ini --check-config
echo all done
END
    run unshare --mount --propagation private bash try "$PREFIX" "$PROJECT"
    echo "$output"
    [ "$status" -eq 0 ]
    [ "${lines[-1]}" = 'all done' ]
}

@test "wrong arguments are 64, binaries that need a Swift runtime are 65, and nothing is written" {
    run "$PROJECT/scripts/install" --prefx=/tmp
    [ "$status" -eq 64 ]
    run "$PROJECT/scripts/install" --prefix
    [ "$status" -eq 64 ]
    # shellcheck disable=SC2016 # a dollar is one of the signs
    for folder in 'b lank' 'a&d' 'b|r' 'b\s' 'c%y' "q'q" '$HOME' $'l\nf'; do
        PMON_BIN=$PREFIX/bin run -64 "$PROJECT/scripts/install" --prefix "$PWD/$folder"
        [[ "$output" == 'install: error: --prefix: units and cron lines'* ]]
        HOME="$PWD/$folder" PMON_BIN=$PREFIX/bin run -64 "$PROJECT/scripts/install" --prefix "$PWD/$folder/.local"
    done
    [ -z "$(ls)" ]
    run "$PROJECT/scripts/uninstall" --all
    [ "$status" -eq 64 ]
    mkdir dynamic
    cp "$PREFIX"/bin/pmon-* dynamic
    echo 'int main(void) { return 0; }' >main.c
    echo 'int f(void) { return 0; }' >f.c
    gcc -shared -o libswiftCore.so f.c
    gcc -o dynamic/pmon-probe main.c -Wl,--no-as-needed -L. -lswiftCore
    PMON_BIN=$PWD/dynamic run "$PROJECT/scripts/install" --prefix "$PWD/there"
    [ "$status" -eq 65 ]
    [[ "$output" == *"pmon-probe: needs the Swift runtime"* ]]
    [ ! -e there ]
}

@test "it installs where the folder of the scripts is the first one in PATH" {
    PATH=$PROJECT/scripts:$PATH PMON_BIN=$PREFIX/bin run -0 "$PROJECT/scripts/install" --prefix "$PWD/first"
    diff <(cd "$PREFIX" && find . | sort) <(cd first && find . | sort)
}

@test "the cron lines of the older pmon do what they did" {
    own_installation
    cron=$OWN/share/doc/pmon/examples/pmon.cron
    sed -i "s|$PREFIX|$OWN|g" "$cron"
    with_free_port "$OWN/etc/pmon/pmon.ini"
    # As cron runs them: another folder, a short PATH.
    serve=$(sed -n 's/^@reboot //p' "$cron")
    scan=$(sed -n 's/^@daily //p' "$cron")
    [[ "$serve" == *"--server=True --nomail=True" ]]
    start env -i PATH=/usr/bin:/bin sh -c "cd / && exec $serve"
    wait_for_port "$PORT"
    run env -i PATH=/usr/bin:/bin sh -c "cd / && $scan"
    [ "$status" -eq 0 ]
    [ "$(jq -r '.[].result' "$OWN/var/lib/pmon/current.json")" = SUCCESS ]
    wait_until 10 eval "curl -fsS http://127.0.0.1:$PORT/ | jq -e '.data[].result == \"SUCCESS\"'"
}

@test "the units of the system and of a user verify, and the services are confined" {
    command -v systemd-analyze >/dev/null || skip "systemd-analyze is not installed"
    units=usr/local/lib/systemd/system
    # The programs are looked for; here they lie in another folder.
    mkdir units
    for unit in pmon.service pmon.timer pmon-serve.service pmon-worker.service pmon-follow.service; do
        sed "s|/usr/local/bin|$SYSTEM/usr/local/bin|" "$SYSTEM/$units/$unit" >"units/$unit"
    done
    run systemd-analyze verify --man=no units/pmon.service units/pmon.timer units/pmon-serve.service units/pmon-worker.service units/pmon-follow.service
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    XDG_RUNTIME_DIR=$PWD run systemd-analyze verify --user --man=no "$PREFIX"/share/systemd/user/*
    [ "$status" -eq 0 ]
    [ -z "$output" ]
    # From 0, no access, to 10; the threshold is in tenths.
    run systemd-analyze security --offline=yes --threshold=20 units/pmon.service units/pmon-serve.service units/pmon-worker.service units/pmon-follow.service
    [ "$status" -eq 0 ]
    run systemd-sysusers --dry-run "$SYSTEM/usr/local/lib/sysusers.d/pmon.conf"
    [ "$status" -eq 0 ]
}
