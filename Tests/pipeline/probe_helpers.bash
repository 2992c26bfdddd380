# SPDX-License-Identifier: MIT
# shellcheck shell=bash
# Servers and certificates for the tests of pmon-probe.
# shellcheck disable=SC2034,SC2154 # variables are shared with the tests, and with bats

# What a test begins with whose server answers with the files of the folder `replies`, at $SERVER.
replies_setup() {
    common_setup
    mkdir replies
    start python3 "$BATS_TEST_DIRNAME/servers/replies.py" port replies
    wait_until 30 test -s port
    SERVER=http://127.0.0.1:$(cat port)
}

# Makes ca.pem and certificates under it: good, wrong-name, expired, future; and self-signed, untrusted.
make_certificates() {
    {
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
            -subj '/CN=pmon test CA' -keyout ca.key -out ca.pem
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
            -subj '/CN=another CA' -keyout other.key -out other.pem
        openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 \
            -subj '/CN=localhost' -addext 'subjectAltName=DNS:localhost' \
            -keyout self-signed.key -out self-signed.pem
        sign_certificate good DNS:localhost,IP:127.0.0.1 '+60 days'
        sign_certificate wrong-name DNS:elsewhere.example.org '+60 days'
        sign_certificate expired DNS:localhost '-1 day'
        sign_certificate future DNS:localhost '+60 days' '+30 days'
        sign_certificate soon DNS:localhost '+5 days'
        sign_certificate untrusted DNS:localhost '+60 days' '-10 days' other
        sign_certificate client DNS:client '+60 days'
    } >certificates.log 2>&1
}

# sign_certificate NAME ALTNAMES END [START [CA]]: a certificate with those dates.
sign_certificate() {
    local ca=${5:-ca}
    openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes \
        -subj "/CN=$1" -keyout "$1.key" -out "$1.csr"
    printf '[ca]\ndefault_ca=d\n[d]\ndatabase=%s.db\nserial=%s.serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nunique_subject=no\nrand_serial=yes\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=%s\n' \
        "$1" "$1" "$2" >"$1.cnf"
    : >"$1.db"
    openssl ca -batch -config "$1.cnf" -extensions x -notext -in "$1.csr" -out "$1.pem" \
        -cert "$ca.pem" -keyfile "$ca.key" \
        -startdate "$(date -u -d "${4:--10 days}" +%Y%m%d%H%M%SZ)" \
        -enddate "$(date -u -d "$3" +%Y%m%d%H%M%SZ)"
}

# Starts nginx with a server a certificate; $PORT_PLAIN and ${PORT_TLS[NAME]} tell where.
start_nginx() {
    local name port ports index=0
    declare -gA PORT_TLS=()
    mapfile -t ports < <(free_ports 9)
    PORT_PLAIN=${ports[0]}
    {
        cat <<END
daemon off; master_process off; pid $PWD/nginx.pid; error_log $PWD/nginx.log;
events { worker_connections 4096; }
http {
    access_log off; default_type text/plain;
    client_body_temp_path $PWD/nginx-body; proxy_temp_path $PWD/nginx-proxy;
    fastcgi_temp_path $PWD/nginx-fastcgi; uwsgi_temp_path $PWD/nginx-uwsgi;
    scgi_temp_path $PWD/nginx-scgi;
    server {
        listen 127.0.0.1:$PORT_PLAIN backlog=4096;
        location / { return 200 "ok\n"; }
        location /json { default_type application/json; return 200 '{"data":{"items":[{"state":"up","load":0.5}]}}'; }
        location /404 { return 404 "nothing here\n"; }
        location /500 { return 500 "broken\n"; }
        location /moved { return 301 /json; }
        location /login { if (\$http_authorization != "Basic Ym9iOnMzY3JldA==") { return 401 "who?\n"; } return 200 "hello\n"; }
    }
END
        for name in good wrong-name expired future soon self-signed untrusted; do
            index=$((index + 1))
            port=${ports[$index]}
            PORT_TLS[$name]=$port
            nginx_tls_server "$name" "$port" ""
        done
        port=${ports[8]}
        PORT_TLS[mutual]=$port
        nginx_tls_server good "$port" "ssl_client_certificate $PWD/ca.pem; ssl_verify_client on;"
        echo '}'
    } >nginx.conf
    start nginx -c "$PWD/nginx.conf" 2>nginx.err
    # It listens on one after the other.
    for port in "${ports[@]}"; do wait_for_port "$port"; done
}

nginx_tls_server() {
    # shellcheck disable=SC2028 # nginx reads the escape
    echo "server { listen 127.0.0.1:$2 ssl http2; ssl_certificate $PWD/$1.pem; ssl_certificate_key $PWD/$1.key; $3 location / { return 200 'ok\n'; } }"
}

# start_faults [CERTIFICATE [NAME]]: starts the server that misbehaves; $FAULTS is its address.
# With the name of a certificate it speaks TLS.
start_faults() {
    local file=${2:-faults}.port
    rm -f "$file"
    start python3 "$BATS_TEST_DIRNAME/servers/fault_server.py" "$file" ${1:+"$1.pem" "$1.key"}
    wait_until 30 test -s "$file"
    FAULTS="http${1:+s}://127.0.0.1:$(cat "$file")"
}

# start_script SCRIPT [NAME [CERTIFICATE [CLIENT_CA]]]: starts the server that answers as servers/SCRIPT says, as NAME;
# $SCRIPTED is its address. With a certificate it speaks TLS.
start_script() {
    local name=${2:-scripted}
    rm -f "$name.port" "$name.port.requests"
    start python3 "$BATS_TEST_DIRNAME/servers/scripted_server.py" "$name.port" "$BATS_TEST_DIRNAME/servers/$1" \
        ${3:+"$3.pem" "$3.key"} ${4:+"$4"}
    wait_until 30 test -s "$name.port"
    : >"$name.port.requests"
    SCRIPTED="http${3:+s}://localhost:$(cat "$name.port")"
}

# target_of URL KEY=VALUE...: the line of JSON that has pmon-probe check an address with those keys.
target_of() {
    jq -cn --arg url "$1" '
        [{url: $url}, ($ARGS.positional[] | index("=") as $sign | {(.[:$sign]): .[$sign + 1:]})] | add' --args "${@:2}"
}

# The members of the one record in $output, separated by blanks: member .result .reason
member() {
    local keys
    keys=$(printf '%s,' "$@")
    jq -r "[${keys%,}] | map(tostring) | join(\" \")" <<<"$output"
}
