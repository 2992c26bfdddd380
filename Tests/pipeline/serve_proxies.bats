#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# pmon-serve behind a real nginx, and what strangers may do there.
# shellcheck disable=SC2089,SC2090 # lines of nginx in strings

load helpers
load serve_helpers

setup() {
    serve_setup
}

# Starts nginx on a free port with the lines of the argument in its server; the address is in $PROXY.
start_nginx() {
    PROXY_PORT=$(free_port)
    PROXY=http://127.0.0.1:$PROXY_PORT
    mkdir -p nginx
    cat >nginx/nginx.conf <<END
daemon off;
worker_processes 1;
pid nginx.pid;
error_log error.log;
events {}
http {
    access_log off;
    client_body_temp_path body;
    proxy_temp_path proxy;
    fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi;
    scgi_temp_path scgi;
    upstream pmon { server 127.0.0.1:$SITE_PORT; keepalive 4; }
    server {
        listen 127.0.0.1:$PROXY_PORT;
        $1
    }
}
END
    start nginx -p "$PWD/nginx" -c nginx.conf -e error.log
    NGINX=$LAST_PID
    wait_for_port "$PROXY_PORT"
}

stop_nginx() {
    kill "$NGINX"
    wait "$NGINX" || true
}

@test "under a path all links, assets, feeds, badges, forms and redirects work, with and without a stripped prefix" {
    write_results oad
    printf 'http.path = /status\nhttp.user = ops\nhttp.pwd = secret\n' >>pmon.ini
    start_server
    for target in "http://127.0.0.1:$SITE_PORT" "http://127.0.0.1:$SITE_PORT/"; do
        rm -f scanned
        start_nginx "location /status/ { proxy_pass $target; proxy_set_header Host \$http_host; }"
        python3 "$BATS_TEST_DIRNAME/servers/link_check.py" "$PROXY/status/" ops:secret
        stop_nginx
    done
    kill -TERM "$(server_process)"
    sed -i 's/^http.path.*/http.path = none/' pmon.ini
    start_server
    python3 "$BATS_TEST_DIRNAME/servers/link_check.py" "$SITE/" ops:secret
}

@test "the script of a page under a path asks there" {
    write_results oad
    printf 'http.path = /a/status\n' >>pmon.ini
    start_server
    start_nginx "location /a/status/ { proxy_pass http://127.0.0.1:$SITE_PORT/; proxy_set_header Host \$http_host; }"
    /usr/bin/python3 "$BATS_TEST_DIRNAME/servers/path_check.py" "$PROXY/a/status/"
}

@test "behind nginx without X-Forwarded-For strangers force no scan" {
    write_results o
    start_server
    forced() { code -X POST -H 'Content-Type: application/json' "$@"; }
    for lines in \
        "location / { proxy_pass http://127.0.0.1:$SITE_PORT; }" \
        "location / { proxy_pass http://127.0.0.1:$SITE_PORT; proxy_http_version 1.1; }" \
        "location / { proxy_pass http://pmon; proxy_http_version 1.1; proxy_set_header Connection ''; proxy_set_header Host status.example.org; }" \
        "location / { proxy_pass http://pmon; proxy_http_version 1.1; proxy_set_header Connection ''; proxy_set_header Host localhost; proxy_set_header X-Real-IP \$remote_addr; }" \
        "location / { proxy_pass http://pmon; proxy_http_version 1.1; proxy_set_header Connection ''; proxy_set_header Host localhost; proxy_set_header Via '1.1 nginx'; }"; do
        start_nginx "$lines"
        [ "$(forced "$PROXY/api/v1/scans")" = 403 ]
        curl -s -H 'Accept: text/html' "$PROXY/" >page
        [ "$(grep -c 'Scan now' page)" = 0 ]
        stop_nginx
    done
    # What is configured shows a proxy even where the request does not.
    for line in 'http.path = /x' $'[email]\nlink = https://status.example.org/'; do
        cp pmon.ini saved.ini
        echo "$line" >>pmon.ini
        kill -TERM "$(server_process)"
        start_server
        [ "$(forced "$SITE/api/v1/scans")" = 403 ]
        mv saved.ini pmon.ini
    done
    [ ! -e scanned ]
    kill -TERM "$(server_process)"
    start_server
    [ "$(forced "$SITE/api/v1/scans")" = 202 ]
    wait_until 30 test -e scanned
}

