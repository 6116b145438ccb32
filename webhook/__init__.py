"""The edge: web, channels, command line, clock, files, wiring. Imported by nobody."""
