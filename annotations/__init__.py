"""Tagged claims: what they are, where they are anchored, how they are kept and exported.

The headless core. It knows no terminal, no article file and nothing of `reader`.
"""
