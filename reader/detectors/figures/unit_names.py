"""The units: one line each, `name | symbols | further words`.

Symbols are matched with their case ("MW" is not "mW"), words without. The plural in "s" of
every word form is understood; only irregular plurals are written out. A symbol stands
close to digits ("5km", "5 km"); words follow any number. To teach a unit, add a line.

Names follow the International System of Units in British spelling; the American spelling
is among the words.
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
hand | |
"""
AREAS = """
square metre | m2 m² sqm m^2 | square meter, sq m, sq. m, sq meter, sq metre, metre squared
square metre | | meter squared, metres squared, meters squared
square kilometre | km2 km² km^2 sqkm | square kilometer, sq km, sq. km, km squared
square kilometre | | kilometres squared, kilometers squared
square centimetre | cm2 cm² | square centimeter, sq cm
square millimetre | mm2 mm² | square millimeter, sq mm
square foot | ft2 ft² sqft | square feet, sq ft, sq. ft, sq. ft., sq feet
square inch | in2 in² | square inches, sq in
square yard | | sq yd
square mile | | sq mi, sq mile
hectare | ha |
acre | |
"""
VOLUMES = """
litre | l L ℓ | liter
millilitre | ml mL | milliliter
centilitre | cl cL | centiliter
cubic metre | m3 m³ cbm | cubic meter, cu m
cubic kilometre | km3 km³ | cubic kilometer
cubic foot | ft3 ft³ | cubic feet, cu ft
cubic inch | in3 in³ | cubic inches, cu in
cubic yard | | cu yd
cubic centimetre | cc cm3 cm³ | cubic centimeter
acre-foot | | acre feet, acre-feet, acre foot
gallon | gal |
barrel | bbl bbls |
barrel of oil equivalent | boe BOE | barrels of oil equivalent
bushel | |
pint | |
quart | qt |
cup | |
tablespoon | tbsp |
teaspoon | tsp |
fluid ounce | | fl oz, fl. oz.
"""
WEIGHTS = """
kilogram | kg kgs Kg KG | kilo, kilogramme
gram | g | gramme
milligram | mg | milligramme
microgram | µg μg mcg |
metric ton | t | tonne, metric tonne
ton | | short ton, long ton
kiloton | kt | kilotonne
megaton | Mt | megatonne
gigaton | Gt | gigatonne
pound | lb lbs lb. lbs. |
ounce | oz oz. |
troy ounce | |
stone | |
hundredweight | cwt |
carat | |
drachma | |
"""
TEMPERATURES = """
celsius | C °C ºC ℃ °c | ° c, ° celsius, degrees celsius, degree celsius, deg celsius, deg c, deg. c
celsius | | degrees c, degree c, degrees centigrade, degree centigrade, celcius, centigrade
celsius | | centigrate, degrees celcius
fahrenheit | F °F ºF ℉ °f | ° f, ° fahrenheit, degrees fahrenheit, degree fahrenheit, deg fahrenheit
fahrenheit | | deg f, deg. f, degrees f, degree f, farenheit, degrees farenheit
kelvin | K | degrees kelvin
degree | ° º | deg, deg.
"""
SPEEDS = """
mile per hour | mph MPH mi/h | miles an hour, miles-per-hour, miles-an-hour, mile-an-hour
mile per hour | | mile-per-hour
kilometre per hour | km/h kph kmh kmph km/hr KPH | kilometer per hour, kilometers per hour
kilometre per hour | | kilometres an hour, kilometers an hour, kilometre-per-hour
kilometre per hour | | kilometer-per-hour, kilometres-per-hour
metre per second | m/s |
knot | kn. kt. |
mile per gallon | mpg MPG | miles to the gallon, miles a gallon
revolution per minute | rpm RPM | revolutions per minute
foot per second | ft/s fps |
frame per second | |
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
pound-foot | lb-ft lb.-ft. lb.-ft lbft | lb ft, pound-feet, pounds-feet, pound feet, pound foot
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
decibel | dB dBA db |
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
bit per second | bps. | bits per second
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
"""
SCIENCE = """
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
lux | lx |
nit | |
radian | rad |
turn | |
tesla | |
parsec | pc. |
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
month | mo mos mos. |
quarter | |
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


def _read_table(table: str) -> tuple[dict[str, str], dict[str, str]]:
    """Return two tables, symbol → name and word form → name."""
    symbols: dict[str, str] = {}
    words: dict[str, str] = {}
    for line in table.split("\n"):
        if not line:
            continue
        name, written, *further = (part.strip() for part in line.split("|"))
        symbols.update(dict.fromkeys(written.split(), name))
        forms = [name, *(form.strip() for form in further[0].split(","))] if further else [name]
        for form in filter(None, forms):
            words[form] = name
            if form[-1].isalpha() and not form.endswith(("s", "feet", "foot", "ia")):
                words[form + "s"] = name
        if " per " in name:
            head, _, rest = name.partition(" per ")
            plural = {"foot": "feet"}.get(head, head + "s")
            words[f"{plural} per {rest}"] = name
    return symbols, words


SYMBOLS, WORDS = _read_table(TABLE)
