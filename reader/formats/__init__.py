"""Reading articles from files: from bytes to an `Article`, one format a module."""
