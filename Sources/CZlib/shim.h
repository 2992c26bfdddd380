// SPDX-License-Identifier: MIT

#ifndef PMON_ZLIB_SHIM_H
#define PMON_ZLIB_SHIM_H

#include <zlib.h>

// deflateInit2 is a macro that passes the version and the structure's size: Swift cannot call it.
static inline int pmon_deflateInit2_gzip(z_stream *stream, int level) {
    return deflateInit2(stream, level, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY);
}

static inline int pmon_inflateInit2(z_stream *stream, int window_bits) {
    return inflateInit2(stream, window_bits);
}

#endif
