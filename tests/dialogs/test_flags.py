"""Keeping a text for later beside who reads it (``flags``): it stays private, and another choice takes the flag away."""

from dialogs.talk.conversation import Status
from dialogs.talk.effects import Flag, Share
from tests.dialogs.talking import Talk, a_stage

KEEP = {"label": "Bewaar voor de waardecheck", "says": "Ik bewaar het.", "flags": "keep_for_value_check"}
AWAY = {"label": "Leg weg", "flags": "put_away"}
KEPT = a_stage({"id": "win"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"], "options": {"keep": KEEP, "other": AWAY}})


def flagged(talk: Talk) -> list[Flag]:
    return [effect for effect in talk.effects if isinstance(effect, Flag)]


def test_what_is_kept_for_later_stays_private_and_gets_the_flag() -> None:
    talk = Talk(KEPT).says("Bram hielp me.", "bewaar")

    assert talk.shared == [("V0", ("win",), 0)]
    assert flagged(talk) == [Flag(frozenset({"keep_for_value_check"}), frozenset({"put_away"}), ("win",), 0)]
    assert talk.told == [("option", "who", "keep")]
    assert talk.said == ["thanks.V0"]
    assert talk.ended is Status.SUBMITTED


def test_what_is_kept_without_a_word_of_its_own_is_thanked_for_all_the_same() -> None:
    talk = Talk(KEPT).says("Het lukte.", "Leg weg")

    assert (talk.told, talk.said) == ([], ["thanks.V0"])


def test_choosing_readers_takes_every_flag_of_the_question_away() -> None:
    talk = Talk(KEPT).says("Het lukte.", "Met de groep, met mijn naam")

    assert flagged(talk) == [Flag(frozenset(), frozenset({"keep_for_value_check", "put_away"}), ("win",), 0)]


def test_whoever_kept_something_for_later_is_not_told_that_it_was_shared() -> None:
    talk = Talk(
        a_stage({"id": "win", "required": True}, dict(KEPT.questions[1].model_dump(exclude_defaults=True)), {"id": "more"})
    )

    assert talk.says("Het lukte.", "bewaar").types("stop").said == ["stop.submitted"]


def test_keeping_for_later_is_offered_to_who_can_share_with_nobody() -> None:
    alone = Talk(KEPT)
    alone.facts = type(alone.facts)(alone.facts.now, levels=("V0",))

    assert alone.says("Het lukte.").open == "who"
    assert Share("V0", ("win",), 0) in alone.says("bewaar").effects


def test_a_flag_is_given_where_the_conversation_is_about_an_answer_too() -> None:
    talk = Talk(a_stage(dict(KEPT.questions[1].model_dump(exclude_defaults=True)))).says("bewaar")

    assert flagged(talk) == [Flag(frozenset({"keep_for_value_check"}), frozenset({"put_away"}), (), 0)]
    assert talk.said == ["share.changed"]
