"""The small words of English that the rules read a sentence by.

All are in lower case with a straight apostrophe, as in `Token.lower`. Closed classes are
given whole, as any grammar lists them; open ones hold what news text uses every day.
"""


def listed(words: str) -> frozenset[str]:
    """Return the words that stand in `words`, parted by spaces."""
    return frozenset(words.split())


PRONOUNS = listed("he she they it we i you who")
"""Pronouns that can be the subject of a verb."""
THIRD_PERSON = listed("he she they")
DETERMINERS = listed(
    "the a an this that these those his her its their our my your some many most several few"
    " all both each every any no another other one two three four five six seven eight nine ten"
    " dozens hundreds thousands neither either"
)
POSSESSIVES = listed("his her its their our my your whose")
PREPOSITIONS = listed(
    "in on at during after before with by from for of to into through under over among amid"
    " between despite like as since following about against within without toward towards upon"
    " across around near behind beyond besides besides unlike throughout until till via per"
    " regarding concerning outside inside along"
)
CONJUNCTIONS = listed(
    "that but because while when if although though which whereas where how why whether than so"
    " yet or nor unless once lest what whatever whenever wherever"
)
"""Words that begin a clause, so that what stands before them is not part of a subject."""
AUXILIARIES = listed(
    "has have had having is was were are am be been being will would could should may might"
    " must shall can cannot does do did don't doesn't didn't hasn't haven't hadn't isn't wasn't"
    " aren't weren't won't wouldn't can't couldn't shouldn't mustn't 's 've 'd 'll 're"
)
ADVERBS = listed(
    "also later then now further furthermore once again still often always never ever not"
    " only just even simply first long soon today yesterday tomorrow too rather quite almost"
    " nearly already ago instead meanwhile moreover nonetheless nevertheless however"
    " therefore thus hence all both himself herself themselves itself previously earlier"
    " recently repeatedly reportedly aloud flatly twice back out up down together likewise"
    " indeed similarly conversely otherwise overall additionally elsewhere afterward"
    " afterwards thereafter so"
)
"""Words that may stand between a subject and its verb (with all words in -ly)."""
CHAIN = listed(
    "went go goes going gone on continued continues continue came come comes out proceeded"
    " began begun begins started tried tries seemed seems appeared appears used wanted wants"
    " refused declined declines refuses sought seeks hastened hurried paused took takes moved"
    " stopped ahead happened kept keep keeps felt needed needs reluctant quick eager willing"
    " ready able expected"
    " likely forced set about had have has want hesitated compelled"
)
"""Verbs and adjectives that hold a cue in the infinitive: `went on to say`, `was quick to add`."""
PASTS = listed(
    "began kept came went took made got gave saw sat stood ran met brought bought fell flew grew"
    " led lost paid rose sent shook slept spent stole struck swept tore threw woke wore won chose"
    " broke drew drove ate froze hid rode sank shone tried wept became arose"
)
"""Pasts of verbs without -ed that are hardly ever nouns or adjectives."""
WEEKDAYS = listed("monday tuesday wednesday thursday friday saturday sunday")
MONTHS = listed(
    "january february march april may june july august september october november december jan."
    " feb. mar. apr. aug. sept. oct. nov. dec."
)
CALENDAR = WEEKDAYS | MONTHS
TIMES = WEEKDAYS | listed(
    "yesterday today tonight tomorrow earlier later recently last this next early late"
    " afterward afterwards then now again once"
)
"""Words with which a phrase of time begins."""
PEOPLE = listed(
    "police people everyone everybody nobody someone somebody anyone anybody others men women"
    " children staff media press team crew majority"
)
"""Nouns for people that stand without article and without an s."""
ROLES = listed(
    "president vice-president premier minister secretary senator governor mayor spokesman"
    " spokeswoman spokesperson director chief chairman chairwoman chair leader general"
    " ambassador envoy king queen prince princess pope bishop archbishop judge justice professor"
    " attorney solicitor prosecutor lawyer counsel manager adviser advisor aide strategist"
    " candidate nominee congressman congresswoman representative lawmaker legislator speaker"
    " officer commissioner diplomat official head deputy analyst expert economist scientist"
    " researcher author writer editor reporter journalist columnist correspondent commentator"
    " host anchor pastor priest doctor physician nurse coach boss executive founder co-founder"
    " owner entrepreneur president-elect chancellor commander captain colonel sergeant"
    " lieutenant major admiral sheriff inspector detective teacher student activist organizer"
    " campaigner consultant pollster actor actress singer director filmmaker player politician"
    " businessman businesswoman mogul billionaire investor banker historian poet novelist"
    " democrat republican conservative liberal socialist progressive independent incumbent"
    " opponent rival challenger critic supporter witness victim resident neighbor neighbour"
    " veteran worker farmer driver owner farmer treasurer clerk principal dean provost chaplain"
    " surgeon archaeologist biologist physicist engineer developer administrator superintendent"
    " ceo cfo frontrunner front-runner statesman dictator ruler tycoon magnate realtor heir"
    " successor predecessor whip libertarian"
)
"""Nouns for what a person is; they name someone after "the" and before a name."""
TITLES = listed(
    "mr. mrs. ms. mx. dr. sen. rep. gov. lt. gen. col. sgt. st. prof. rev. capt. adm. maj."
    " cmdr. hon. pres. fr. sec. mr mrs ms mx dr miss sir lady lord dame madame mister prof brig."
    " det. insp. supt. reps. sens."
)
FEMALE_TITLES = listed("mrs. ms. mrs ms miss lady dame madame queen princess")
MALE_TITLES = listed("mr. mr sir lord mister king prince pope father fr.")
ORGANISATIONS = listed(
    "house senate congress court party committee commission council department ministry agency"
    " bureau office university college school institute institution foundation association union"
    " league federation organization organisation society club company corporation corp inc ltd"
    " group bank fund news times post journal tribune herald gazette guardian press tv radio"
    " network channel broadcasting magazine newspaper daily chronicle review campaign"
    " administration government parliament assembly army navy force forces police authority"
    " board center centre coalition alliance movement front brigade states kingdom nations"
    " republic city county state street avenue road airport hospital church museum hotel stadium"
    " park river mountain island york washington america europe project network pac trust"
    " exchange today report service services international studies center industries partners"
    " capital holdings systems technologies"
)
"""Last words of names that are not a person's."""
NOT_NAMES = (
    listed(
        "the this that these those it in on at but and or for if he she they we you i a an as"
        " when while after before since because although though however meanwhile according"
        " there here what who why how where not no yes so to from with by of his her its their"
        " our my your one some many most several all both each every another other others even"
        " still also just only then now today yesterday tomorrow earlier later last next once"
        " again perhaps maybe instead despite during until unless whether than well oh ah"
        " speaking asked about like yet let please thank thanks good dear"
    )
    | CALENDAR
)
"""Words that carry a capital only because a sentence begins, or that name a day."""
