"""Reading tagged claims from the formats of other tools, one format a file."""
