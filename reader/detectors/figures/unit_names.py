"""The units: one line each, `name | symbols | further words`.

Symbols are matched with their case ("MW" is not "mW"), words without. The plural in "s" of
every word form is understood; only irregular plurals are written out. A symbol stands
close to digits ("5km", "5 km"); words follow any number. To teach a unit, add a line.

Units that take prefixes stand in `SI`, once each: `name | symbols | further words | prefixes`.

Names follow the International System of Units in British spelling; the American spelling
is among the words. Sources: the long and short forms of Unicode CLDR 48, English, for the
list of units; the SI Brochure (9th edition, 2019) for names, symbols and prefixes; beside
them trade units and spellings as newspapers use them.
"""

import re
from collections.abc import Iterable, Iterator

PREFIXES = {
    "p": "pico",
    "n": "nano",
    "µ": "micro",
    "m": "milli",
    "c": "centi",
    "d": "deci",
    "h": "hecto",
    "k": "kilo",
    "M": "mega",
    "G": "giga",
    "T": "tera",
    "P": "peta",
    "E": "exa",
    "Z": "zetta",
}
SI = """
metre | m | meter | p n µ m c d h k
gram | g | gramme | p n µ m k
litre | l L | liter | µ m c d h k M G
watt | W | | n µ m k M G T
watt hour | Wh | watt-hour | m k M G T P
volt | V | | µ m k M
ampere | A | amp | n µ m k
ohm | Ω | | m k M
farad | F | | p n µ m
henry | H | henry | n µ m
coulomb | | | n µ m k
siemens | | siemens | µ m
joule | J | | µ m k M G T P
newton | N | | µ m k M
pascal | Pa | | h k M G
hertz | Hz | hertz | m k M G T
electronvolt | eV | electron volt | m k M G T
gray | Gy | | µ m
sievert | Sv | | n µ m
becquerel | Bq | | m k M G T P
mole | mol | | n µ m
tesla | | | n µ m
bit | bit | | k M G T P
byte | B | | k M G T P E Z
bit per second | bit/s b/s | bits per second, bit a second, bits a second | k M G T
byte per second | B/s | bytes per second | k M G T
pixel | px | | M G
parsec | pc | | k M G
ton of TNT | | tons of TNT | k M
dalton | Da | | k
gray per hour | Gy/h | | µ m
sievert per hour | Sv/h | sieverts per hour, sievert an hour, sieverts an hour | n µ m
"""

