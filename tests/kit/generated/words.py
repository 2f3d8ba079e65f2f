"""The words, numbers and moments of which generated formats are drawn."""

from typing import Any, Literal, get_args

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy

from dialogs.language.options import Readers
from dialogs.language.roles import Role

Sort = Literal["round", "planned", "alone", "meeting", "offer", "own", "act", "peers", "joining"]
"""What a generated format is: rounds by the calendar, by a plan, of one person, around meetings, by a word, about an
answer, for peers, for consent."""
Body = dict[str, Any]

SHARED = [level for level in get_args(Readers) if level != "V0"]
COIN = st.booleans()
OFTEN = st.sampled_from([False, True, True])
TEXTS = st.sampled_from(["Wat zag je?", "Dag {naam}.", "Hoe gaat het in {team}?", "Vraag het {begeleider}", "Kort: ja of nee?"])
PLAIN = st.sampled_from(["Klein", "Zo is het goed", "maandag", "Nu niet", "Ja, graag"])
HEADS = st.sampled_from(["**Wat ons opviel** ({team}, {datum})", "Gedeeld"])
TEXTS_OF_BOARDS = st.sampled_from(["Wat herken je?", "Wat wil {team} vaker zien?"])
SIGNS = st.sampled_from(["hoe", "wie_ook", "x1", "moment", "yes", "no", "help", "stop_2"])
NUDGES = st.sampled_from(["mon 10:00", "+1 workdays 10:00", "+3 hours", "opening + 2 days"])
LATE = st.sampled_from(["closing - 1 workdays 12:00", "closing - 2 hours"])
OPENS = st.sampled_from(["opening", "+1 days", "+1 workdays 14:00"])
LONG = st.sampled_from(["+5 workdays 13:00", "+1 weeks", "+2 weeks 17:00"])
NEEDS = st.fixed_dictionaries(
    {},
    optional={
        "roles": st.lists(st.sampled_from(get_args(Role)), unique=True),
        "people": st.integers(0, 9),
        "room": COIN,
        "told": st.fixed_dictionaries({"of": st.just("weekly_wonder"), "people": st.integers(1, 5)}),
    },
)
REPORTS = st.sampled_from(["wed 09:00", "closing + 1 workdays 09:00", "opening"])
CLOCKS = st.sampled_from(["09:00", "14:00", "16:30", "23:59"])
PICKED = ("choice", "multi", "yesno")


def maybe(draw: DrawFn, body: Body, word: str, values: SearchStrategy[Any]) -> None:
    """Give a part a word, or leave it out."""
    if draw(COIN):
        body[word] = draw(values)
