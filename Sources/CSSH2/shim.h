// SPDX-License-Identifier: MIT
// Macros of libssh2 that Swift cannot import.
#ifndef PMON_CSSH2_SHIM_H
#define PMON_CSSH2_SHIM_H

#include <libssh2.h>

#endif
