#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# scripts/package: the Debian package, taken apart; with PMON_TEST_ROOT=1 also installed into a clean Debian.
# shellcheck disable=SC2154 # run sets stderr

load helpers
load install_helpers

setup_file() {
    common_setup
    # Packing tightly takes most of a minute; what is in it is the same.
    export DEB_COMPRESSION=gzip DPKG_DEB_COMPRESSOR_LEVEL=1 DEBEMAIL=pmon@packages.example.org
    package=$("$PROJECT/scripts/package" "$BATS_FILE_TMPDIR")
    export package
    dpkg-deb -x "$package" "$BATS_FILE_TMPDIR/files"
    dpkg-deb -e "$package" "$BATS_FILE_TMPDIR/control"
}

setup() {
    common_setup
    FILES=$BATS_FILE_TMPDIR/files
    CONTROL=$BATS_FILE_TMPDIR/control
}

teardown() {
    common_teardown
    ! mountpoint -q "$BATS_TEST_TMPDIR/root/proc" || umount "$BATS_TEST_TMPDIR/root/proc"
}

@test "the package is named after its version and architecture, and says who needs what" {
    version=$("$PMON_BIN/pmon-store" --version)
    [ "${package##*/}" = "pmon_${version}_$(dpkg --print-architecture).deb" ]
    [ "$(dpkg-deb -f "$package" Package Version)" = "Package: pmon
Version: $version" ]
    depends=$(dpkg-deb -f "$package" Depends)
    for name in libc6 libcurl4 libssh2-1 jq ca-certificates adduser; do
        [[ ", $depends," =~ ,\ $name(\ \([^\)]*\))?, ]]
    done
    [[ "$depends" != *swift* ]]
    [ "$(cat "$CONTROL/conffiles")" = /etc/pmon/pmon.ini ]
    (cd "$FILES" && md5sum --quiet -c "$CONTROL/md5sums")
}

@test "every library that a program asks for belongs to a package it depends on" {
    depends=$(dpkg-deb -f "$package" Depends | tr ',' '\n' | awk '{ print $1 }')
    cd "$FILES/usr/bin"
    needed=$(for tool in $TOOLS; do objdump -p "$tool"; done | awk '$1 == "NEEDED" && $2 !~ /^ld-linux/ { print $2 }' | sort -u)
    [ "$(wc -l <<<"$needed")" -ge 5 ]
    for tool in $TOOLS; do ldd "$tool"; done >"$BATS_TEST_TMPDIR/loaded"
    for library in $needed; do
        path=$(awk -v name="$library" '$1 == name { print $3; exit }' "$BATS_TEST_TMPDIR/loaded")
        # dpkg may know a file of a merged /usr by either path.
        owner=$(dpkg -S "$path" 2>/dev/null || dpkg -S "${path#/usr}" 2>/dev/null || dpkg -S "/usr$path")
        echo "$library: $owner"
        grep -qxF "${owner%%:*}" <<<"$depends"
    done
}

