"""The words that hand a quote to its speaker: verbs, nouns, phrases.

Each verb is listed once in its base form with what it can take after it; the other forms
are made from it. What a cue takes decides what counts as reported speech:

- `q` a direct quote: *said “…”*
- `c` a clause: *said that it rained*, *said it rained*
- `w` a question: *asked whether it rained*
- `t` an infinitive: *promised to come*
- `o` a topic: *praised the plan*
- `p` a topic after a preposition: *talked about the plan*
- `r` the one spoken to, first: *told reporters that …*
- `s` a clause only where its verb can be seen: *found it had*, not *found the key*
"""

from typing import NamedTuple

from reader.detectors.quotes.vocabulary import listed


class Cue(NamedTuple):
    """One form of a cue verb: `form` is base, s, past, ing or participle."""

    verb: str
    form: str
    takes: str


_VERBS = {
    "qc": (
        "say add state note claim insist remark observe declare conclude contend assert"
        " reiterate maintain argue allege quip joke opine muse volunteer interject elaborate"
        " counter retort tweet blog post text reason theorize surmise posit boast brag gloat"
        " gush crow exclaim proclaim repeat lament complain gripe grumble testify attest concede"
        " confess mention recall caution guess conclude speculate predict hint imply insinuate"
        " signal affirm aver avow concur confide demur divulge foresee marvel opine ponder rebut"
        " rejoin reflect remember reminisce vouch charge quote grouse remonstrate retweet chirp"
        " deadpan emphasise intone gasp maintain counsel summarize summarise rule"
    ),
    "qcw": "report write explain announce reveal disclose confirm specify clarify stress emphasize"
    " underline underscore suggest indicate acknowledge admit recount relate repeat understand"
    " know wonder question inquire enquire reply answer respond",
    "qcr": "inform assure notify convince email",
    "qcrt": "tell remind warn advise persuade",
    "qwtr": "ask",
    "qct": "vow pledge promise swear agree threaten demand propose plead",
    "qtr": "urge order instruct implore beg exhort beseech command encourage invite",
    "c": "think believe feel hope fear suspect assume reckon figure realize doubt worry"
    " find estimate project forecast calculate deem sense gather",
    "ct": "expect intend decide wish",
    "o ": "announce acknowledge admit deny confirm mention note stress emphasize underscore"
    " propose suggest promise pledge predict demand explain reveal disclose question recall"
    " lament reiterate claim estimate propose threaten",
    "cw": "learn hear see show demonstrate prove ponder",
    "t": "want refuse decline offer seek plan aim hope",
    "o": "criticize criticise condemn denounce decry slam blast bash lambast lambaste mock"
    " ridicule deride attack assail rip chide chastise scold rebuke praise applaud hail laud"
    " commend tout extol champion defend dismiss reject rebuff oppose endorse favor favour"
    " support back call label brand dub describe characterize characterise present introduce"
    " portray depict paint term accuse blame fault cite quote highlight express voice"
    " discuss address outline detail challenge contest protest question welcome refer allude"
    " point deny recommend advocate object echo summon deplore bemoan celebrate credit liken"
    " compare promote disparage belittle admonish castigate excoriate bristle rail rant"
    " inveigh vent sneer scoff fume seethe thunder snipe bristle riff lecture predict"
    " profess cast view regard consider envision espouse preach",
    "s": "find see show hear learn know demonstrate prove figure sense gather feel understand"
    " remember realize estimate",
    "p": "talk speak warn complain worry apologize apologise argue insist hint boast joke brag"
    " testify inquire comment rail rant protest caution gripe muse fret lecture preach ask"
    " tweet disagree",
    "q": "shout yell cry scream shriek whisper mutter murmur mumble growl snarl hiss bark snap"
    " roar bellow sob sigh groan moan laugh chuckle giggle grin smile whine wail croak"
    " stammer stutter begin resume interrupt persist rejoin return venture chant sing recite"
    " pronounce call chime hum drawl breathe pant squeak squeal repeat read sign joke tease"
    " speak talk conclude continue answer inquire reply demand protest object rant rage",
}
_IRREGULAR = {
    "say": "said said",
    "tell": "told told",
    "write": "wrote written",
    "think": "thought thought",
    "know": "knew known",
    "feel": "felt felt",
    "swear": "swore sworn",
    "understand": "understood understood",
    "begin": "began begun",
    "sing": "sang sung",
    "find": "found found",
    "see": "saw seen",
    "show": "showed shown",
    "hear": "heard heard",
    "speak": "spoke spoken",
    "seek": "sought sought",
    "read": "read read",
    "cast": "cast cast",
    "forecast": "forecast forecast",
    "rip": "ripped ripped",
    "quip": "quipped quipped",
    "dub": "dubbed dubbed",
    "beg": "begged begged",
    "brag": "bragged bragged",
    "blog": "blogged blogged",
    "plan": "planned planned",
    "admit": "admitted admitted",
    "refer": "referred referred",
    "snap": "snapped snapped",
    "hum": "hummed hummed",
    "grin": "grinned grinned",
    "sob": "sobbed sobbed",
    "slam": "slammed slammed",
    "extol": "extolled extolled",
    "rebut": "rebutted rebutted",
    "posit": "posited posited",
    "learn": "learned learnt",
    "signal": "signaled signalled",
    "label": "labeled labelled",
    "chat": "chatted chatted",
    "plead": "pleaded pled",
}
_DOUBLED = listed("rip quip dub beg brag blog plan admit refer snap hum grin sob slam extol rebut")
_VOWELS = frozenset("aeiou")


