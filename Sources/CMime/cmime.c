#include "cmime.h"

#include <gmime/gmime.h>
#include <pthread.h>
#include <string.h>

enum { DEPTH_LIMIT = 30, PART_LIMIT = 500, MAILBOX_LIMIT = 100, REFERENCE_LIMIT = 50, ATTACHMENT_LIMIT = 50 };

typedef struct {
    GArray *mailboxes;
    GPtrArray *references;
    GArray *attachments;
    GPtrArray *marks;
    GString *text;
    GString *html;
    size_t text_limit;
    size_t parts;
    const char *const *names;
    size_t name_count;
    cmime_message *result;
    int level;
} reading;

static pthread_once_t is_ready = PTHREAD_ONCE_INIT;

static void make_ready(void) { g_mime_init(); }

static cmime_message *read_message(GMimeMessage *message, reading *outer);

// MARK: Headers

static void add_mailboxes(reading *reading, cmime_role role, InternetAddressList *list, int depth) {
    if (list == NULL || depth > 3) return;
    int count = internet_address_list_length(list);
    for (int index = 0; index < count && reading->mailboxes->len < MAILBOX_LIMIT; index++) {
        InternetAddress *item = internet_address_list_get_address(list, index);
        if (INTERNET_ADDRESS_IS_GROUP(item)) {
            add_mailboxes(reading, role, internet_address_group_get_members(INTERNET_ADDRESS_GROUP(item)), depth + 1);
        } else if (INTERNET_ADDRESS_IS_MAILBOX(item)) {
            const char *address = internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(item));
            if (address == NULL) continue;
            cmime_mailbox mailbox = {role, g_strdup(internet_address_get_name(item)), g_strdup(address)};
            g_array_append_val(reading->mailboxes, mailbox);
        }
    }
}

static void add_references(reading *reading, const char *value) {
    if (value == NULL) return;
    GMimeReferences *references = g_mime_references_parse(NULL, value);
    if (references == NULL) return;
    int count = g_mime_references_length(references);
    // The nearest comes last.
    for (int index = count - 1; index >= 0 && reading->references->len < REFERENCE_LIMIT; index--) {
        const char *id = g_mime_references_get_message_id(references, index);
        gboolean is_known = FALSE;
        for (guint place = 0; id != NULL && place < reading->references->len; place++)
            is_known |= strcmp(g_ptr_array_index(reading->references, place), id) == 0;
        if (id != NULL && !is_known) g_ptr_array_add(reading->references, g_strdup(id));
    }
    g_mime_references_free(references);
}

// MARK: Parts

static GByteArray *content(GMimePart *part) {
    GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
    GByteArray *bytes = g_byte_array_new();
    if (wrapper == NULL) return bytes;
    GMimeStream *stream = g_mime_stream_mem_new_with_byte_array(bytes);
    g_mime_stream_mem_set_owner(GMIME_STREAM_MEM(stream), FALSE);
    g_mime_data_wrapper_write_to_stream(wrapper, stream);
    g_object_unref(stream);
    return bytes;
}

static char *converted(const GByteArray *bytes, size_t length, const char *charset) {
    const char *start = (const char *)bytes->data;
    if (length == 0) return g_strdup("");
    if (charset != NULL && g_ascii_strcasecmp(charset, "utf-8") != 0 && g_ascii_strcasecmp(charset, "us-ascii") != 0) {
        const char *name = g_mime_charset_iconv_name(charset);
        char *text = g_convert_with_fallback(
            start, (gssize)length, "UTF-8", name != NULL ? name : charset, "?", NULL, NULL, NULL);
        if (text != NULL) return text;
    }
    if (g_utf8_validate_len(start, length, NULL)) return g_strndup(start, length);
    // Not what it says: as Western programs write, else with marks in place of what can't be read.
    if (charset == NULL || g_ascii_strcasecmp(charset, "utf-8") != 0) {
        char *text = g_convert_with_fallback(start, (gssize)length, "UTF-8", "WINDOWS-1252", "?", NULL, NULL, NULL);
        if (text != NULL) return text;
    }
    return g_utf8_make_valid(start, (gssize)length);
}

