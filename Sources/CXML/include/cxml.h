// Reads XML by parts (libxml2, SAX), behind an interface without the headers of libxml2: those bring ICU's along, which
// the ones of Foundation contradict.
#ifndef CXML_H
#define CXML_H

typedef struct cxml_scanner cxml_scanner;

// Five pointers each: name, prefix, namespace, where the value begins and where it ends.
typedef void (*cxml_began)(void *context, const unsigned char *name, const unsigned char *const *attributes, int count);
typedef void (*cxml_ended)(void *context, const unsigned char *name);
typedef void (*cxml_said)(void *context, const unsigned char *text, int count);

enum { CXML_FINE = 0, CXML_DAMAGED = 1, CXML_DOCUMENT_TYPE = 2 };

// NULL when there is no memory. Document types are refused, and with them every entity: none is expanded or loaded.
cxml_scanner *cxml_open(void *context, cxml_began began, cxml_ended ended, cxml_said said);
int cxml_read(cxml_scanner *scanner, const char *bytes, int count, int is_last);
// Nothing more is told of.
void cxml_stop(cxml_scanner *scanner);
void cxml_close(cxml_scanner *scanner);

#endif
