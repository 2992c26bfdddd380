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

/// SSL_FILETYPE_PEM, a macro of a macro.
static const int pmon_ssl_filetype_pem = SSL_FILETYPE_PEM;

/// True if the newest error says that a key is another certificate's.
static inline int pmon_last_error_is_mismatch(void) {
    unsigned long error = ERR_peek_last_error();
    return ERR_GET_LIB(error) == ERR_LIB_X509
        && (ERR_GET_REASON(error) == X509_R_KEY_VALUES_MISMATCH
            || ERR_GET_REASON(error) == X509_R_KEY_TYPE_MISMATCH);
}

/// Wrapper around `SSL_CTX_set_msg_callback_arg`, a macro: what the callback for messages gets.
/// https://www.openssl.org/docs/man3.0/man3/SSL_CTX_set_msg_callback.html
static inline void pmon_ssl_ctx_set_msg_callback_arg(SSL_CTX *_Nonnull context, void *_Nullable argument) {
    (void)SSL_CTX_set_msg_callback_arg(context, argument);
}

/// The words of an alert that OpenSSL has for an error by it; NULL if it has none.
static inline const char *_Nullable pmon_ssl_alert_words(int alert) {
    return ERR_reason_error_string(ERR_PACK(ERR_LIB_SSL, 0, SSL_AD_REASON_OFFSET + alert));
}

/// How many certificates a list of PEM_X509_INFO_read_bio holds; the functions of stacks are macros.
static inline int pmon_x509_info_certificates(const STACK_OF(X509_INFO) *_Nonnull list) {
    int count = 0;
    for (int index = 0; index < sk_X509_INFO_num(list); index++) {
        if (sk_X509_INFO_value(list, index)->x509) count++;
    }
    return count;
}

/// Frees such a list.
static inline void pmon_x509_info_free(STACK_OF(X509_INFO) *_Nonnull list) {
    sk_X509_INFO_pop_free(list, X509_INFO_free);
}

#endif
