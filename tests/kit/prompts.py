"""Made-up prompts of every shape, with hostile words in every place."""

from typing import get_args, get_type_hints

from hypothesis import strategies as st

from dialogs.saying.prompt import Chart, Choice, Field, Form, Link, Prompt

KINDS = get_args(get_type_hints(Field)["kind"])
HOSTILE = ("**", "*", "_", "[x](https://kwaad.nl)", "]", "> ", "- ", "  - ", "\n", "{{DATE(2020-01-01)}}", "<b>", "&lt;", "`",
           "1. ", "\\", "https://leerbot.nl/a.", "\u2068", "\u2069", "Noor", "woord ", " ", "😀", "\x00", "\ud800")  # fmt: skip
TEXTS = st.lists(st.sampled_from(HOSTILE) | st.text(max_size=8), max_size=12).map("".join)
SAID = TEXTS.map(lambda text: f"Zeg {text}")
IDS = st.integers(0, 999).map("c1.vraag.{}".format)


def choices(least: int, most: int) -> st.SearchStrategy[tuple[Choice, ...]]:
    """Draw what can be chosen, each by its own id."""
    drawn = st.lists(st.builds(Choice, IDS, SAID), min_size=least, max_size=most, unique_by=lambda one: one.id)
    return drawn.map(tuple)


@st.composite
def fields(draw: st.DrawFn, number: int) -> Field:
    """Draw one question of a form."""
    kind = draw(st.sampled_from(KINDS))
    least, most = (1, 9) if kind == "number" and draw(st.booleans()) else (None, None)
    picks = kind in {"choice", "multi", "scale", "person"}
    return Field(
        f"q{number}", kind, draw(SAID), draw(st.none() | SAID), draw(st.booleans()), draw(st.sampled_from([None, 40, 4000])),
        draw(choices(1, 9)) if picks else (), least, most, draw(st.booleans()), draw(st.none() | SAID),
    )  # fmt: skip


@st.composite
def forms(draw: st.DrawFn) -> Form:
    """Draw a form; something is asked in it."""
    asked = [draw(fields(number)) for number in range(draw(st.integers(1, 6)))]
    asked.append(Field("last", "text", "Wat nog?"))
    instead = draw(st.none() | st.builds(Choice, st.just("c1.!chat"), SAID))
    return Form("c1.!form", draw(SAID), tuple(asked), draw(SAID), instead)


@st.composite
def prompts(draw: st.DrawFn) -> Prompt:
    """Draw a prompt."""
    form = draw(st.none() | forms())
    return Prompt(
        draw(TEXTS if form else SAID),
        draw(st.none() | SAID), draw(st.none() | SAID), draw(st.none() | SAID),
        () if form else draw(choices(0, 12)), not form and draw(st.booleans()), form,
        link=draw(st.none() | st.builds(Link, SAID, st.just("https://leerbot.nl/pages/open/a_b-c"))),
        chart=draw(st.none() | st.builds(Chart, SAID, st.lists(st.tuples(SAID, st.integers(1, 40)), min_size=2).map(tuple))),
        language=draw(st.sampled_from(["nl", "en"])),
    )  # fmt: skip
