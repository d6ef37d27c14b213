"""The words of the calendar: months, weekdays, periods, parts of the day, holidays."""

from reader.detectors.figures.word_sets import word_set

_MONTH_NAMES = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
MONTHS: dict[str, int] = {name: number for number, name in enumerate(_MONTH_NAMES, 1)}
MONTHS.update({name[:3]: number for name, number in tuple(MONTHS.items())})
MONTHS["sept"] = 9
ALSO_COMMON_WORDS = word_set(
    "may march mar dec jan sep jun apr",
)
"""Months that alone and in lower case are something else."""
WEEKDAYS: dict[str, int] = {
    name: number
    for number, name in enumerate(
        ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
    )
}
WEEKDAYS.update({"mon": 0, "tue": 1, "tues": 1, "wed": 2, "weds": 2, "thu": 3, "thur": 3})
WEEKDAYS.update({"thurs": 3, "fri": 4, "sat": 5, "sun": 6})
WEEKDAYS.update({name + "s": number for name, number in tuple(WEEKDAYS.items()) if len(name) > 5})


DAY_PARTS = {
    "morning": "MO",
    "afternoon": "AF",
    "evening": "EV",
    "night": "NI",
    "daytime": "DT",
}
"""Part of the day → the two letters TIMEX3 writes after T: "2024-07-28TMO"."""
SEASONS = {"spring": "SP", "summer": "SU", "fall": "FA", "autumn": "FA", "winter": "WI"}
"""Season → its TIMEX3 letters: "2024-SU"."""
PERIODS = frozenset(
    (
        *[
            "day",
            "week",
            "weekend",
            "fortnight",
            "month",
            "quarter",
            "year",
            "decade",
            "century",
            "millennium",
        ],
        *DAY_PARTS,
        *SEASONS,
        *["hour", "minute", "semester"],
    )
)
RELATIVE_DAYS = {
    "today": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tonight": 0,
    "tonite": 0,
}
RECURRING = word_set(
    "daily weekly monthly quarterly yearly nightly everyday",
)
MONTH_STEPS = {"month": 1, "quarter": 3}
"""Period → how many months it has."""
RECURRENCES = {
    "daily": "P1D",
    "everyday": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "monthly": "P1M",
    "quarterly": "P3M",
    "yearly": "P1Y",
    "day": "P1D",
    "night": "P1D",
    "week": "P1W",
    "weekend": "P1W",
    "month": "P1M",
    "quarter": "P3M",
    "year": "P1Y",
    "decade": "P10Y",
}
"""How often → the time between, as an ISO 8601 duration."""
MONTH_PATTERN = (
    r"(?:jan(?:uary|\.)?|feb(?:ruary|\.)?|mar(?:ch|\.)?|apr(?:il|\.)?|may|june?\.?|july?\.?"
    r"|aug(?:ust|\.)?"
    r"|sept?(?:ember|\.)?|oct(?:ober|\.)?|nov(?:ember|\.)?|dec(?:ember|\.)?)"
)
WEEKDAY_PATTERN = (
    r"(?:mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|s)?|thu(?:r(?:s(?:day)?)?)?"
    r"|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
)
ORDINAL_DAY_PATTERN = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh"
    r"|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth"
    r"|nineteenth|twentieth|twenty[- ](?:first|second|third|fourth|fifth|sixth"
    r"|seventh|eighth|ninth)|thirtieth|thirty[- ]first)"
)
YEAR_PATTERN = r"(?:1\d{3}|20\d\d)"
