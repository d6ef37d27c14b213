"""Telling encodings apart by the language that a text then is, and undoing a second one."""

import pytest

from reader.formats.encoded_twice import mended, signs_of
from reader.formats.encodings import guess

SENTENCES = {
    "cs": "Řeka se v noci vylila a voda stojí na náměstí, řekl starosta.",
    "pl": "Rzeka wylała w nocy i woda stoi na rynku, powiedział burmistrz. Nie ma światła.",
    "sr": "Reka se noću izlila i voda je na trgu, rekao je gradonačelnik. Šteta će biti veća.",
    "hu": "A folyó éjjel kiöntött, és a víz a főtéren áll, mondta a polgármester.",
    "sl": "Reka je ponoči prestopila bregove in voda je na trgu, je dejal župan občine Čatež.",
    "de": "Der Fluss trat in der Nacht über die Ufer, und das Wasser steht auf dem Marktplatz.",
    "fr": "La rivière a débordé dans la nuit et l’eau est sur la place, a déclaré le maire.",
    "pt": "O rio transbordou à noite e a água está na praça, disse o prefeito. Não há luz.",
    "tr": "Nehir gece taştı ve su meydanda, dedi belediye başkanı. Işık da yok için.",
    "ru": "Река ночью вышла из берегов, и вода стоит на площади, сказал мэр. Света нет.",
    "uk": "Річка вночі вийшла з берегів, і вода стоїть на площі, сказав мер. Світла немає.",
    "el": "Το ποτάμι υπερχείλισε τη νύχτα και το νερό είναι στην πλατεία, είπε ο δήμαρχος.",
}


@pytest.mark.parametrize(
    ("language", "codec"),
    [
        ("cs", "cp1250"), ("cs", "iso8859-2"), ("cs", "cp852"), ("pl", "cp1250"),
        ("pl", "iso8859-2"), ("sr", "cp1250"), ("sr", "iso8859-2"), ("hu", "cp1250"),
        ("sl", "cp1250"), ("de", "cp1252"), ("de", "mac-roman"), ("fr", "cp1252"),
        ("pt", "cp1252"), ("tr", "cp1254"), ("ru", "cp1251"), ("ru", "koi8-r"),
        ("ru", "cp866"), ("uk", "cp1251"), ("el", "cp1253"),
    ],
)  # fmt: skip
def test_a_sentence_is_told_from_every_other_encoding_it_could_be(language, codec):
    data = SENTENCES[language].encode(codec)
    found = guess(data)
    assert found is not None
    assert data.decode(found.codec) == SENTENCES[language]


@pytest.mark.parametrize("codec", ["shift_jis", "gb18030", "euc_kr", "big5"])
def test_what_is_no_8_bit_encoding_is_left_to_others(codec):
    written = {"euc_kr": "강이 밤에 범람했다고 시장이 말했다"}.get(codec, "川は夜に氾濫し")
    assert guess(written.encode(codec, errors="ignore")) is None


@pytest.mark.parametrize("codec", ["cp1252", "cp1250", "cp1251"])
@pytest.mark.parametrize(
    "text", ["“We’re here,” said Zoë – again…", "Příliš žluťoučký kůň", "Привет, мир"]
)
def test_a_text_that_was_encoded_twice_comes_back(codec, text):
    twice = "".join(
        bytes([byte]).decode(codec, errors="ignore") or chr(byte) for byte in text.encode()
    )
    assert signs_of(twice) is not None
    assert mended(twice) == text


@pytest.mark.parametrize("text", ["CAFÉ» – MENÜ“", "„Ä“ und „Ü“", "СССР… СССР» и С„", "PAELLAÂ®"])
def test_a_text_that_means_what_it_says_is_left_alone(text):
    assert signs_of(text) is None
    assert mended(text) == text
