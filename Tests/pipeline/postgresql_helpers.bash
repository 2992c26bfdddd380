# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# A PostgreSQL of one's own, on a Unix socket in a temporary folder.

# Starts it; psql finds it by the environment.
start_postgresql() {
    local bin as=()
    bin=$(dirname "$(find /usr/lib/postgresql -name initdb | sort -V | tail -n 1)")
    POSTGRESQL_FOLDER=$(mktemp -d /tmp/pmon-postgresql.XXXXXX)
    # It refuses to run as root.
    if [ "$(id -u)" -eq 0 ]; then
        chown postgres "$POSTGRESQL_FOLDER"
        as=(runuser -u postgres --)
    fi
    (cd / && "${as[@]}" "$bin/initdb" -D "$POSTGRESQL_FOLDER/data" -U pmon -A trust -E UTF8 --locale C.UTF-8 \
        --no-sync >"$BATS_FILE_TMPDIR/initdb.log" 2>&1)
    export PGHOST=$POSTGRESQL_FOLDER PGUSER=pmon PGDATABASE=postgres PGTZ=UTC
    (cd / && exec timeout 300 "${as[@]}" "$bin/postgres" -D "$POSTGRESQL_FOLDER/data" -k "$POSTGRESQL_FOLDER" \
        -c listen_addresses= -c fsync=off >"$BATS_FILE_TMPDIR/postgresql.log" 2>&1 3>&-) &
    POSTGRESQL_PID=$!
    export POSTGRESQL_FOLDER POSTGRESQL_PID
    wait_until 30 psql -qAtXc 'select 1'
}

# Stops it and removes what it left.
stop_postgresql() {
    kill -INT "$POSTGRESQL_PID" 2>/dev/null || true
    wait "$POSTGRESQL_PID" 2>/dev/null || true
    rm -rf "$POSTGRESQL_FOLDER"
}
