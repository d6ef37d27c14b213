"""Whether a name is an organisation's, for formats that tell people and organisations apart."""

import re

from annotations.folding import folded

_WORDS = frozenset(
    (
        "academy administration agency alliance army assembly association authority bank board"
        " brigade broadcaster bureau cabinet campaign center centre chamber charity church city"
        " club college commission committee company confederation congress consortium cooperative"
        " corporation corp council court department directorate embassy federation firm force"
        " forces foundation front fund gmbh government group guild hospital house inc institute"
        " institution league limited llc ltd magazine ministry monitor movement museum navy network"
        " newspaper observatory office operator organisation organization parliament party plc"
        " police port prosecutors regulator school secretariat senate service services society"
        " states station survey syndicate tribunal trust union university utility watchdog"
    ).split()
)
"""Words that name a body of people; chosen from the names of organisations in news reports."""

_OF = re.compile(r"\b(?:of|for|on|against)\b")
_ACRONYM = re.compile(r"[A-Z][A-Z&.]{1,7}")


def is_organisation(name: str) -> bool:
    """Tell whether a name is surely none of a person's.

    Its head, the word before “of” or the last one, names a body of people; or it begins with
    “the”, or is letters alone.

    >>> is_organisation("the port authority"), is_organisation("Ministry of Health")
    (True, True)
    >>> is_organisation("UNHCR"), is_organisation("Lena Osk"), is_organisation("Reed House, clerk")
    (True, False, False)
    """
    words = name.split()
    if not words or "," in name:
        return False
    if _ACRONYM.fullmatch(name.strip()):
        return True
    low = folded(name)
    head = _OF.split(low, maxsplit=1)[0].split() or low.split()
    last = head[-1].strip(".”\"’'")
    return last in _WORDS and not (len(words) == 2 and last in _SURNAMES)


_SURNAMES = frozenset("bank church club college fund house port school".split())
"""Of those the ones that are people's last names as well, as after one first name."""