def forms_of(verb: str) -> list[tuple[str, str]]:
    """Return every form of a verb with its name: [("says", "s"), ("said", "past"), …]."""
    stem = verb[:-1] if verb.endswith("e") and not verb.endswith("ee") else verb
    doubled = verb + verb[-1] if verb in _DOUBLED else stem
    consonant_y = verb.endswith("y") and verb[-2] not in _VOWELS
    if consonant_y:
        third, past = verb[:-1] + "ies", verb[:-1] + "ied"
    else:
        sibilant = verb.endswith(("s", "sh", "ch", "x", "z"))
        third = verb + ("es" if sibilant else "s")
        past = verb + "d" if verb.endswith("ee") else doubled + "ed"
    pasts = _IRREGULAR.get(verb, f"{past} {past}").split()
    forms = [(verb, "base"), (third, "s"), (pasts[0], "past"), (doubled + "ing", "ing")]
    if pasts[1] != pasts[0]:
        forms.append((pasts[1], "participle"))
    return forms


def _table() -> dict[str, Cue]:
    takes: dict[str, str] = {}
    for letters, verbs in _VERBS.items():
        for verb in verbs.split():
            takes[verb] = "".join(sorted(set(takes.get(verb, "") + letters.strip())))
    table: dict[str, Cue] = {}
    for verb, letters in takes.items():
        for word, form in forms_of(verb):
            table.setdefault(word, Cue(verb, form, letters))
    for word in ("signalled", "labelled", "learnt"):
        table[word] = table[word]._replace(form="past")
    table["written"] = Cue("write", "participle", takes["write"])
    return table


CUES = _table()
"""Each form of each cue verb."""
_PAIRS = (
    "go goes went on",
    "put puts put it",
    "put puts put in",
    "break breaks broke in",
    "cut cuts cut in",
    "burst bursts burst out",
    "chime chimes chimed in",
    "speak speaks spoke up",
    "shoot shoots shot back",
    "fire fires fired back",
    "hit hits hit back",
)
"""Base, s and past form of verbs that are cues with the last word after them."""


def _phrases() -> dict[str, dict[str, Cue]]:
    phrases: dict[str, dict[str, Cue]] = {}
    for pair in _PAIRS:
        base, third, past, particle = pair.split()
        for form, verb in (("base", base), ("s", third), ("past", past)):
            phrases.setdefault(verb, {})[particle] = Cue(f"{base} {particle}", form, "q")
    return phrases


PHRASES = _phrases()
"""Verbs that are cues with one of these words after them: `went on`, `put it`."""
NOUN_LIKE = listed(
    "hail report point call blast label brand back sign contest attack charge view figure note"
    " state comment order command cast answer question reports points calls labels brands signs"
    " contests attacks charges views figures notes states comments orders commands answers"
    " questions posts post quotes quote cause claims claim demands remarks remark counts rule rules"
    " counsel record forecast forecasts estimate estimates hopes fears worries doubts projects"
)
"""Forms that are more often nouns; as verbs they need a word after them that shows it."""
PLANS = listed("want refuse decline offer seek plan aim hope decide intend wish expect agree")
"""Verbs that before an infinitive tell what someone wants or does, not says: `plans to stay`."""
ACTS = listed(
    "support back favor favour champion promote introduce present seek want plan aim offer refuse"
    " decline see find show hear know learn feel contest challenge protest"
    " address detail celebrate summon profess cast espouse envision prove demonstrate figure sense"
    " gather understand realize post sign threaten submit confront"
)
"""Verbs that before a noun tell what someone does or holds, not says: `supports the plan`."""
THINGS = listed(
    "bill law plan measure deal act project programme program policy ban rule vote move decision"
    " system bridge road building house car game season win loss victory sale price market share"
    " stock money fund tax budget weather storm flood fire war attack"
)
"""Nouns for what says nothing itself, although it may `address the shortage`."""
CUE_NOUNS = listed(
    "statement remark comment claim assertion argument view opinion belief warning accusation"
    " allegation promise pledge vow suggestion contention charge declaration announcement"
    " description characterization criticism complaint call question answer response reply tweet"
    " message letter speech interview memo op-ed column article report post word phrase slogan"
    " motto mantra line joke proposal demand plea prediction concern fear hope idea theory"
    " conclusion decision plan insistence acknowledgment admission praise endorsement attack"
    " testimony email note caption headline rhetoric language notion boast threat refrain quote"
    " admonition quip observation assessment appeal explanation assurance denial recollection"
    " depiction label chant cry shout sign defense defence case point"
)
"""Nouns that stand for saying something; with an s they count as well."""
VENUES = listed(
    "interview statement speech letter tweet post report memo email e-mail briefing"
    " conference call op-ed column article book debate rally forum hearing testimony"
    " appearance filing release ad advertisement message video memoir"
)
"""Nouns for the place where something is said: `said in an interview with the paper`."""
SOURCES = listed(
    "poll survey study report analysis data document email e-mail record video research paper"
    " statistic figure result evidence census review audit investigation transcript test estimate"
    " tape footage filing memo indictment"
)
"""Nouns for things that tell: what they find or show is reported."""
PARTICLES = listed("out for to about on of at against off back that in")
