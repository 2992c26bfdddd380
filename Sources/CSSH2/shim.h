// SPDX-License-Identifier: MIT
// What Swift cannot import of libssh2: a callback that travels as `void *`.
#ifndef PMON_CSSH2_SHIM_H
#define PMON_CSSH2_SHIM_H

#include <libssh2.h>
#include <sys/types.h>

typedef ssize_t (*pmon_ssh2_receive)(libssh2_socket_t socket, void *buffer, size_t length, int flags,
                                     void **abstract);

// https://libssh2.org/libssh2_session_callback_set.html, LIBSSH2_CALLBACK_RECV
static inline void pmon_ssh2_set_receive(LIBSSH2_SESSION *session, pmon_ssh2_receive callback) {
    libssh2_session_callback_set(session, LIBSSH2_CALLBACK_RECV, (void *)callback);
}

#endif
