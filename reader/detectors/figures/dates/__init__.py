"""Dates, times and durations: what they say and what they are worth in ISO 8601."""
