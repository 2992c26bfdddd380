// SPDX-License-Identifier: MIT
// What Swift cannot import of libssh2: callbacks that travel as `void *`, and what malloc knows of a block.
#ifndef PMON_CSSH2_SHIM_H
#define PMON_CSSH2_SHIM_H

#include <libssh2.h>
#include <malloc.h>
#include <sys/types.h>

typedef ssize_t (*pmon_ssh2_receive)(libssh2_socket_t socket, void *buffer, size_t length, int flags,
                                     void **abstract);

// https://libssh2.org/libssh2_session_callback_set.html, LIBSSH2_CALLBACK_RECV
static inline void pmon_ssh2_set_receive(LIBSSH2_SESSION *session, pmon_ssh2_receive callback) {
    libssh2_session_callback_set(session, LIBSSH2_CALLBACK_RECV, (void *)callback);
}

typedef void (*pmon_ssh2_disconnect)(LIBSSH2_SESSION *session, int reason, const char *message, int message_length,
                                     const char *language, int language_length, void **abstract);

// https://libssh2.org/libssh2_session_callback_set.html, LIBSSH2_CALLBACK_DISCONNECT
static inline void pmon_ssh2_set_disconnect(LIBSSH2_SESSION *session, pmon_ssh2_disconnect callback) {
    libssh2_session_callback_set(session, LIBSSH2_CALLBACK_DISCONNECT, (void *)callback);
}

// https://man7.org/linux/man-pages/man3/malloc_usable_size.3.html
static inline size_t pmon_block_size(void *block) {
    return malloc_usable_size(block);
}

#endif