@test "a target in absolute form is judged by its own host" {
    write_results o
    start_server
    [ "$(code --request-target http://evil.example/ "$SITE/")" = 421 ]
    [ "$(code --request-target http://evil.example "$SITE/")" = 421 ]
    [ "$(code --request-target 'http://localhost@evil.example/' "$SITE/")" = 421 ]
    [ "$(code --request-target "http://localhost:$SITE_PORT/status.txt" -H 'Host: evil.example' "$SITE/")" = 200 ]
    grep -q ok body
    [ "$(code --request-target "HTTP://LOCALHOST?x=1" "$SITE/")" = 200 ]
    [ "$(code --request-target http://evil.example/api/v1/scans -X POST -H 'Content-Type: application/json' "$SITE/")" = 421 ]
    curl -s --request-target http://status.example.org/feed.atom "$SITE/" | grep -F 'href="http://status.example.org/feed.atom"'
    [ ! -e scanned ]
}

@test "connections of HTTP/1.0 end with the answer, those of 1.1 go on" {
    write_results o
    start_server
    python3 - "$SITE_PORT" <<'END'
import socket
import sys
import time

def ask(request, more=b""):
    """All that comes until the server closes, and whether it did within five seconds."""
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 5) as link:
        link.sendall(request)
        data = b""
        try:
            while part := link.recv(65536):
                data += part
        except TimeoutError:
            return data, False
        return data, True

host = b"Host: localhost\r\n"
for request, closes in (
    (b"GET /status.txt HTTP/1.0\r\n" + host + b"\r\n", True),
    (b"GET /status.txt HTTP/1.0\r\n" + host + b"Connection: keep-alive\r\n\r\n", True),
    (b"GET /status.txt HTTP/1.1\r\n" + host + b"Connection: Close\r\n\r\n", True),
    (b"GET /status.txt HTTP/1.1\r\n" + host + b"\r\n", False),
):
    answer, closed = ask(request)
    assert answer.startswith(b"HTTP/1.1 200") and answer.endswith(b"\r\n\r\nok\n"), answer
    assert closed == closes, request
    assert (b"connection: close" in answer.lower()) == closes, answer
END
}

@test "a client that waits before it sends a body is asked for it, of whatever length it is" {
    write_results o
    start_server
    python3 - "$SITE_PORT" <<'END'
import socket
import sys

host = b"Host: localhost\r\nContent-Type: text/plain\r\nExpect: 100-continue\r\n"
for length, status in ((0, b"403"), (5, b"403"), (4096, b"403"), (4097, b"413")):
    with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 30) as link:
        link.sendall(b"POST /api/v1/scans HTTP/1.1\r\n" + host + b"Content-Length: %d\r\n\r\n" % length)
        stream = link.makefile("rb")
        interim = stream.readline() + stream.readline()
        assert interim == b"HTTP/1.1 100 Continue\r\n\r\n", interim
        link.sendall(b"x" * length)
        answer = stream.readline()
        assert answer.startswith(b"HTTP/1.1 " + status), answer
# HTTP/1.0 knows no interim answer.
with socket.create_connection(("127.0.0.1", int(sys.argv[1])), 30) as link:
    link.sendall(b"POST /api/v1/scans HTTP/1.0\r\n" + host + b"Content-Length: 1\r\n\r\nx")
    answer = link.makefile("rb").readline()
    assert answer.startswith(b"HTTP/1.1 403"), answer
END
    [ ! -e scanned ]
}
