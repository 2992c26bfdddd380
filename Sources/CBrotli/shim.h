// SPDX-License-Identifier: MIT

#ifndef PMON_BROTLI_SHIM_H
#define PMON_BROTLI_SHIM_H

#include <brotli/decode.h>

#endif
