"""The command line: a front end over the workspace, one module a family of commands.

Answers go to stdout, everything else to stderr. Exit codes: 0 done, 1 could not,
2 not understood.
"""
