"""What tells the languages of news apart in a few lines: their letters and their small words.

One row a language. The letters beyond ASCII are the exemplar characters of Unicode's
CLDR 46, lower case; for English those of its common loan words. The small words are
chosen as the most frequent ones that neighbours in the table do not share.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Language:
    """A language by its tag (BCP 47), with its letters beyond ASCII and its small words."""

    tag: str
    letters: frozenset[str]
    words: frozenset[str]

    @property
    def is_of_another_script(self) -> bool:
        """Whether it is written in other letters than Latin ones."""
        return not any(word.isascii() for word in self.words)


def _language(tag: str, letters: str, words: str) -> Language:
    return Language(tag, frozenset(letters), frozenset(words.split()))


_CYRILLIC = "абвгдежзийклмнопрстуфхцчшщьюя"

LATIN = (
    _language(
        "en", "áàâäçéèêëíïîñóôöúûü", "the of to and a in that is was for it on with said he as by"
    ),
    _language("de", "äöüß", "der die und in den von zu das mit sich des auf für ist nicht ein"),
    _language("fr", "àâæçéèêëîïôœùûüÿ", "de la le et les des en un une du que dans est pour qui"),
    _language("es", "áéíñóúü", "de la que el en y los del se las por un con una para su al"),
    _language("pt", "áàâãçéêíóôõú", "de a que o e do da em um para com não os no uma na dos"),
    _language("it", "àèéìòù", "di e che la il un per del è non della una sono con nel alla"),
    _language("nl", "áäéëíïóöúü", "de van het een en in is dat op te voor met zijn niet aan"),
    _language("da", "æøåé", "og i at det er en til af på som for med den ikke der var har"),
    _language("nb", "æøåéòô", "og i at det er en til av på som for med den ikke har var"),
    _language("sv", "åäöéà", "och i att det som en på är av för med den till inte har om"),
    _language("fi", "äöåšž", "ja on ei että se oli hän mutta myös kun ovat joka mukaan"),
    _language("is", "áéíóúýðþæö", "og að í á er sem til við um það en ekki með var fyrir"),
    _language("ca", "àçéèíïóòúü", "de la i que el els en a les per un amb una del és dels"),
    _language("cs", "áčďéěíňóřšťúůýž", "a se v na je že s z do to o i za by ve podle po od pro"),
    _language("sk", "áäčďéíĺľňóôŕšťúýž", "a sa v na je že s z do to o aj za by vo podľa po od pre"),
    _language("pl", "ąćęłńóśźż", "w i na z się do nie że o jest to za od po przez jak dla przy"),
    _language("hu", "áéíóöőúüű", "a az és hogy nem is egy ez meg csak volt mint szerint már"),
    _language("ro", "ăâîșțşţ", "de și în a la cu pe să din că o un care nu pentru este mai sa"),
    _language("hr", "čćđšž", "je u i na da se za su od s o koji a kako što ne iz će sa to"),
    _language("sl", "čšž", "je v in na da se za so pa z o ki po bi tudi ne iz pri kot"),
    _language("sq", "çë", "të e në për dhe me që një është nga më si se i nuk"),
    _language("tr", "çğıöşüâîûi̇", "ve bir bu da de için ile olarak çok daha gibi ne en olan"),
    _language("et", "äöõüšž", "ja on ei et see oli ka kui ta mis aga oma ning"),
    _language("lv", "āčēģīķļņšūž", "un ir ar par no uz ka kas gada arī to nav bet līdz"),
    _language("lt", "ąčęėįšųūž", "ir kad į su yra iš tai bet kaip per buvo už nuo dėl"),
)
"""Languages in Latin letters, the widest spread first."""

CYRILLIC = (
    _language(
        "ru",
        _CYRILLIC + "ъыэё",
        "и в на не что с по он из к о за как это для от был его но так все если или также при",
    ),
    _language(
        "uk",
        _CYRILLIC + "єіїґ’",
        "і в на не що з до та у за про як від це для або але щоб його при був",
    ),
    _language(
        "be",
        _CYRILLIC + "ыэёіў",
        "і ў на не што з да у за пра як ад гэта для або але каб яго пры быў",
    ),
    _language("bg", _CYRILLIC + "ъ", "и на в за не от да се че по с са ще при това"),
    _language("sr", "абвгдђежзијклљмнњопрстћуфхцчџш", "и у је на да се за су од о не ће што са"),
    _language("mk", "абвгдѓежзѕијклљмнњопрстќуфхцчџш", "и на во да за од се не го со ќе е што"),
)

GREEK = (_language("el", "αάβγδεέζηήθιίϊΐκλμνξοόπρσςτυύϋΰφχψωώ", "και το να του η της με ο την"),)