@test "files are where Debian has them, and nothing is where it does not belong" {
    [ -z "$(find "$FILES" -path '*/local/*' -o -name manifest -o -name uninstall -o -path '*/sysusers.d/*')" ]
    [ "$(cd "$FILES" && ls)" = "etc
usr" ]
    for file in usr/share/man/man1/pmon-probe.1.gz usr/share/man/man5/pmon.ini.5.gz usr/share/doc/pmon/changelog.gz \
        usr/share/doc/pmon/copyright usr/lib/systemd/system/pmon.timer usr/share/zsh/vendor-completions/_pmon \
        usr/share/bash-completion/completions/pmon-store usr/share/fish/vendor_completions.d/pmon.fish; do
        [ -s "$FILES/$file" ]
    done
    run grep -rlE "$PROJECT|$BATS_RUN_TMPDIR" "$FILES/etc" "$FILES/usr/lib" "$FILES/usr/share"
    [ -z "$output" ]
    [ -z "$(dpkg-deb -c "$package" | awk '$2 != "root/root"')" ]
}

@test "what the packaged documents link to is in the package" {
    expect_links "$FILES/usr/share/doc/pmon"
}

@test "the maintainer scripts do nothing where there is nothing to do" {
    for script in postinst prerm postrm; do
        sh -n "$CONTROL/$script"
        run "$CONTROL/$script" abort-upgrade 1.0
        [ "$status" -eq 0 ]
        [ -z "$output" ]
    done
}

@test "purging removes what may hold passwords, and leaves what else an administrator put there" {
    [ "$(id -u)" -eq 0 ] || skip "needs root, for an /etc and a /var of its own"
    unshare --mount true || skip "needs namespaces"
    cat >try <<'END'
set -eu
mkdir own
mount -t tmpfs tmpfs own
mkdir own/upper own/work
mount -t overlay overlay -o "lowerdir=/etc,upperdir=$PWD/own/upper,workdir=$PWD/own/work" /etc
mount -t tmpfs tmpfs /var/lib
mkdir -p /etc/pmon /var/lib/pmon
echo PMON_MAIL_PASSWORD=geheim >/etc/pmon/environment
"$1/postrm" remove
test -e /etc/pmon/environment
"$1/postrm" purge
test ! -e /etc/pmon
mkdir /etc/pmon
touch /etc/pmon/environment /etc/pmon/notes
"$1/postrm" purge
test ! -e /etc/pmon/environment
test -e /etc/pmon/notes
test ! -e /var/lib/pmon
END
    run unshare --mount --propagation private bash try "$CONTROL"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "lintian has no complaint" {
    [ -n "${PMON_TEST_ROOT:-}" ] || skip "set PMON_TEST_ROOT=1; needs lintian"
    run lintian --allow-root --fail-on error,warning "$package"
    echo "$output"
    [ "$status" -eq 0 ]
}

@test "in a clean Debian apt installs it, pmon works, and purging leaves nothing" {
    [ -n "${PMON_TEST_ROOT:-}" ] || skip "set PMON_TEST_ROOT=1; takes about two minutes, needs root, mmdebstrap and Debian's archive"
    root=$BATS_TEST_TMPDIR/root
    mmdebstrap --quiet --skip=cleanup/apt/lists --variant=apt --aptopt='APT::Install-Recommends "false"' bookworm "$root"
    inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive "$@"; }
    (cd "$root" && find . -xdev \( -path ./var/cache -o -path ./var/lib/apt -o -path ./var/log -o -path ./tmp -o -path ./proc \
        -o -path ./sys -o -path ./dev \) -prune -o -print | sort) >before
    cp "$package" "$root/tmp/"
    # As the units show it: pmon finds its own process there and nothing else.
    mount -t proc -o subset=pid,hidepid=invisible proc "$root/proc"
    inside apt-get install -y "/tmp/${package##*/}"
    [ "$(inside stat -c '%U:%G %a' /etc/pmon/pmon.ini)" = "root:pmon 640" ]
    [ "$(inside stat -c '%U:%G %a' /var/lib/pmon)" = "pmon:pmon 750" ]
    # As the unit runs it. The page of the configuration is not up; that is a result, not an error.
    with_free_port "$root/etc/pmon/pmon.ini"
    inside setpriv --reuid=pmon --regid=pmon --init-groups pmon --conf=/etc/pmon/pmon.ini --quiet=True
    [ "$(jq -r '.[].reason' "$root/var/lib/pmon/current.json")" = refused ]
    start chroot "$root" setpriv --reuid=pmon --regid=pmon --init-groups pmon-serve --conf /etc/pmon/pmon.ini
    wait_for_port "$PORT"
    inside setpriv --reuid=pmon --regid=pmon --init-groups pmon --conf=/etc/pmon/pmon.ini --quiet=True
    [ "$(jq -r '.[].result' "$root/var/lib/pmon/current.json")" = SUCCESS ]
    inside sh -c 'cd /tmp && pmon --quiet=True && test -s pmon.json'
    kill "$LAST_PID"
    wait "$LAST_PID" || true
    # Again, as an upgrade does it: a changed configuration stays as it is.
    echo '# mine' >>"$root/etc/pmon/pmon.ini"
    inside apt-get install -y --reinstall "/tmp/${package##*/}"
    [ "$(tail -n 1 "$root/etc/pmon/pmon.ini")" = '# mine' ]
    [ "$(inside stat -c '%U:%G %a' /etc/pmon/pmon.ini)" = "root:pmon 640" ]
    echo PMON_MAIL_PASSWORD=x >"$root/etc/pmon/environment"
    inside apt-get purge -y pmon
    inside apt-get autoremove --purge -y
    (cd "$root" && find . -xdev \( -path ./var/cache -o -path ./var/lib/apt -o -path ./var/log -o -path ./tmp -o -path ./proc \
        -o -path ./sys -o -path ./dev \) -prune -o -print | sort) >after
    run grep pmon after
    echo "$output"
    [ -z "$output" ]
}

@test "in a booted Debian the units run as confined as they are, reload and stop" {
    [ -n "${PMON_TEST_ROOT:-}" ] || skip "set PMON_TEST_ROOT=1; takes about two minutes, needs root, mmdebstrap and systemd-nspawn"
    root=$BATS_TEST_TMPDIR/root
    mmdebstrap --quiet --skip=cleanup/apt/lists --variant=apt --include=systemd-sysv bookworm "$root"
    cp "$package" "$root/tmp/"
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive apt-get install -y "/tmp/${package##*/}"
    with_free_port "$root/etc/pmon/pmon.ini"
    cat >"$root/etc/systemd/system/try.service" <<'END'
[Service]
Type=oneshot
ExecStart=/bin/sh -c 'sh /opt/try >/opt/said 2>&1; poweroff'
[Install]
WantedBy=multi-user.target
END
    cat >"$root/opt/try" <<'END'
set -ex
systemctl start pmon-serve.service
tries=100
until pmon-probe --fail "$(sed -n 's/^url.page = //p' /etc/pmon/pmon.ini)"; do tries=$((tries - 1)); [ $tries -gt 0 ]; sleep 0.1; done
systemctl start pmon.service
grep -q '"result":"SUCCESS"' /var/lib/pmon/current.json
stat -c '%U:%G %a' /var/lib/pmon/pmon.json
systemctl reload pmon-serve.service
systemctl is-active pmon-serve.service
systemctl enable --now pmon.timer
systemctl list-timers pmon.timer --no-legend --no-pager
systemctl stop pmon-serve.service
systemctl show -p Result --value pmon-serve.service
apt-get purge -y pmon
! systemctl is-active pmon.timer
find /etc/systemd -name '*pmon*' | sed 's/^/left: /'
echo all done
END
    chroot "$root" systemctl enable try.service
    timeout 120 systemd-nspawn --quiet -D "$root" --boot --register=no --keep-unit </dev/null >boot || true
    cat "$root/opt/said"
    [ "$(tail -n 1 "$root/opt/said")" = 'all done' ]
    grep -qx 'pmon:pmon 640' "$root/opt/said"
    grep -qx 'success' "$root/opt/said"
    run ! grep '^left:' "$root/opt/said"
}