static void add_text(GMimePart *part, const char *subtype, reading *reading) {
    GString *target = g_ascii_strcasecmp(subtype, "html") == 0 ? reading->html : reading->text;
    if (target->len >= reading->text_limit) return;
    GByteArray *bytes = content(part);
    size_t length = bytes->len < reading->text_limit ? bytes->len : reading->text_limit;
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    char *text = converted(bytes, length, charset);
    if (target->len > 0) g_string_append_c(target, '\n');
    g_string_append(target, text);
    g_free(text);
    g_byte_array_unref(bytes);
}

static void add_attachment(GMimeObject *object, GMimePart *part, reading *reading) {
    if (reading->attachments->len >= ATTACHMENT_LIMIT) return;
    size_t size = 0;
    if (part != NULL) {
        GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
        if (wrapper != NULL) {
            GMimeStream *stream = g_mime_stream_null_new();
            gssize written = g_mime_data_wrapper_write_to_stream(wrapper, stream);
            size = written > 0 ? (size_t)written : 0;
            g_object_unref(stream);
        }
    }
    const char *name = part != NULL ? g_mime_part_get_filename(part) : NULL;
    char *type = g_mime_content_type_get_mime_type(g_mime_object_get_content_type(object));
    cmime_attachment attachment = {g_strdup(name), type, size};
    g_array_append_val(reading->attachments, attachment);
}

static void read_object(GMimeObject *object, reading *reading, int depth) {
    if (object == NULL || depth > DEPTH_LIMIT || ++reading->parts > PART_LIMIT) return;
    if (GMIME_IS_MULTIPART(object)) {
        GMimeMultipart *multipart = GMIME_MULTIPART(object);
        int count = g_mime_multipart_get_count(multipart);
        for (int index = 0; index < count && reading->parts <= PART_LIMIT; index++)
            read_object(g_mime_multipart_get_part(multipart, index), reading, depth + 1);
    } else if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (message != NULL && reading->result->attached == NULL && reading->level == 0)
            reading->result->attached = read_message(message, reading);
        add_attachment(object, NULL, reading);
    } else if (GMIME_IS_PART(object)) {
        GMimePart *part = GMIME_PART(object);
        GMimeContentType *type = g_mime_object_get_content_type(object);
        const char *subtype = g_mime_content_type_get_media_subtype(type);
        gboolean is_words = g_mime_content_type_is_type(type, "text", "plain") || g_mime_content_type_is_type(type, "text", "html");
        if (is_words && !g_mime_part_is_attachment(part)) {
            add_text(part, subtype, reading);
        } else {
            add_attachment(object, part, reading);
        }
    }
}

// MARK: Messages

static const char *report_type(GMimeObject *object) {
    GMimeContentType *type = object != NULL ? g_mime_object_get_content_type(object) : NULL;
    if (type == NULL || !g_mime_content_type_is_type(type, "multipart", "report")) return NULL;
    const char *report = g_mime_content_type_get_parameter(type, "report-type");
    return g_strdup(report != NULL ? report : "");
}

