// SPDX-License-Identifier: MIT

#ifndef PMON_ZSTD_SHIM_H
#define PMON_ZSTD_SHIM_H

#include <zstd.h>

#endif
