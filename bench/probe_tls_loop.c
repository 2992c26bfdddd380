// SPDX-License-Identifier: MIT
// What a TLS handshake with verification costs without libcurl: the floor for pmon-probe's checks over TLS.
//
// usage: probe_tls_loop PORT CA_FILE COUNT
// Each round: connect to 127.0.0.1, handshake, verify chain and name, send a GET, read to the end, close.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int fetch(SSL_CTX *context, struct sockaddr_in *address) {
    static const char request[] = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    char reply[4096];
    int size, total = 0, on = 1;
    int descriptor = socket(AF_INET, SOCK_STREAM, 0);
    if (descriptor < 0 || connect(descriptor, (struct sockaddr *)address, sizeof *address) != 0) return 0;
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    SSL *tls = SSL_new(context);
    SSL_set_fd(tls, descriptor);
    SSL_set_tlsext_host_name(tls, "localhost");
    SSL_set1_host(tls, "localhost");
    if (SSL_connect(tls) == 1 && SSL_write(tls, request, sizeof request - 1) > 0)
        while ((size = SSL_read(tls, reply, sizeof reply)) > 0) total += size;
    SSL_shutdown(tls);
    SSL_free(tls);
    close(descriptor);
    return total > 0;
}

int main(int count, char **arguments) {
    if (count != 4) return 64;
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons((unsigned short)atoi(arguments[1]))};
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr);
    SSL_CTX *context = SSL_CTX_new(TLS_client_method());
    SSL_CTX_set_session_cache_mode(context, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, NULL);
    if (SSL_CTX_load_verify_locations(context, arguments[2], NULL) != 1) return 66;
    for (int left = atoi(arguments[3]); left > 0; left--)
        if (!fetch(context, &address)) return 69;
    return 0;
}
