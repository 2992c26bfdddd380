// SPDX-License-Identifier: MIT
// Macros of OpenSSL.
#ifndef PMON_COPENSSL_SHIM_H
#define PMON_COPENSSL_SHIM_H

#include <openssl/bio.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

/// How distinguished names are printed on one line: `O = Org, CN = name`.
/// https://www.openssl.org/docs/man3.0/man3/X509_NAME_print_ex.html
static const unsigned long pmon_xn_flag_oneline = XN_FLAG_ONELINE;

/// Wrapper around `BIO_get_mem_data`, a macro: the bytes of a memory BIO, which keeps them.
/// https://www.openssl.org/docs/man3.0/man3/BIO_get_mem_data.html
static inline long pmon_bio_get_mem_data(BIO *_Nonnull bio, char *_Nullable *_Nonnull bytes) {
    return BIO_get_mem_data(bio, bytes);
}

#endif
