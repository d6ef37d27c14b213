"""Writing tagged claims in the formats of other tools, one format a file."""
