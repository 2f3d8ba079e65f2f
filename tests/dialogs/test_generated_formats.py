"""The generated formats: all of them are valid, and together they use every word of the language."""

import shutil
from collections.abc import Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any, Literal, get_args, get_origin

import pytest
import yaml
from hypothesis import HealthCheck, Phase, example, find, given, settings
from hypothesis.errors import NoSuchExample

from bot.foreseeing.previewing import messages
from dialogs.language.content import Format
from dialogs.language.part import Part
from dialogs.library import HERE, Library, load
from tests.dialogs.talking import NOW
from tests.kit.generated.formats import bodies
from tests.kit.generated.words import Body, Sort

PARTS = Part.__subclasses__()
Word = tuple[str, str, str]
MOST = 15
"""How often each sort of format is searched, a hundred at a time."""
SEARCH = settings(
    max_examples=100, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)


def closed(annotation: Any) -> Iterator[str]:
    """Yield the words of every closed set in a type."""
    if get_origin(annotation) is Literal:
        yield from map(str, get_args(annotation))
    else:
        for inner in get_args(annotation):
            yield from closed(inner)


def words_in(value: Any) -> Iterator[Word]:
    """Yield every word of the language that a part uses, with its value where that is one of a closed set."""
    if isinstance(value, Part):
        for name in value.model_fields_set:
            given_ = getattr(value, name)
            yield type(value).__name__, name, ""
            if any(closed(type(value).model_fields[name].annotation)):
                for one in given_ if isinstance(given_, tuple) else [given_]:
                    yield type(value).__name__, name, str(one)
            yield from words_in(given_)
    elif isinstance(value, dict):
        for item in value.values():
            yield from words_in(item)
    elif isinstance(value, tuple):
        for item in value:
            yield from words_in(item)


def every_word() -> set[Word]:
    """Return each word of the language, and each value of those that are one of a closed set."""
    fields = [(part.__name__, name, field) for part in PARTS for name, field in part.model_fields.items()]
    return {(part, name, one) for part, name, field in fields for one in ("", *closed(field.annotation))}


@pytest.mark.no_cover  # thousands of formats; the sixty below reach the same lines
def test_every_word_of_the_language_is_generated() -> None:
    missing = every_word()

    def is_the_last(body: Body) -> bool:
        missing.difference_update(words_in(Format.model_validate(body)))
        return not missing

    chance = Random(20)  # the same on every machine, and another for each search
    for _, sort in product(range(MOST), get_args(Sort)):  # each in turn, as what only a rare sort has is found late otherwise
        if missing:
            with suppress(NoSuchExample):
                find(bodies(sorts=[sort]), is_the_last, settings=SEARCH, random=chance)

    assert sorted(missing) == []


NOBODY_ELSE: Body = {
    "id": "generated", "title": "Klein", "source": "001 §1.2", "why": "Daarom.", "kept": "kort",
    "stages": [{"id": "tell", "window": {"closes": "+5 workdays 13:00"}, "questions": [
        {"id": "with_whom", "kind": "person", "ask": "Met wie?", "known": True, "partners": "action_together"}]}],
    "rhythms": {"daily": {"every": "day", "at": "09:00"}}, "outputs": [], "starts": {"rhythm": "daily"},
}  # fmt: skip
"""A stage in which nothing is asked but with whom of those who said yes somebody goes on."""


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
@example(NOBODY_ELSE)
def test_a_generated_format_passes_the_check_and_can_be_drawn(body: Body) -> None:
    with TemporaryDirectory() as place:
        folder = Path(place) / "formats"
        folder.mkdir()
        (folder / "generated.yaml").write_text(yaml.safe_dump(body, allow_unicode=True, sort_keys=False), encoding="utf-8")
        (folder / "weekly_wonder.yaml").write_text(WONDER, encoding="utf-8")
        (folder / "quarterly_value_check.yaml").write_text(PLANNED, encoding="utf-8")
        for name in (
            "action_picker",
            "action_together",
            "action_back",
            "trajectory_before",
            "trajectory_offer",
            "plan_read",
            "coaching_moments",
        ):
            shutil.copy(HERE / "formats" / f"{name}.yaml", folder)
        (folder / "project_journal.yaml").write_text(JOURNAL, encoding="utf-8")

        library: Library = load(Path(place))

    assert library.editions["generated"].dutch == Format.model_validate(body)
    for language in ("nl", "en"):
        for _, prompt in messages(library, "generated", language, NOW):
            assert "{" not in prompt.text


WONDER = """\
id: weekly_wonder
title: Verwondering
source: 001 §1.2
why: Daarom.
kept: kort
stages:
  - id: tell
    who: owner
    questions: [{id: wonder_text, ask: "Wat zag je?"}]
"""
JOURNAL = """\
id: project_journal
title: Dagboek
source: 000 VR5
why: Daarom.
kept: kort
starts: {rhythm: weekly}
rhythms:
  weekly: {every: week, "on": fri, at: "11:00"}
stages:
  - id: tell
    window: {closes: "thu 17:00"}
    questions: [{id: entry, ask: "Wat gebeurde er?"}]
"""
PLANNED = """\
id: quarterly_value_check
title: Waardecheck
source: 001 §2.4
why: Daarom.
kept: kort
starts: {plans: waardecheck start, command: waardecheck}
programme: {first: day, weeks: weeks, usual: 6, count: 6}
stages:
  - id: plan
    who: starter
    questions:
      - {id: day, kind: date, required: true, ask: "Wanneer?"}
      - {id: weeks, kind: scale, ask: "Hoeveel weken?", low: weinig, high: veel}
      - {id: vc_focus, kind: choice, ask: "Waarop?", options: {period: Periode, trajectory: Traject}}
      - {id: about, public: V2, names: subject, ask: "Waarover?"}
      - {id: deeper, public: V2, names: theme, ask: "Met welk thema?"}
      - {id: go, kind: yesno, ask: "Doen we het?", options: {"yes": {label: Ja, does: open round}}}
  - id: agree
    called: Akkoord
    window: {closes: "+5 workdays"}
    questions: [{id: ok, kind: choice, ask: "Ben je akkoord?", options: {"yes": {label: Akkoord, does: agree}, "no": Nee}}]
"""
