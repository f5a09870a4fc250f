#include "scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <yaml.h>

static unsigned char *read_whole(const char *path, long *size) {
  FILE *file = fopen(path, "rb");
  if (!file) return NULL;
  unsigned char *buffer = NULL;
  if (fseek(file, 0, SEEK_END) == 0 && (*size = ftell(file)) >= 0 && fseek(file, 0, SEEK_SET) == 0) {
    buffer = malloc((size_t)*size + 1);
    if (buffer && fread(buffer, 1, (size_t)*size, file) != (size_t)*size) {
      free(buffer);
      buffer = NULL;
    }
  }
  fclose(file);
  return buffer;
}

long caseload_scan_file(const char *path, long *bytes) {
  unsigned char *buffer = read_whole(path, bytes);
  if (!buffer) return -1;
  yaml_parser_t parser;
  if (!yaml_parser_initialize(&parser)) {
    free(buffer);
    return -1;
  }
  yaml_parser_set_input_string(&parser, buffer, (size_t)*bytes);
  long events = 0;
  for (int done = 0; !done;) {
    yaml_event_t event;
    if (!yaml_parser_parse(&parser, &event)) {
      events = -1;
      break;
    }
    events += 1;
    done = event.type == YAML_STREAM_END_EVENT;
    yaml_event_delete(&event);
  }
  yaml_parser_delete(&parser);
  free(buffer);
  return events;
}
