"""The currencies, one line each, and the ways to write them; units of money are their codes.

    code | whose | names | signs and short names before the digits

Whose it is stands before the name in a text ("Polish zlotys"). A name has its plural in
"s", or the plurals that stand behind it with "/". Where several currencies share a name or
a sign, "*" marks the one that it alone means, the most traded. "~" marks what is an English
word or a common abbreviation too: such a name alone is money only in large sums, and such a
short name only right before them. Letters with accents may be written without.

Sources: ISO 4217:2015, lists one and three (amendment 179), for the codes; Unicode CLDR 48,
English, for the names and whose they are, and its narrow signs; further spellings and short
names as newspapers of the countries write them. "BTC" is not in the standard, but it is
what everybody writes.
"""

from typing import NamedTuple

from reader.detectors.figures.word_sets import word_set

IN_USE = """
AED | UAE, Emirati, Emirates, United Arab Emirates | *dirham | Dh, Dhs, Dh., Dhs.
AFN | Afghan | ~afghani/~afghanis | ~Af, ؋
ALL | Albanian | ~lek/leke/lekë |
AMD | Armenian | ~dram/~drams | ֏
AOA | Angolan | kwanza | ~Kz
ARS | Argentine, Argentinian, Argentinean | peso | AR$, Arg$
AUD | Australian, Aussie | dollar | A$, AU$, AUS$, Aus$
AWG | Aruban | *florin/florins/florin | Afl, Afl.
AZN | Azerbaijani, Azerbaijan, Azeri | *manat/manats/manat | ₼
BAM | Bosnia-Herzegovina, Bosnian, Bosnia and Herzegovina | convertible mark, mark | ~KM
BBD | Barbadian, Barbados, Bajan | dollar | Bds$, BB$, BBD$
BDT | Bangladeshi, Bangladesh | taka/takas/taka | Tk, Tk., ৳
BHD | Bahraini, Bahrain | dinar | ~BD
BIF | Burundian, Burundi | franc | FBu
BMD | Bermudan, Bermudian, Bermuda | dollar | BD$
BND | Brunei, Bruneian | dollar | B$
BOB | Bolivian | boliviano | Bs.
BRL | Brazilian, Brazil | ~real/reais/~reals | R$
BSD | Bahamian, Bahamas | dollar | B$
BTN | Bhutanese, Bhutan | ngultrum | Nu.
BWP | Botswanan, Botswana | ~pula/~pulas |
BYN | Belarusian, Belarussian, Belarus | ruble, rouble |
BZD | Belize, Belizean | dollar | BZ$
CAD | Canadian | dollar, loonie | C$, CA$, CDN$, Cdn$, CAN$, Can$
CDF | Congolese, Congo | franc |
CHF | Swiss | *franc | SFr, SFr., sFr, Sfr, ~Fr, ~Fr.
CLP | Chilean, Chile | peso | CLP$, CL$
CNY | Chinese, China | *yuan/yuan, renminbi/renminbi, kuai/kuai | CN¥, RMB, Rmb
COP | Colombian, Colombia | peso | COL$, COP$
CRC | Costa Rican, Costa Rica | *~colón/~colones/~colons | ₡
CUP | Cuban, Cuba | peso | CUP$
CVE | Cape Verdean, Cabo Verdean, Cape Verde | *escudo | ~Esc
CZK | Czech | *koruna/korunas/koruny/korun, crown | Kč, Kc
DJF | Djiboutian, Djibouti | franc | Fdj
DKK | Danish, Denmark | krone/kroner/krones, crown | DKr, Dkr, Dkr.
DOP | Dominican | peso | RD$
DZD | Algerian | dinar | ~DA
EGP | Egyptian, Egypt | pound | E£, ~LE, EGP£
ERN | Eritrean | nakfa/nakfas/nakfa | Nfk
ETB | Ethiopian | birr/birrs/birr | ~Br
EUR | | *euro/euros/euro | €, EUR€
FJD | Fijian, Fiji | dollar | FJ$, F$
FKP | Falkland Islands, Falklands | pound | FK£
GBP | British, UK, U.K., English | *~pound/~pounds, pound sterling/pounds sterling, quid/quid, \
    ~sterling/~sterling | *£, UK£, GB£, STG, stg
GEL | Georgian, Georgia | lari/laris/lari | ₾
GHS | Ghanaian, Ghana | cedi | GH₵, GH¢, ₵, GHc
GIP | Gibraltar, Gibraltarian | pound |
GMD | Gambian | dalasi/dalasis/dalasi |
GNF | Guinean, Guinea | franc | ~FG
GTQ | Guatemalan | ~quetzal/~quetzals/quetzales |
GYD | Guyanaese, Guyanese, Guyana | dollar | G$, GY$
HKD | Hong Kong | dollar | HK$, HKD$
HNL | Honduran | lempira |
HTG | Haitian | ~gourde/~gourdes | HTG$
HUF | Hungarian | forint/forints/forint | ~Ft
IDR | Indonesian, Indonesia | rupiah/rupiahs/rupiah | Rp, Rp.
ILS | Israeli, Israel | *new shekel, *shekel | ₪, NIS
INR | Indian, India | *rupee | ₹, *Rs, *Rs., ₨
IQD | Iraqi, Iraq | dinar | ~ID
IRR | Iranian, Iran | *rial, toman | ﷼
ISK | Icelandic, Iceland | króna/krónur/krónas, crown | Íkr
JMD | Jamaican, Jamaica | dollar | J$, JA$
JOD | Jordanian, Jordan | dinar | ~JD
JPY | Japanese, Japan | yen/yen/yens | ¥, JP¥, ￥
KES | Kenyan, Kenya | *shilling, ~bob/~bob \
    | KSh, Ksh, KSh., Ksh., Kshs, Kshs., ~Sh, ~Sh., ~Shs, ~Shs.
KGS | Kyrgyz, Kyrgyzstani, Kyrgyzstan | ~som/~soms |
KHR | Cambodian, Cambodia | riel | ៛
KMF | Comorian, Comoros | franc |
KPW | North Korean, North Korea | ~won/~won |
KRW | South Korean, Korean, South Korea | *~won/~won | ₩
KWD | Kuwaiti, Kuwait | *dinar | ~KD
KYD | Cayman Islands, Cayman | dollar | CI$, KY$
KZT | Kazakhstani, Kazakh, Kazakhstan | tenge/tenges/tenge | ₸
LAK | Laotian, Lao, Laos | ~kip/~kips | ₭
LBP | Lebanese, Lebanon | pound, lira/lira/liras | L£
LKR | Sri Lankan, Sri Lanka | rupee | SLRs
LRD | Liberian | dollar | L$, LR$, LD$
LSL | Lesotho, Basotho | ~loti/~lotis/maloti |
LYD | Libyan, Libya | dinar | ~LD
MAD | Moroccan, Morocco | dirham | ~DH
MDL | Moldovan, Moldova | leu/~lei |
MGA | Malagasy, Madagascar | ariary/ariaries/ariary | ~Ar
MKD | Macedonian | denar/denari/denars |
MMK | Myanmar, Burmese, Myanma | kyat/kyats/kyat | ~Ks
MNT | Mongolian | tugrik/tugriks/tugrik, tögrög/tögrög | ₮
MOP | Macanese, Macau, Macao | pataca | MOP$
MRU | Mauritanian | ouguiya/ouguiyas/ouguiya | ~UM
MUR | Mauritian, Mauritius | rupee |
MVR | Maldivian, Maldives | rufiyaa/rufiyaas/rufiyaa | ~Rf, MRf
MWK | Malawian, Malawi | kwacha/kwachas/kwacha | ~MK
MXN | Mexican, Mexico | *peso | MX$, Mex$, MXN$
MYR | Malaysian, Malaysia | ringgit/ringgits/ringgit | RM
MZN | Mozambican | metical/meticals/meticais | ~MT
NAD | Namibian, Namibia | dollar | N$
NGN | Nigerian, Nigeria | naira/nairas/naira | ₦, ~N
NIO | Nicaraguan | ~córdoba/~córdobas |
NOK | Norwegian, Norway | *krone/kroner/krones, crown | NKr, Nkr
NPR | Nepalese, Nepali, Nepal | rupee | NRs, NRs., Nrs
NZD | New Zealand, Kiwi | dollar | NZ$, NZD$
OMR | Omani, Oman | rial, riyal | ~RO
PAB | Panamanian | ~balboa/~balboas | B/.
PEN | Peruvian, Peru | ~sol/~soles, nuevo sol/nuevos soles | S/, S/.
PGK | Papua New Guinean, Papua New Guinea, PNG | ~kina/~kina/~kinas |
PHP | Philippine, Filipino, Philippines | peso | ₱, PhP, Php, ~P
PKR | Pakistani, Pakistan | rupee | PRs, PRs.
PLN | Polish | zloty/zlotys/zloties/zlote/zlotych/złoty | zł, zl
PYG | Paraguayan | ~guarani/~guaranis/guaraníes | ₲, ~Gs
QAR | Qatari, Qatar | riyal, rial | ~QR
RON | Romanian, Romania | *leu/~lei |
RSD | Serbian, Serbia | dinar |
RUB | Russian, Russia | *ruble, *rouble | ₽
RWF | Rwandan, Rwanda | franc | FRw, Frw, ~RF
SAR | Saudi, Saudi Arabian | *riyal, rial | ~SR, ⃁
SBD | Solomon Islands | dollar | SI$
SCR | Seychellois, Seychelles | rupee |
SDG | Sudanese, Sudan | pound |
SEK | Swedish, Sweden | *krona/kronor/kronas, *~crown/~crowns | kr, SKr, Skr
SGD | Singapore, Singaporean | dollar | S$, SG$, SGD$, Sing$
SHP | St. Helena, St Helena, Saint Helena | pound |
SLE | Sierra Leonean, Sierra Leone | ~leone/~leones | ~Le, NLe
SOS | Somali, Somalia | shilling | SoSh
SRD | Surinamese, Suriname | dollar | SR$
SSP | South Sudanese, South Sudan | pound | SSP£
STN | São Tomé & Príncipe, São Tomé and Príncipe, São Tomé | dobra | ~Db
SYP | Syrian, Syria | pound, lira/lira/liras | S£
SZL | Swazi, Eswatini, Swaziland | lilangeni/emalangeni |
THB | Thai, Thailand | baht/baht/bahts | ฿
TJS | Tajikistani, Tajik, Tajikistan | somoni/somonis/somoni |
TMT | Turkmenistani, Turkmen, Turkmenistan | manat/manats/manat |
TND | Tunisian, Tunisia | dinar | ~DT, ~TD
TOP | Tongan, Tonga | paʻanga/paʻanga/paʻangas | T$
TRY | Turkish, Turkey | *lira/liras/lira | ₺, ~TL
TTD | Trinidad & Tobago, Trinidad and Tobago, Trinidad, TT | dollar | TT$
TWD | New Taiwan, Taiwan, Taiwanese | dollar | NT$, TW$
TZS | Tanzanian, Tanzania | shilling | TSh, Tsh, TShs, Tshs, TSh., TZSh
UAH | Ukrainian, Ukraine | hryvnia/hryvnias/hryvnia/hryvnya/hryvnyas/hryvnyia | ₴
UGX | Ugandan, Uganda | shilling | USh, Ush, UShs, Ushs, USh.
USD | US, U.S., American, United States | *dollar, *buck, greenback, dlr \
    | *$, US$, U.S.$, USD$, dlrs
UYU | Uruguayan, Uruguay | peso | UY$
UZS | Uzbekistani, Uzbek, Uzbekistan | *~som/~som, ~sum/~sum |
VES | Venezuelan, Venezuela | *bolívar/bolívars/bolívares | Bs, Bs.S, Bs.F
VND | Vietnamese, Vietnam | ~dong/~dong/~dongs | ₫
VUV | Vanuatu, Ni-Vanuatu | vatu/vatus/vatu | ~VT
WST | Samoan, Samoa | ~tala/~tala/~talas | WS$, ST$
XAF | Central African CFA, Central African, Cameroonian | CFA franc, franc | FCFA
XCD | East Caribbean, Eastern Caribbean | dollar | EC$
XCG | Caribbean | *guilder | Cg.
XOF | West African CFA, West African, CFA, Ivorian, Senegalese | *CFA franc, franc | CFA, *FCFA
XPF | CFP, Pacific | franc, CFP franc | CFPF
YER | Yemeni, Yemen | rial, riyal |
ZAR | South African, South Africa | *~rand/~rand/~rands | ~R
ZMW | Zambian, Zambia | *kwacha/kwachas/kwacha | ~ZK, ~K
ZWG | Zimbabwean, Zimbabwe | ~gold/~gold | ZiG
BTC | | bitcoin/bitcoins/bitcoin | ₿
"""
NO_LONGER = """
ATS | Austrian | *schilling |
BEF | Belgian, Belgium | franc | BFr
BGN | Bulgarian, Bulgaria | *lev/leva/levs |
CUC | Cuban | convertible peso |
CYP | Cypriot, Cyprus | pound | C£
DDM | East German | mark, ostmark |
DEM | German, Deutsche, West German | *~mark/~marks, deutschemark, deutschmark | DM
EEK | Estonian | kroon/kroons/krooni |
ESP | Spanish, Spain | *peseta | Pta, Ptas, ptas
FIM | Finnish, Finland | markka/markkas/markkaa, mark | FMk
FRF | French, France | franc | ~FF
GRD | Greek, Greece | *drachma/drachmas/drachmae |
HRK | Croatian, Croatia | kuna/kunas/kuna | kn
IEP | Irish, Ireland | pound, punt | IR£, Ir£, I£
ITL | Italian, Italy | lira/lire/liras |
LTL | Lithuanian | litas/litai/~litas |
LUF | Luxembourg, Luxembourgian | franc |
LVL | Latvian | lats/lati |
MTL | Maltese, Malta | lira/lira/liri, pound |
NLG | Dutch, Netherlands | guilder, florin | Hfl
PTE | Portuguese, Portugal | escudo | ~Esc
SIT | Slovenian, Slovene | tolar |
SKK | Slovak, Slovakia | koruna/korunas/koruny/korun, crown | ~Sk
SUR | Soviet | ruble, rouble |
YUM | Yugoslav, Yugoslavian, Yugoslavia | dinar |
ZWL | Zimbabwean, Zimbabwe | dollar | Z$, ZW$
ANG | Netherlands Antillean, Antillean | guilder | NAf, Naf
VEF | | bolívar fuerte/bolívares fuertes/bolívar fuertes |
XDR | | special drawing right | SDR
"""
"""Codes that are in old texts, and units of account and of no state that are in new ones."""
PARTS = """
cent | cent, centavo, centime, centimo, sentimo, eurocent | ¢
penny | penny/pence/pennies |
sen | sen/sen |
kopeck | kopeck, kopek, copeck, kopiyka/kopiykas/kopiyky |
paisa | paisa/paise/paisas, poisha/poisha |
öre | öre/öre, øre/øre |
grosz | grosz/groszy |
haler | haler, heller |
piastre | piastre, piaster |
fils | fils/fils |
halala | halala |
satang | satang/satang |
kobo | kobo/kobo |
pesewa | pesewa |
agora | agora/agorot |
stotinka | stotinka/stotinki |
ban | ban/bani |
satoshi | satoshi/satoshis/satoshi |
pfennig | pfennig/pfennigs/pfennige |
"""
"""Parts of a currency: `name | names | sign`; the unit is the name, for it has no code."""
ALSO_WORDS = word_set(
    "ALL AMD ANG BAM BIF BOB COP CUP DOP ERN ETB GEL GIP LAK MAD MOP MUR NAD PEN PHP RON SCR",
    "SIT SOS TOP TRY",
)
"""Codes that in capitals are as often something else: a word, a firm, a programme."""
_PLAIN = str.maketrans(
    "áàâäãåāéèêëēíìîïóòôöõøōúùûüūçćčñńłśšžźżʻʼ‘’",
    "aaaaaaaeeeeeiiiiooooooouuuuucccnnlsszzz''''",
)
"""Letters without their accents, one for one, so that offsets stay."""


