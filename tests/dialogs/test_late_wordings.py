"""Words that take the place of a text, sent after closing: asked about, kept, or given back; never lost (S06, C-38)."""

from dataclasses import replace

import pytest

from dialogs.talk.conversation import State
from dialogs.talk.effects import Change, Echo, Share
from dialogs.talk.events import Attachment
from dialogs.talk.progress import rewords
from tests.dialogs.talking import Talk, a_stage
from tests.dialogs.test_going_over import CHOICE, WORDS, confirming, done, going_over

UNFITTED = a_stage(CHOICE, WORDS, over=["line"])
PICTURE = Attachment("f1")


def closed(talk: Talk) -> Talk:
    """Let the time for it be over, after she chose to word her text otherwise."""
    talk.taps("fits+4", "other")
    talk.facts = replace(talk.facts, closed=True)
    return talk


def taken_back(talk: Talk) -> Talk:
    """Let her take the text back meanwhile."""
    talk.stage, talk.facts = going_over(), replace(talk.facts, texts={})
    return talk


def test_late_words_are_asked_about_and_stand_in_its_place_after_a_yes() -> None:
    talk = closed(confirming(4, 9)).says("Het was stil.")

    assert (talk.waits, done(talk)) == ("public", [])
    assert done(talk.says("ja")) == [Change("Het was stil.", about=4), Share("V2", (), 0, about=4)]
    assert talk.said == ["thanks.placed"]
    assert talk.asked == []


def test_more_of_them_belongs_to_the_first() -> None:
    talk = closed(confirming(4)).says("Het was stil.", "Heel stil.").taps("held", "yes")

    assert done(talk)[0] == Change("Het was stil.\nHeel stil.", about=4)


@pytest.mark.parametrize("word", ["stop", "skip"])
@pytest.mark.parametrize("text", ["Het was stil.", "Bram was stil."])
def test_after_a_no_or_a_word_she_says_whether_they_are_kept(word: str, text: str) -> None:
    refused = closed(confirming(4)).says(text).taps("held", "no")
    stopped = closed(confirming(4)).says(text).taps("held", "yes" if "Bram" in text else "").types(word)

    for talk in (refused, stopped):
        assert talk.waits == "stop"
        assert done(talk.taps("held", "keep")) == [Change(text, about=4)]
        assert talk.said == ["stop.kept"]


def test_another_word_leaves_them_waiting() -> None:
    assert closed(confirming(4)).says("Het was stil.").types("later").waits == "public"


def test_a_colleagues_name_in_them_is_asked_about() -> None:
    talk = closed(confirming(4)).says("Bram was stil.").says("ja")

    assert (talk.waits, done(talk)) == ("name", [])
    assert done(talk.taps("held", "share")) == [Change("Bram was stil.", about=4), Share("V2", (), 0, about=4)]


def test_without_a_group_that_reads_them_they_are_kept_or_thrown_away() -> None:
    talk = closed(confirming(4, stage=going_over(4, public=False)))
    talk.facts = replace(talk.facts, carries=False)
    talk.says("Het was stil.")

    assert (talk.waits, talk.said) == ("stop", ["expired.over"])
    assert done(talk.taps("held", "keep")) == [Change("Het was stil.", about=4)]


def test_a_picture_alone_waits_for_nothing() -> None:
    talk = closed(confirming(4)).says("", files=(PICTURE,))

    assert (talk.waits, talk.said) == (None, ["err.file_not_here"])


@pytest.mark.parametrize("choices", [("yes",), ("no", "keep")])
def test_words_for_a_text_that_was_taken_back_are_given_back(choices: tuple[str, ...]) -> None:
    talk = taken_back(closed(confirming(4)).says("Het was stil."))

    for choice in choices:
        talk.taps("held", choice)

    assert done(talk) == []
    assert Echo() in talk.effects
    assert (talk.state.echo, talk.said) == ("Het was stil.", ["expired.over"])


def test_words_stand_open_only_while_they_were_chosen_and_not_given() -> None:
    chosen = confirming(4, 9).taps("fits+4", "other")
    given = replace(chosen.state, marks={**chosen.state.marks, "words+4": chosen.state.marks["fits+4"]})

    assert rewords(UNFITTED, chosen.state)
    assert not any(rewords(UNFITTED, state) for state in (State(), given, confirming(4).taps("fits+4", "right").state))
