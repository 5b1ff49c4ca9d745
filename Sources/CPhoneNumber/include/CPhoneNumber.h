#ifndef CPHONENUMBER_H
#define CPHONENUMBER_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Writes the E.164 form of `text`, read in `region` (ISO 3166-1 alpha-2), into `buffer`.
/// Returns its length, 0 when the number is not a valid one, -1 when the buffer is too small.
int cphonenumber_e164(const char *text, const char *region, char *buffer, size_t capacity);

#ifdef __cplusplus
}
#endif

#endif
