"""Names in Latin letters for formats that allow no others: each letter by its own name.

A letter of an alphabet becomes what its name begins with (“ש”, shin, is “sh”), one of a
syllabary all of its name (“カ” is “ka”), an ideograph its number. No language is asked,
so that a name is the same wherever it is made.

Source of the letters' names: the Unicode character database.
"""

import re
import unicodedata

_VOWELS = "AEIOUY"
_SYLLABIC = ("HIRAGANA", "KATAKANA")


def latin(text: str) -> str:
    """Return the text in ASCII letters and digits, everything else as “_”."""
    made = []
    for letter in unicodedata.normalize("NFKD", text):
        if letter.isascii():
            made.append(letter if letter.isalnum() or letter == "-" else "_")
        elif not unicodedata.combining(letter):
            made.append(_of(letter))
    return re.sub(r"_+", "_", "".join(made))


def _of(letter: str) -> str:
    name = unicodedata.name(letter, "")
    if not letter.isalnum() or not name:
        return "_"
    script, _, rest = name.partition(" ")
    if not rest or "IDEOGRAPH" in name:
        return f"u{ord(letter):X}_"
    if script == "LATIN":
        return rest.rpartition(" ")[2][:1].lower() if "LETTER" in rest else "_"
    # “LETTER TEH WITH THREE DOTS”, “FINAL KAF”, “SMALL LETTER SHORT I”: the last word names it.
    word = rest.partition(" WITH ")[0].rpartition(" ")[2]
    if script in _SYLLABIC:
        return word.lower()
    begin = re.match(f"[{_VOWELS}]|[^{_VOWELS}]+", word)
    return begin[0].lower() if begin else "_"