LENGTHS = """
kilometre | km kms Km KM | kilometer, klick
metre | m | meter
centimetre | cm | centimeter
millimetre | mm | millimeter
decimetre | dm | decimeter
micrometre | µm μm um | micrometer, micron
nanometre | nm | nanometer
picometre | | picometer
mile | mi
foot | ft ft. ′ | feet
inch | in. ″ | inches
yard | yd yds
nautical mile | nmi |
light-year | ly | light year
fathom | |
furlong | |
hand high | hh | hands high
astronomical unit | au |
decametre | dam | decameter
megametre | | megameter
Scandinavian mile | |
"""
AREAS = """
square metre | m2 m² sqm m^2 | square meter, sq m, sq. m, sq meter, sq metre, metre squared
square metre | | meter squared, metres squared, meters squared
square kilometre | km2 km² km^2 sqkm | square kilometer, sq km, sq. km, km squared
square kilometre | | kilometres squared, kilometers squared
square centimetre | cm2 cm² | square centimeter, sq cm
square millimetre | mm2 mm² | square millimeter, sq mm
square foot | ft2 ft² sqft | square feet, sq ft, sq. ft, sq. ft., sq feet
square inch | in2 in² | square inches, sq in, sq. in, sq. in.
square yard | | sq yd
square mile | | sq mi, sq mile
hectare | ha |
acre | |
dunam | | dunum, dunams
bigha | |
kanal | |
marla | |
guntha | |
feddan | |
square decimetre | dm2 dm² | square decimeter
square mile | mi2 mi² |
square yard | yd2 yd² | square yards
"""
VOLUMES = """
litre | l L ℓ | liter
millilitre | ml mL | milliliter
centilitre | cl cL | centiliter
cubic metre | m3 m³ cbm | cubic meter, cu m
cubic kilometre | km3 km³ | cubic kilometer
cubic foot | ft3 ft³ | cubic feet, cubic ft, cu ft, cu. ft, cu. ft.
cubic inch | in3 in³ | cubic inches, cu in
cubic yard | | cu yd
cubic centimetre | cc cm3 cm³ | cubic centimeter
acre-foot | | acre feet, acre-feet, acre foot
gallon | gal |
barrel | bbl bbls |
barrel of oil equivalent | boe BOE | barrels of oil equivalent
bushel | |
pint | pt |
quart | qt qts |
cup | |
tablespoon | tbsp tbs |
teaspoon | tsp |
fluid ounce | | fl oz, fl. oz., us fluid ounce, imperial fluid ounce
gill | | imperial gill, us gill
hogshead | |
peck | | imperial peck
minim | |
board foot | | board feet, board-feet
dry pint | |
dry quart | |
cubic millimetre | mm3 mm³ | cubic millimeter
cubic decimetre | dm3 dm³ | cubic decimeter
cubic mile | mi3 mi³ | cu mi
cubic foot per second | cfs | cubic feet per second, cubic feet a second
cubic metre per second | m3/s m³/s | cubic meters per second, cumec, cumecs
million cubic feet per day | mmcfd MMcf/d |
billion cubic metres | bcm |
trillion cubic feet | tcf Tcf |
billion cubic feet | bcf Bcf |
dessertspoon | dsp | dessert spoon
US gallon | | us gallon
imperial gallon | | uk gallon
"""
WEIGHTS = """
kilogram | kg kgs Kg KG | kilo, kilogramme
gram | g gm gms | gramme
milligram | mg | milligramme
microgram | µg μg mcg ug |
tonne | t mt | metric ton, metric tonne, tonnes of TNT
ton | | short ton, long ton
kiloton | ktpa | kilotonne
megaton | Mt | megatonne
gigaton | Gt | gigatonne
pound | lb lbs lb. lbs. |
ounce | oz oz. |
troy ounce | |
stone | st |
hundredweight | cwt |
carat | ct cts | karat
quintal | |
maund | |
tola | |
scruple | |
kilogram-force | kgf |
solar mass | | solar masses
earth mass | | earth masses
drachm | | dram, fluid dram, fl dram
"""
TEMPERATURES = """
celsius | C °C ºC ℃ °c | ° c, ° celsius, degrees celsius, degree celsius, deg celsius, deg c, deg. c
celsius | | degc
celsius | | degrees c, degree c, degrees centigrade, degree centigrade, celcius, centigrade
celsius | | centigrate, degrees celcius
fahrenheit | F °F ºF ℉ °f | ° f, ° fahrenheit, degrees fahrenheit, degree fahrenheit, deg fahrenheit
fahrenheit | | degf
fahrenheit | | deg f, deg. f, degrees f, degree f, farenheit, degrees farenheit
kelvin | K | degrees kelvin, degree kelvin, deg k
rankine | °R | degrees rankine
degree | ° º | deg, deg., degree of arc, angular degree
arcminute | arcmin | minute of arc, minutes of arc, arc minute, arc-minute
arcsecond | arcsec | second of arc, seconds of arc, arc second, arc-second
revolution | |
"""
SPEEDS = """
mile per hour | mph MPH mi/h | miles an hour, miles-per-hour, miles-an-hour, mile-an-hour
mile per hour | | mile-per-hour
kilometre per hour | km/h kph kmh kmph km/hr KPH | kilometer per hour, kilometers per hour
kilometre per hour | | kilometres an hour, kilometers an hour, kilometre-per-hour
kilometre per hour | | kilometer-per-hour, kilometres-per-hour
metre per second | m/s |
knot | kn. kt. kt kts kn |
mile per gallon | mpg MPG | miles to the gallon, miles a gallon
revolution per minute | rpm RPM | revolutions per minute
foot per second | ft/s fps |
frame per second | | frames a second
kilometre per second | km/s | kilometer per second, kilometers per second, kilometres a second
metre per second | mps | meter per second, meters per second, metres a second, meters a second
metre per second squared | m/s² m/s2 | meters per second squared, metres per second squared
beat per minute | bpm | beats per minute, beats a minute
"""
POWER_AND_FORCE = """
horsepower | hp HP PS ps | horse power
brake horsepower | bhp BHP |
watt | W |
milliwatt | mW |
kilowatt | kW kw KW |
megawatt | MW mw |
gigawatt | GW |
terawatt | TW |
watt hour | Wh | watt-hour
kilowatt hour | kWh kwh KWh | kilowatt-hour
megawatt hour | MWh | megawatt-hour
gigawatt hour | GWh | gigawatt-hour
terawatt hour | TWh | terawatt-hour
volt | V |
kilovolt | kV |
ampere | A | amp
milliampere | mA | milliamp
milliampere-hour | mAh | milliampere hour, milliamp hour, milliamp-hour
ampere-hour | Ah | amp hour, amp-hour
ohm | Ω |
farad | |
joule | J |
kilojoule | kJ |
megajoule | MJ |
calorie | cal |
kilocalorie | kcal |
british thermal unit | BTU Btu | british thermal unit
million british thermal units | mmBtu mmBTU MMBtu MMBTU |
newton | N |
kilonewton | kN |
newton metre | Nm | newton meter, newton-metre, newton-meter
pound-foot | lb-ft lb.-ft. lb.-ft lbft | pound-feet, pounds-feet, pound feet, pound foot
pound-foot | | lb-feet, lb feet, pound-foot
foot-pound | ft-lb ft-lbs | foot pound
pascal | Pa |
kilopascal | kPa |
megapascal | MPa |
gigapascal | GPa |
hectopascal | hPa |
bar | |
millibar | mbar mb |
pound per square inch | psi PSI |
kilopound per square inch | ksi |
decibel | dB dBA db dBm |
atmosphere | atm |
torr | |
millimetre of mercury | mmHg | millimeters of mercury, millimetres of mercury, millimeter of mercury
inch of mercury | inHg | inches of mercury
pound-force | lbf |
dyne | |
therm | | us therm
kilowatt-peak | kWp kwp |
megawatt-peak | MWp |
megavolt-ampere | MVA |
kilovolt-ampere | kVA |
"""
DATA = """
bit | b |
byte | B |
kilobyte | kB KB |
megabyte | MB |
gigabyte | GB gb Gb | gig
terabyte | TB tb |
petabyte | PB |
exabyte | EB |
kibibyte | KiB |
mebibyte | MiB |
gibibyte | GiB |
bit per second | | bits per second
kilobit per second | kbps Kbps kbit/s |
megabit per second | Mbps Mb/s Mbit/s mbps | megabits per second
gigabit per second | Gbps Gb/s Gbit/s gbps | gigabits per second
megabyte per second | MB/s MBps |
gigabyte per second | GB/s GBps |
hertz | Hz hz |
kilohertz | kHz |
megahertz | MHz Mhz |
gigahertz | GHz Ghz |
pixel | px |
megapixel | MP Mp |
dot per inch | dpi |
pixel per inch | ppi |
bit | b |
kilobit | kb Kb |
megabit | Mb |
gigabit | Gb |
terabit | Tb |
"""
SCIENCE = """
per mille | ‰ |
milligram per decilitre | mg/dL mg/dl | milligrams per deciliter, milligram per deciliter
millimole per litre | mmol/L mmol/l | millimoles per liter, millimole per liter
microgram per cubic metre | µg/m3 µg/m³ μg/m3 μg/m³ ug/m3 |
part per million | ppm | parts per million
part per billion | ppb | parts per billion
electronvolt | eV | electron volt
kiloelectronvolt | keV |
megaelectronvolt | MeV |
gigaelectronvolt | GeV |
teraelectronvolt | TeV |
gray | Gy |
milligray | mGy |
sievert | Sv |
millisievert | mSv |
microsievert | µSv μSv |
becquerel | Bq |
mole | mol |
candela | cd |
lumen | lm |
lux | lx | lux
nit | |
radian | rad |
turn | |
parsec | |
kiloparsec | kpc |
million years | Ma Myr |
"""
TRADE = """
basis point | bp bps | basis-point
barrel per day | bpd b/d bbl/d | barrels of oil per day, barrels of oil a day, barrels-per-day
barrel per day | | barrels-a-day, barrel-a-day, barrel-per-day
barrel of oil | | barrels of oil, barrels of crude, barrels of crude oil
ton per day | tpd |
twenty-foot equivalent unit | TEU TEUs teu |
win above replacement | WAR |
cylinder | |
star | |
"""
TIMES = """
nanosecond | ns |
microsecond | µs μs |
millisecond | ms |
second | s sec secs sec. | sec
minute | min mins min. |
hour | h hr hrs hr. hrs. |
day | |
night | |
weekend | |
week | wk wks |
fortnight | |
month | mo mos mos. mth mths |
quarter | qtr qtrs |
year | yr yrs yr. yrs. |
decade | |
century | | centuries
millennium | | millennia
generation | |
"""
TIME_UNITS = frozenset(line.split(" |")[0] for line in TIMES.strip().splitlines()) - {"generation"}
TABLE = "".join(
    (
        LENGTHS,
        AREAS,
        VOLUMES,
        WEIGHTS,
        TEMPERATURES,
        SPEEDS,
        POWER_AND_FORCE,
        DATA,
        SCIENCE,
        TRADE,
        TIMES,
    )
)


