#ifndef CMIME_H
#define CMIME_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// A message as GMime reads it, copied into plain structures: GObject can't be called from Swift. All texts are UTF-8.

typedef enum { CMIME_FROM, CMIME_REPLY_TO, CMIME_TO, CMIME_CC } cmime_role;

typedef struct {
    cmime_role role;
    const char *name;  // or NULL
    const char *address;
} cmime_mailbox;

typedef struct {
    const char *name;  // or NULL
    const char *type;
    size_t size;  // decoded
} cmime_attachment;

typedef struct cmime_message {
    size_t mailbox_count;
    const cmime_mailbox *mailboxes;
    size_t reference_count;
    const char *const *references;  // In-Reply-To before References
    size_t attachment_count;
    const cmime_attachment *attachments;
    const char *subject;     // or NULL
    const char *message_id;  // or NULL
    const char *report;      // report-type of multipart/report, empty where it has none; NULL for anything else
    const char *text;        // or NULL
    const char *html;        // or NULL
    int has_date;
    int64_t date;            // seconds since 1970
    size_t mark_count;
    const char *const *marks;               // values of the headers that were asked for, or NULL
    const struct cmime_message *attached;   // the first message/rfc822, or NULL
    void *memory;
} cmime_message;

// NULL where it is no message. Texts are cut at text_limit bytes; what is nested deeper than 30 parts, or comes after 500,
// is not looked at.
cmime_message *cmime_read(const char *bytes, size_t count, const char *const *names, size_t name_count, size_t text_limit);
void cmime_free(cmime_message *message);

#ifdef __cplusplus
}
#endif

#endif
