#ifndef CCURL_H
#define CCURL_H

#include <curl/curl.h>

#ifdef __cplusplus
extern "C" {
#endif

// `curl_easy_setopt` and `curl_easy_getinfo` take any type, which Swift can't call: one function for each type.

CURLcode ccurl_set_long(CURL *handle, CURLoption option, long value);
CURLcode ccurl_set_string(CURL *handle, CURLoption option, const char *value);
CURLcode ccurl_set_pointer(CURL *handle, CURLoption option, void *value);
CURLcode ccurl_set_list(CURL *handle, CURLoption option, struct curl_slist *value);
CURLcode ccurl_set_writer(CURL *handle, size_t (*writer)(char *bytes, size_t size, size_t count, void *context));
CURLcode ccurl_set_header_writer(CURL *handle, size_t (*writer)(char *bytes, size_t size, size_t count, void *context));
CURLcode ccurl_set_reader(CURL *handle, size_t (*reader)(char *bytes, size_t size, size_t count, void *context));
CURLcode ccurl_set_bytes(CURL *handle, CURLoption option, const void *bytes, size_t count);
CURLcode ccurl_get_long(CURL *handle, CURLINFO info, long *value);

#ifdef __cplusplus
}
#endif

#endif