def _with_prefixes() -> Iterator[str]:
    """Yield a line for each unit of `SI` without a prefix, and with each it takes."""
    for line in SI.strip().split("\n"):
        name, symbols, words, prefixes = (part.strip() for part in line.split("|"))
        yield f"{name} | {symbols} | {words}"
        for prefix in prefixes.split():
            spoken = PREFIXES[prefix]
            letters = ("µ", "μ") if prefix == "µ" else (prefix,)
            written = " ".join(one + symbol for symbol in symbols.split() for one in letters)
            further = ", ".join(spoken + word for word in words.split(", ") if word)
            yield f"{spoken}{name} | {written} | {further}"


def _read_table(lines: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return two tables, symbol → name and word form → name; the first line that says it wins."""
    symbols: dict[str, str] = {}
    words: dict[str, str] = {}
    for line in filter(None, lines):
        name, written, *further = (part.strip() for part in line.split("|"))
        for symbol in written.split():
            symbols.setdefault(symbol, name)
        forms = [name.lower(), *(form.strip().lower() for form in ",".join(further).split(","))]
        for form in filter(None, forms):
            if form.startswith(_SCALES):
                continue
            words.setdefault(form, name)
            if form[-1].isalpha() and not form.endswith(_NO_PLURAL) and not _INNER.search(form):
                words.setdefault(form + "s", name)
        if " per " in name and not name.startswith(_SCALES):
            head, _, rest = name.partition(" per ")
            plural = {"foot": "feet"}.get(head, head + "s")
            words.setdefault(f"{plural} per {rest}", name)
    return symbols, words


_NO_PLURAL = ("s", "feet", "foot", "ia", "hertz", "lux", "squared", " ft")
_SCALES = ("million ", "billion ", "trillion ")
"""Scale words are read with the number; what they begin has symbols alone."""
_INNER = re.compile(r" (?:per|a|an|of|to the) |^° |-(?:per|a|an)-")
"""What ends a unit's own noun, which has the plural."""
SYMBOLS, WORDS = _read_table((*TABLE.split("\n"), *_with_prefixes()))


def _loosely_written() -> dict[str, str]:
    """Return the symbols in capitals that only one unit can mean: "HZ", "KWH", "KM/H"."""
    found: dict[str, set[str]] = {}
    for symbol, name in SYMBOLS.items():
        found.setdefault(symbol.upper(), set()).add(name)
    short = {"HZ", "KW", "KM", "KG", "CM", "MM", "LB", "OZ"}
    return {
        symbol: min(names)
        for symbol, names in found.items()
        if len(names) == 1
        and (symbol in short or len(symbol) > 2)
        and symbol.replace("/", "").isalpha()
        and symbol.isascii()
        and symbol not in _WORDS_IN_CAPITALS
        and symbol not in SYMBOLS
    }


_WORDS_IN_CAPITALS = frozenset(
    "MIN MINS SEC SECS BAR GAL CAL MOL RAD NIT LUX CUP HRS YRS MOS DAM KTS ATM"
    " FPS CFS MPS MYR KGS".split()
)
CAPITALS = _loosely_written()