static cmime_message *read_message(GMimeMessage *message, reading *outer) {
    cmime_message *result = g_new0(cmime_message, 1);
    reading *inner = g_new0(reading, 1);
    inner->mailboxes = g_array_new(FALSE, FALSE, sizeof(cmime_mailbox));
    inner->references = g_ptr_array_new();
    inner->attachments = g_array_new(FALSE, FALSE, sizeof(cmime_attachment));
    inner->marks = g_ptr_array_new();
    inner->text = g_string_new(NULL);
    inner->html = g_string_new(NULL);
    inner->text_limit = outer->text_limit;
    inner->names = outer->names;
    inner->name_count = outer->name_count;
    inner->level = outer->level + 1;
    inner->result = result;
    result->memory = inner;

    GMimeObject *object = GMIME_OBJECT(message);
    add_mailboxes(inner, CMIME_FROM, g_mime_message_get_from(message), 0);
    add_mailboxes(inner, CMIME_REPLY_TO, g_mime_message_get_reply_to(message), 0);
    add_mailboxes(inner, CMIME_TO, g_mime_message_get_to(message), 0);
    add_mailboxes(inner, CMIME_CC, g_mime_message_get_cc(message), 0);
    add_references(inner, g_mime_object_get_header(object, "In-Reply-To"));
    add_references(inner, g_mime_object_get_header(object, "References"));
    for (size_t index = 0; index < inner->name_count; index++)
        g_ptr_array_add(inner->marks, g_strdup(g_mime_object_get_header(object, inner->names[index])));
    result->subject = g_strdup(g_mime_message_get_subject(message));
    result->message_id = g_strdup(g_mime_message_get_message_id(message));
    GDateTime *date = g_mime_message_get_date(message);
    result->has_date = date != NULL;
    result->date = date != NULL ? g_date_time_to_unix(date) : 0;
    GMimeObject *body = g_mime_message_get_mime_part(message);
    result->report = report_type(body);
    // The message outside, of level 0, looks into the first that came along; that one looks no further.
    read_object(body, inner, 0);

    result->mailbox_count = inner->mailboxes->len;
    result->mailboxes = (const cmime_mailbox *)inner->mailboxes->data;
    result->reference_count = inner->references->len;
    result->references = (const char *const *)inner->references->pdata;
    result->attachment_count = inner->attachments->len;
    result->attachments = (const cmime_attachment *)inner->attachments->data;
    result->mark_count = inner->marks->len;
    result->marks = (const char *const *)inner->marks->pdata;
    result->text = inner->text->len > 0 ? inner->text->str : NULL;
    result->html = inner->html->len > 0 ? inner->html->str : NULL;
    return result;
}

cmime_message *cmime_read(
    const char *bytes, size_t count, const char *const *names, size_t name_count, size_t text_limit) {
    pthread_once(&is_ready, make_ready);
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, count);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    cmime_message *result = NULL;
    if (message != NULL) {
        reading outer = {.text_limit = text_limit, .names = names, .name_count = name_count, .level = -1};
        result = read_message(message, &outer);
        g_object_unref(message);
    }
    g_object_unref(parser);
    g_object_unref(stream);
    return result;
}

void cmime_free(cmime_message *message) {
    if (message == NULL) return;
    reading *reading = message->memory;
    for (guint index = 0; index < reading->mailboxes->len; index++) {
        cmime_mailbox *mailbox = &g_array_index(reading->mailboxes, cmime_mailbox, index);
        g_free((char *)mailbox->name);
        g_free((char *)mailbox->address);
    }
    for (guint index = 0; index < reading->attachments->len; index++) {
        cmime_attachment *attachment = &g_array_index(reading->attachments, cmime_attachment, index);
        g_free((char *)attachment->name);
        g_free((char *)attachment->type);
    }
    g_array_free(reading->mailboxes, TRUE);
    g_array_free(reading->attachments, TRUE);
    g_ptr_array_foreach(reading->references, (GFunc)(void (*)(void))g_free, NULL);
    g_ptr_array_foreach(reading->marks, (GFunc)(void (*)(void))g_free, NULL);
    g_ptr_array_free(reading->references, TRUE);
    g_ptr_array_free(reading->marks, TRUE);
    g_string_free(reading->text, TRUE);
    g_string_free(reading->html, TRUE);
    cmime_free((cmime_message *)message->attached);
    g_free((char *)message->subject);
    g_free((char *)message->message_id);
    g_free((char *)message->report);
    g_free(reading);
    g_free(message);
}
