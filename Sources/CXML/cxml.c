#include "cxml.h"

#include <libxml/parser.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct cxml_scanner {
    void *context;
    cxml_began began;
    cxml_ended ended;
    cxml_said said;
    xmlParserCtxtPtr parser;
    int is_stopped;
    int has_document_type;
};

static pthread_once_t readiness = PTHREAD_ONCE_INIT;

static void start_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                          int namespace_count, const xmlChar **namespaces, int count, int defaulted,
                          const xmlChar **attributes) {
    cxml_scanner *scanner = context;
    (void)prefix, (void)uri, (void)namespace_count, (void)namespaces, (void)defaulted;
    if (!scanner->is_stopped) scanner->began(scanner->context, name, (const unsigned char *const *)attributes, count);
}

static void end_element(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri) {
    cxml_scanner *scanner = context;
    (void)prefix, (void)uri;
    if (!scanner->is_stopped) scanner->ended(scanner->context, name);
}

static void characters(void *context, const xmlChar *text, int count) {
    cxml_scanner *scanner = context;
    if (!scanner->is_stopped) scanner->said(scanner->context, text, count);
}

static void document_type(void *context, const xmlChar *name, const xmlChar *id, const xmlChar *system) {
    cxml_scanner *scanner = context;
    (void)name, (void)id, (void)system;
    scanner->has_document_type = 1;
    cxml_stop(scanner);
}

cxml_scanner *cxml_open(void *context, cxml_began began, cxml_ended ended, cxml_said said) {
    pthread_once(&readiness, xmlInitParser);
    cxml_scanner *scanner = calloc(1, sizeof *scanner);
    if (!scanner) return NULL;
    scanner->context = context;
    scanner->began = began;
    scanner->ended = ended;
    scanner->said = said;
    xmlSAXHandler handler;
    memset(&handler, 0, sizeof handler);
    handler.initialized = XML_SAX2_MAGIC;
    handler.startElementNs = start_element;
    handler.endElementNs = end_element;
    handler.characters = characters;
    handler.ignorableWhitespace = characters;
    handler.cdataBlock = characters;
    handler.internalSubset = document_type;
    scanner->parser = xmlCreatePushParserCtxt(&handler, scanner, NULL, 0, NULL);
    if (!scanner->parser) {
        free(scanner);
        return NULL;
    }
    // The entities that XML itself has are replaced in attributes too; there are no others.
    xmlCtxtUseOptions(scanner->parser, XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    return scanner;
}

int cxml_read(cxml_scanner *scanner, const char *bytes, int count, int is_last) {
    if (scanner->is_stopped) return scanner->has_document_type ? CXML_DOCUMENT_TYPE : CXML_FINE;
    int code = xmlParseChunk(scanner->parser, bytes, count, is_last);
    if (scanner->has_document_type) return CXML_DOCUMENT_TYPE;
    if (scanner->is_stopped) return CXML_FINE;
    return code == 0 ? CXML_FINE : CXML_DAMAGED;
}

void cxml_stop(cxml_scanner *scanner) {
    scanner->is_stopped = 1;
    xmlStopParser(scanner->parser);
}

void cxml_close(cxml_scanner *scanner) {
    xmlFreeParserCtxt(scanner->parser);
    free(scanner);
}
