"""Days, steps, numbers, people and what is only told: asked, understood, confirmed and kept (spec §0.2, C-40)."""

from dataclasses import replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.saying.drawing import Scene, draw_question
from dialogs.saying.fields import draw_form
from dialogs.talk.conversation import State
from dialogs.talk.effects import Value
from dialogs.talk.events import Opened
from dialogs.talk.fitting import Around, fitted
from tests.dialogs.talking import FACTS, LIBRARY, NL, Talk, a_stage

PEOPLE = {"bram": "Bram de Boer", "bram.v": "Bram Vos", "samira": "Samira Aziz"}
LATE_ZONE = ZoneInfo("Europe/Amsterdam")
THURSDAY = replace(FACTS, now=datetime(2026, 3, 5, 12, tzinfo=UTC))
DAY = a_stage({"id": "day", "kind": "date"}, {"id": "then"})
MEETING = a_stage({"id": "meet", "kind": "date", "time": True})
SCALE = a_stage({"id": "felt", "kind": "scale", "low": "niet fijn", "high": "heel fijn"}, {"id": "then"})
HOURS = a_stage({"id": "hours", "kind": "number", "least": 1, "most": 8, "halves": True}, {"id": "then"})
WHO = fitted(a_stage({"id": "who", "kind": "person"}, {"id": "then"}), Around(PEOPLE))
KNOWN = fitted(
    a_stage({"id": "who", "kind": "person", "known": True, "options": {"any": "Kies jij maar"}}, {"id": "then"}), Around(PEOPLE)
)


def scene_of(talk: Talk) -> Scene:
    return Scene(LIBRARY.editions["weekly_wonder"].dutch, talk.stage, talk.state, NL, 1)


def held(talk: Talk) -> tuple[str, list[str]]:
    """Return what is asked about what waits, and its buttons."""
    prompt = draw_question(scene_of(talk), "held", "held")
    return prompt.text, [choice.label for choice in prompt.choices]


# -- days


def test_a_day_is_echoed_in_full_and_kept_after_yes() -> None:
    talk = Talk(DAY, facts=THURSDAY).says("volgende week donderdag")
    assert held(talk) == ("Bedoel je donderdag 12 maart 2026?", ["Ja", "Nee"])
    assert talk.kept == {}

    assert talk.says("ja").kept == {"day": Value("donderdag 12 maart 2026", ("2026-03-12",))}
    assert talk.open == "then"


def test_a_day_that_was_not_meant_is_asked_again() -> None:
    talk = Talk(DAY, facts=THURSDAY).says("morgen").taps("held", "no")

    assert talk.asked == [("day", "full")]
    assert talk.open == "day"


def test_another_day_may_be_typed_instead_of_no() -> None:
    talk = Talk(DAY, facts=THURSDAY).says("morgen", "12 maart")

    assert held(talk)[0] == "Bedoel je donderdag 12 maart 2026?"


def test_a_day_that_may_be_two_is_chosen() -> None:
    talk = Talk(DAY, facts=THURSDAY).says("volgende vrijdag")
    assert held(talk) == (
        "Welke dag bedoel je?",
        ["vrijdag 6 maart 2026", "vrijdag 13 maart 2026", "Een andere dag"],
    )

    assert talk.says("2").kept["day"].chosen == ("2026-03-13",)


def test_neither_of_two_days_asks_again() -> None:
    assert Talk(DAY, facts=THURSDAY).says("volgende vrijdag").taps("held", "none").asked == [("day", "full")]


def test_a_weekday_beside_its_date_is_put_right() -> None:
    talk = Talk(DAY, facts=THURSDAY).says("vrijdag 12 maart")

    assert held(talk)[0] == "Bedoel je donderdag 12 maart 2026?"


@pytest.mark.parametrize(
    ("text", "said"),
    {"ooit": "err.no_day", "31 april": "err.no_such_day", "gisteren": "err.past", "over 900 weken": "err.far"}.items(),
)
def test_what_is_no_day_says_why(text: str, said: str) -> None:
    assert Talk(DAY, facts=THURSDAY).says(text).said == [said]


@pytest.mark.parametrize(("text", "kept"), [("11 maart", False), ("12 maart", True)])
def test_s06_a_day_lies_so_many_working_days_ahead(text: str, kept: bool) -> None:
    talk = Talk(a_stage({"id": "meet", "kind": "date", "ahead": 5}), facts=THURSDAY).says(text)

    assert (talk.waits == "date") is kept
    assert talk.said == ([] if kept else ["err.too_soon"])


def test_ge9_after_three_times_it_is_still_said_why_and_a_way_out_is_offered() -> None:
    talk = Talk(DAY, facts=THURSDAY)

    assert talk.says("ooit", "eens", "gisteren").said == ["err.past", "err.unknown_third"]
    assert talk.says("bijna").said == ["err.no_day", "err.unknown_third"]


def test_a_day_behind_is_the_last_one() -> None:
    talk = Talk(a_stage({"id": "from", "kind": "date", "behind": True}), facts=THURSDAY)

    assert held(talk.says("12 maart"))[0] == "Bedoel je woensdag 12 maart 2025?"
    assert talk.says("morgen").said == ["err.future"]


