// SPDX-License-Identifier: MIT
// The part of OpenSSL that needs libcrypto alone: libssh2 brings it along, but not libssl.
#ifndef PMON_CCRYPTO_SHIM_H
#define PMON_CCRYPTO_SHIM_H

// SHA-1 by its own functions: through EVP, setting up one key costs ten times the hashing of a name.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/crypto.h>
#include <openssl/sha.h>

#endif
