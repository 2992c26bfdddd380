#!/usr/bin/env bats
# SPDX-License-Identifier: MIT
# The checks of several steps in docs/checks.md, as they stand there, against nginx with a shop behind it; curl takes the same steps.
# shellcheck disable=SC2016 # jq has variables of its own

load helpers
load probe_helpers
load step_helpers

setup() {
    common_setup
    start_shop
    make_certificates
    mapfile -t ports < <(free_ports 2)
    cat >front.conf <<END
daemon off; master_process off; pid $PWD/front.pid; error_log $PWD/front.log;
events { worker_connections 64; }
http {
    access_log off; client_body_temp_path $PWD/b; proxy_temp_path $PWD/p; fastcgi_temp_path $PWD/f; uwsgi_temp_path $PWD/u; scgi_temp_path $PWD/s;
    ssl_certificate $PWD/good.pem; ssl_certificate_key $PWD/good.key;
    proxy_set_header X-Real-Port \$remote_port; proxy_set_header Host \$http_host;
    proxy_redirect $SITE/ /;
    server { listen 127.0.0.1:${ports[0]} ssl; location / { proxy_pass $SITE; } }
    server { listen 127.0.0.1:${ports[1]} ssl http2; location / { proxy_pass $SITE; } }
}
END
    start nginx -c "$PWD/front.conf" 2>nginx.err
    wait_for_port "${ports[0]}"
    FRONT=https://localhost:${ports[0]}
    FRONT2=https://localhost:${ports[1]}
    export API_SECRET='cl:ient s%cret'
    write_examples
}

# The blocks of the document with the front of the shop in the place of shop.example.org.
write_examples() {
    printf '[pmon]\nca.file = ca.pem\ntimeout = 8\n' >pmon.ini
    sed -n '/^## Several steps/,/^## /p' "$PROJECT/docs/checks.md" >section
    {
        echo '[urls]'
        sed -n '/^```ini$/,/^```$/p' section | grep '^url\.[a-z]* *= '
        echo '[checks]'
        sed -n '/^```ini$/,/^```$/p' section | grep '^url\.[a-z]*\.'
    } | sed "s#https://shop.example.org#$FRONT#" >>pmon.ini
    sed -n '/^```$/{n;/^user=/p}' section >login.form
    chmod 600 pmon.ini login.form
}

# curl's steps, each with its status; the body of the last one is in `page`.
curl_shop() {
    local csrf
    rm -f jar
    csrf=$(curl -s --cacert ca.pem -c jar -b jar "$FRONT/login" | python3 -c 'import html, re, sys; print(html.unescape(re.search("name=\"csrf\" value=\"([^\"]*)\"", sys.stdin.read())[1]))')
    curl -s --cacert ca.pem -c jar -b jar -L -o page --data-urlencode user=alice --data-urlencode "password=$1" --data-urlencode "csrf=$csrf" -w '%{http_code} ' "$FRONT/login"
    curl -s --cacert ca.pem -c jar -b jar -o page -w '%{http_code}' "$FRONT/cart"
}

curl_api() {
    local token
    token=$(curl -s --cacert ca.pem -u "monitor:$1" -d grant_type=client_credentials "$FRONT/oauth/token" | jq -r .access_token)
    curl -s --cacert ca.pem -H "Authorization: Bearer $token" -o page -w '%{http_code}' "$FRONT/api/me"
}

curl_items() {
    local id
    id=$(curl -s --cacert ca.pem -H 'Content-Type: application/json' -d '{"name": "from pmon", "note": "delete me"}' "$FRONT/items" | jq -r .id)
    curl -s --cacert ca.pem -o page -w '%{http_code} ' "$FRONT/items/$id"
    curl -s --cacert ca.pem -X DELETE -o /dev/null -w '%{http_code} ' "$FRONT/items/$id"
    curl -s --cacert ca.pem -o /dev/null -w '%{http_code}' "$FRONT/items/$id"
}

statuses() { jq -r "select(.target == \"$1\") | .steps | map(.status) | join(\" \")" records; }

@test "the examples work as written, over one connection each, and curl's steps come to the same" {
    pmon-probe >records
    [ "$(jq -r '"\(.target) \(.message)"' records | sort | xargs)" = "url.api OK url.items OK url.shop OK" ]
    # nginx sees one connection a check; its own to the shop are many.
    [ "$(jq -r .forwarded requests | sort -u | wc -l)" -eq 3 ]
    [ "$(statuses url.shop)" = "200 $(curl_shop 'corr+ct h&rse')" ]
    grep -q 'items in your cart' page
    [ "$(statuses url.api)" = "200 $(curl_api "$API_SECRET")" ]
    [ "$(jq -r .state page)" = active ]
    [ "$(statuses url.items)" = "201 $(curl_items)" ]
    [ "$(jq -r .name page)" = "from pmon" ]
    # What was sent was the same, but for what is new each time.
    for path in login oauth/token items; do
        jq -rc --arg path "/$path" 'select(.path == $path and .method == "POST") | .body' requests |
            sed 's/csrf=[^&]*/csrf=/' | python3 -c 'import sys, urllib.parse; [print(sorted(urllib.parse.parse_qsl(line.strip()))) for line in sys.stdin]' >bodies
        [ "$(wc -l <bodies)" -eq 2 ]
        [ "$(sort -u bodies | wc -l)" -eq 1 ]
    done
    # The certificate is that of the handshake in the first step; all is well over HTTP/2, too.
    [ "$(jq -r .certificate.subject records | sort -u)" = 'CN = good' ]
    : >requests
    sed -i "s#$FRONT/#$FRONT2/#; s/^timeout.*/&\nhttp = 2/" pmon.ini
    pmon-probe >records
    [ "$(jq -r '"\(.message) \(.http)"' records | sort | uniq -c | xargs)" = "3 OK 2" ]
    [ "$(jq -r .forwarded requests | sort -u | wc -l)" -eq 3 ]
}

@test "the examples fail where curl's steps fail" {
    sed -i 's/password=[^&]*/password=nonsense/' login.form
    API_SECRET=nonsense
    pmon-probe >records
    [ "$(jq -r 'select(.target == "url.shop") | .message' records)" = 'step 2: status 403, expected 200-299,302,401,402; body "wrong password *** ", expected to match "Hello alice"' ]
    [ "$(curl_shop nonsense)" = "403 401" ]
    [ "$(jq -r 'select(.target == "url.api") | .message' records)" = 'step 1: status 401, expected 200' ]
    [ "$(curl_api nonsense)" = 401 ]
    # A token that has no right any more, an item that is not as it was.
    API_SECRET='cl:ient s%cret'
    sed -i 's/{token}/x{token}/; s/from pmon$/somebody else/' pmon.ini
    pmon-probe --only api,items >records
    [ "$(jq -r 'select(.target == "url.api") | .message' records)" = 'step 2: status 401, expected 200; json state is missing, expected active' ]
    [ "$(jq -r 'select(.target == "url.api") | .response.body | fromjson | .was' records)" = 'x***' ]
    [ "$(jq -r 'select(.target == "url.items") | .message' records)" = 'step 2: json name is "from pmon", expected somebody else' ]
    [ "$(jq -r 'select(.target == "url.items") | .steps | length' records)" -eq 2 ]
}
