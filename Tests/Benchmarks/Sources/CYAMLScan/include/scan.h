/// Reads a file whole and lets libyaml make all its events, which are counted and dropped: the least that any reader
/// of the file has to do.
///
/// Returns the number of events, or -1 if the file cannot be read or is no YAML. `bytes` receives the file's size.
long caseload_scan_file(const char *path, long *bytes);
