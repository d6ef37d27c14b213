"""Dates, times and durations: what they say and what they are worth in ISO 8601.

moments.py asks the reader that fits the word (months, weekdays, years, holidays, quarters,
periods, digit_dates, clock_times) and joins a day with its time; durations.py turns "two
years ago" into a date; values.py and tenses.py say which day or year is meant.

    calendar_words.py the words of the calendar
    holiday_names.py  holidays with a date that can be told, one line each
    moment.py         a date or time found in the text
"""
