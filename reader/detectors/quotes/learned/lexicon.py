"""Words beside the cues that may hand over an opinion: the table is asked about them too.

Verbs are listed once, in their base form; the other forms are made from it. Chosen from verb
classes of any thesaurus (judging, liking, asking for, laying out) by trying on news: those of
which at least one in eight hands something over to someone.
"""

from reader.detectors.quotes.cues import CUE_NOUNS, CUES, forms_of
from reader.detectors.quotes.vocabulary import listed

_VERBS = listed(
    "acquiesce admire appreciate approve articulate attribute balk boo brush cheer clarify"
    " congratulate contradict contrast convey debate deflect disapprove disavow dislike dispute"
    " distance distrust downplay dwell embrace float focus herald identify insult interpret"
    " intimate invoke justify lament lash lobby mandate mourn nominate notice outline perceive"
    " petition prefer press react reaffirm recognize recognise reference refute regret repudiate"
    " request resist rethink shrug thank trumpet unveil voice weigh"
)
_STATES = listed(
    "adamant afraid alarmed angered angry aware clear cleared comfortable concerned confident"
    " convinced critical cynical determined disappointed dismayed dismissive doubtful eager"
    " enthusiastic excited glad happy hopeful impressed inclined interested keen leery nervous"
    " optimistic outraged outspoken pessimistic pleased proud reluctant scared sceptical shocked"
    " skeptical supportive sure surprised thrilled unapologetic unaware unhappy unsure upset vocal"
    " wary willing worried"
)
_NOUNS = listed(
    "advice assumption condolences confidence consensus critique disagreement dismay dispute"
    " opposition refusal regret rejection reluctance scorn sentiment stance takeaway tribute"
)
_SELDOM = listed(
    "hear heard email emails advised contested contest contests related rhetoric figure figures"
    " order argument arguments project projects feels sense term terms language counsel rule rules"
    " volunteers addressing reasons line lines idea ideas state states returns planned challenge"
    " challenges comments interviews answers find finding conclusion case cases threat threats"
    " article articles advocates command commanding decision decisions understands begin certain"
    " tweet gathered gathering message messages champion decline post remarks regarding charge text"
)
"""Words that hardly ever hand something over; asked about only where a rule says they do."""
NOUNS = CUE_NOUNS | {noun + "s" for noun in CUE_NOUNS} | _NOUNS
CANDIDATES = (
    frozenset(CUES)
    | NOUNS
    | _STATES
    | {form for verb in _VERBS for form, _ in forms_of(verb)}
    | {"according"}
) - _SELDOM
