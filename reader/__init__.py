"""Everything that reads: the library of articles, the detectors, the app, the command line."""