def test_a_time_is_asked_for_where_it_is_needed() -> None:
    talk = Talk(MEETING, facts=THURSDAY).says("12 maart")
    assert talk.said == ["err.no_time"]

    assert held(talk.says("12 maart om 14:00"))[0] == "Bedoel je donderdag 12 maart 2026, 14:00?"
    assert talk.says("ja").kept["meet"].chosen == ("2026-03-12T14:00",)


def test_which_of_two_days_has_to_be_said_in_full_where_a_time_is_needed() -> None:
    assert Talk(MEETING, facts=THURSDAY).says("volgende vrijdag om 14:00").said == ["err.several"]


def test_today_is_the_day_on_the_persons_own_wall() -> None:
    late = replace(FACTS, now=datetime(2026, 3, 5, 23, 30, tzinfo=UTC), zone=LATE_ZONE)

    assert held(Talk(DAY, facts=late).says("vandaag"))[0] == "Bedoel je vrijdag 6 maart 2026?"


# -- steps of a scale


@pytest.mark.parametrize(("text", "step"), {"1": "1", "5": "5", "heel fijn": "5", "Niet fijn.": "1"}.items())
def test_a_step_is_named_by_its_number_or_by_the_words_at_its_end(text: str, step: str) -> None:
    assert Talk(SCALE).says(text).kept == {"felt": Value(chosen=(step,))}


def test_a_scale_shows_its_ends_in_words() -> None:
    choices = draw_question(scene_of(Talk(SCALE)), "felt", "full").choices

    assert [choice.label for choice in choices] == ["1 – niet fijn", "2", "3", "4", "5 – heel fijn"]


def test_a_step_that_is_not_there_is_refused_in_words() -> None:
    talk = Talk(SCALE).says("6")

    assert talk.said == ["err.scale"]
    assert NL.text("err.scale", {"least": 1, "most": 5}) == "Kies een getal van 1 tot en met 5."


def test_a_scale_may_begin_at_nought() -> None:
    stage = a_stage({"id": "felt", "kind": "scale", "low": "niet", "high": "heel", "least": 0, "most": 10})

    assert Talk(stage).says("3").kept == {"felt": Value(chosen=("3",))}


# -- numbers


@pytest.mark.parametrize(("text", "words", "number"), [("2,5", "2,5", "2.5"), ("drie", "3", "3"), ("1½ uur", "1,5", "1.5")])
def test_a_number_is_kept_as_it_is_written_in_dutch(text: str, words: str, number: str) -> None:
    assert Talk(HOURS).says(text).kept == {"hours": Value(words, (number,))}


@pytest.mark.parametrize(("text", "said"), {"veel": "err.no_number", "9": "err.out_of_range", "2,2": "err.not_half"}.items())
def test_a_number_that_will_not_do_is_refused_in_words(text: str, said: str) -> None:
    assert Talk(HOURS).says(text).said == [said]


# -- people


@pytest.mark.parametrize("text", ["Samira", "samira aziz", "@Samira", "3"])
def test_a_person_is_named_or_chosen(text: str) -> None:
    assert Talk(WHO).says(text).kept == {"who": Value(chosen=("samira",))}


def test_c40_the_list_holds_all_members_by_name() -> None:
    choices = draw_question(scene_of(Talk(WHO)), "who", "full").choices

    assert [choice.label for choice in choices] == ["Bram de Boer", "Bram Vos", "Samira Aziz"]


def test_a_name_that_two_people_have_asks_which() -> None:
    talk = Talk(WHO).says("Bram")
    assert held(talk) == ("Wie bedoel je?", ["Bram de Boer", "Bram Vos", "Iemand anders"])

    assert talk.taps("held", "bram.v").kept == {"who": Value(chosen=("bram.v",))}


def test_a_typing_error_in_a_name_is_asked_about() -> None:
    talk = Talk(WHO).says("Samirra")

    assert held(talk) == ("Wie bedoel je?", ["Samira Aziz", "Iemand anders"])


def test_somebody_who_is_in_no_list_is_a_role() -> None:
    assert Talk(WHO).says("een collega").kept == {"who": Value("een collega")}
    assert Talk(WHO).says("Samirra").says("iemand anders").kept == {"who": Value("Samirra")}


def test_where_it_has_to_be_a_member_nobody_else_will_do() -> None:
    talk = Talk(KNOWN).says("een collega")
    assert talk.said == ["err.person"]
    assert talk.says("9").said == ["err.person"]

    assert talk.says("Bram").taps("held", "none").asked == [("who", "full")]
    assert talk.says("kies jij maar").kept == {"who": Value(chosen=("any",))}


# -- buttons beside an open question


def test_the_words_of_a_button_beside_an_open_question_choose_it() -> None:
    stage = a_stage({"id": "applied", "options": {"not_yet": "Nog niet"}}, {"id": "then", "only_if": {"applied": ["not_yet"]}})

    assert Talk(stage).says("nog niet.").kept == {"applied": Value(chosen=("not_yet",))}
    assert Talk(stage).says("Nog niet alles").kept == {"applied": Value("Nog niet alles")}
    assert Talk(stage).says("1").kept == {"applied": Value("1")}
    assert Talk(stage).taps("applied", "not_yet").open == "then"