class Name(NamedTuple):
    """What a name or short name means, and whether it is something else as well."""

    code: str
    common: bool


class _Table(NamedTuple):
    """What is derived from the lines above."""

    codes: frozenset[str]
    names: dict[str, Name]
    """What a name alone means."""
    full_names: dict[str, str]
    """What a name means with whose it is before it."""
    before: dict[str, Name]
    """What signs and short names before digits mean."""
    spoken: dict[str, str]
    """How a currency is called in full: "swiss franc"."""


def plain(words: str) -> str:
    """Return the words in small letters without accents; no offset moves."""
    lowered = words.lower()
    return (lowered if len(lowered) == len(words) else words).translate(_PLAIN)


def _forms(written: str) -> list[str]:
    """Return the singular and the plurals of a name: "lek/leke", "dollar"."""
    singular, *plurals = written.split("/")
    return [singular, *(plurals or [singular + "s"])]


def _add(meanings: dict[str, Name], form: str, code: str, *, meant: bool) -> None:
    """Let a form mean a currency, if no other was meant by it before."""
    name = Name(code, form.startswith("~"))
    if meant:
        meanings[form.lstrip("~")] = name
    else:
        meanings.setdefault(form.lstrip("~"), name)


def _read(lines: str) -> _Table:
    codes: set[str] = set()
    names: dict[str, Name] = {}
    full_names: dict[str, str] = {}
    before: dict[str, Name] = {}
    spoken: dict[str, str] = {}
    for line in lines.strip().split("\n"):
        code, whose, written, short = (part.strip() for part in line.split("|"))
        codes.add(code)
        owners = [plain(owner) for owner in whose.split(", ")] if whose else []
        for name in written.split(", "):
            for form in map(plain, _forms(name.lstrip("*"))):
                _add(names, form, code, meant=name.startswith("*"))
                for owner in owners:
                    full_names.setdefault(f"{owner} {form.lstrip('~')}", code)
            alone = _forms(name.lstrip("*~"))[0]
            spoken.setdefault(code, f"{owners[0]} {alone}" if owners else alone)
        for sign in filter(None, short.split(", ")):
            _add(before, sign.lstrip("*"), code, meant=sign.startswith("*"))
    return _Table(frozenset(codes), names, full_names, before, spoken)


def _read_parts() -> tuple[dict[str, str], dict[str, str]]:
    names: dict[str, str] = {}
    signs: dict[str, str] = {}
    for line in PARTS.strip().split("\n"):
        unit, written, sign = (part.strip() for part in line.split("|"))
        for name in written.split(", "):
            names.update((plain(form), unit) for form in _forms(name))
        if sign:
            signs[sign] = unit
    return names, signs


TABLE = _read(IN_USE + NO_LONGER.lstrip("\n"))
PART_NAMES, PART_SIGNS = _read_parts()
SIGNS = {
    **{
        sign: name.code
        for sign, name in TABLE.before.items()
        if len(sign) == 1 and not sign.isalpha()
    },
    **PART_SIGNS,
}
"""Signs of one character, which stand before or after the digits."""
_SPOKEN = {"USD": "dollar", "GBP": "pound sterling", "ILS": "shekel"}


def spoken_name(code: str) -> str:
    """Return how a currency is called in a rate: "dollar" in "dollar per barrel"."""
    return _SPOKEN.get(code) or TABLE.spoken.get(code, code)
