// SPDX-License-Identifier: MIT
// The part of OpenSSL that needs libcrypto alone: libssh2 brings it along, but not libssl.
#ifndef PMON_CCRYPTO_SHIM_H
#define PMON_CCRYPTO_SHIM_H

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/params.h>

#endif