def test_yes_and_no_may_have_a_third_way() -> None:
    stage = a_stage({"id": "sure", "kind": "yesno", "options": {"unknown": "Weet ik niet"}})

    assert Talk(stage).says("weet ik niet").kept == {"sure": Value(chosen=("unknown",))}


# -- what is only told

TOLD = a_stage(
    {"id": "period", "kind": "info", "ask": "Het gaat over de afgelopen maand."},
    {"id": "story"},
    {"id": "more", "kind": "info", "ask": "Nu nog één ding.", "only_if": {"story": ["answered"]}},
    {"id": "other", "kind": "info", "ask": "Dat geeft niets.", "only_if": {"story": ["skipped"]}},
    {"id": "lesson"},
    {"id": "last", "kind": "info", "ask": "Dit was het."},
)


def test_what_is_told_stands_above_the_question_that_follows() -> None:
    talk = Talk(TOLD).happens(Opened(by_bot=False))
    assert talk.asked == [("story", "full")]
    assert draw_question(scene_of(talk), "story", "question").text == "Het gaat over de afgelopen maand.\n\nstory?"

    assert draw_question(scene_of(talk.says("Het lukte.")), "lesson", "question").text == "Nu nog één ding.\n\nlesson?"


def test_what_is_told_depends_on_what_was_answered() -> None:
    talk = Talk(TOLD).types("skip")

    assert draw_question(scene_of(talk), "lesson", "question").text == "Dat geeft niets.\n\nlesson?"


def test_what_stands_after_the_last_question_is_told_at_the_end() -> None:
    assert Talk(TOLD).says("Het lukte.").soon("Rust.", 90).told == [("info", "last")]


def test_what_stands_after_the_last_question_is_told_with_the_question_for_more() -> None:
    stage = a_stage({"id": "story"}, {"id": "last", "kind": "info"}, repeat={"max": 2, "ask": "Nog een?"})
    talk = Talk(stage).says("Het lukte.")
    assert draw_question(scene_of(talk), "again", "question").text == "last?\n\nNog een?"

    assert talk.says("nee").told == []
    assert Talk(stage).says("een", "ja", "twee").told == [("info", "last")]


# -- on a form

FORM = fitted(
    a_stage(
        {"id": "period", "kind": "info", "ask": "Over maart."},
        {"id": "felt", "kind": "scale", "low": "niet", "high": "heel"},
        {"id": "hours", "kind": "number", "most": 8},
        {"id": "day", "kind": "date", "help": "Kies een rustige dag."},
        {"id": "who", "kind": "person"},
        {"id": "applied", "options": {"not_yet": "Nog niet"}},
        mode="form",
    ),
    Around(PEOPLE),
)


def test_every_kind_has_its_field_on_a_form() -> None:
    form = draw_form(scene_of(Talk(FORM))).form
    assert form is not None
    fields = {field.id: field for field in form.fields}

    assert [(field.id, field.kind) for field in form.fields] == [
        ("period", "info"), ("felt", "scale"), ("hours", "number"), ("day", "date"), ("who", "person"), ("applied", "text"),
    ]  # fmt: skip
    assert (fields["hours"].least, fields["hours"].most) == (0, 8)
    assert (
        fields["day"].typed_help == 'Kies een rustige dag. Typ bijvoorbeeld "12 maart", "morgen" of "volgende week donderdag".'
    )
    assert [option.label for option in fields["who"].options] == ["Bram de Boer", "Bram Vos", "Samira Aziz"]
    assert fields["applied"].help == "Je kunt ook typen: Nog niet."
    assert fields["applied"].options == ()
    assert {id_ for id_, field in fields.items() if field.words} == {"applied"}


def test_what_is_on_a_form_is_kept_and_a_day_in_words_is_confirmed_after_it() -> None:
    talk = Talk(FORM, facts=THURSDAY).fills(felt="4", hours="2", day="morgen", who="samira", applied="nog niet")

    assert talk.kept == {
        "felt": Value(chosen=("4",)),
        "hours": Value("2", ("2",)),
        "who": Value(chosen=("samira",)),
        "applied": Value(chosen=("not_yet",)),
    }
    assert talk.waits == "date"
    assert talk.says("ja").kept == {"day": Value("vrijdag 6 maart 2026", ("2026-03-06",))}


def test_what_is_no_answer_on_a_form_is_asked_again() -> None:
    talk = Talk(FORM, facts=THURSDAY).fills(felt="9", hours="2")

    assert talk.said == ["err.unknown"]
    assert talk.open == "felt"


def test_a_stage_without_people_is_left_as_it_is() -> None:
    assert fitted(DAY, Around(PEOPLE)) is DAY


def test_what_waits_survives_being_kept() -> None:
    talk = Talk(WHO).says("Bram")

    assert State.from_json(talk.state.to_json(), lambda at: datetime.fromtimestamp(at, UTC)) == talk.state
