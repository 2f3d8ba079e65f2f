"""A question whose answer the group reads at once (``public``): said above it, asked first where it names a colleague (K5)."""

from dataclasses import replace

import pytest

from dialogs.language.stages import Stage
from dialogs.saying.drawing import Scene, draw_question
from dialogs.talk.conversation import State, Status
from dialogs.talk.effects import Echo, Value
from dialogs.talk.events import Opened
from dialogs.talk.fitting import Around, fitted
from tests.dialogs.talking import FACTS, LIBRARY, NL, Talk, a_stage

REPLY = a_stage({"id": "reply", "public": "V2"}, {"id": "doubt"})
MUST = a_stage({"id": "reply", "public": "V2"}, {"id": "sure", "kind": "yesno", "required": True})


def drawn(stage: Stage, key: str = "reply", manner: str = "full") -> str | None:
    """Return the line that says who reads the answer."""
    scene = Scene(LIBRARY.editions["weekly_wonder"].dutch, stage, State(), NL, 1, slots={"groep": "Team Vergunningen"})
    return draw_question(scene, key, manner).readers


def asked(stage: Stage) -> Talk:
    """Return a conversation in which the question was just put to her."""
    return Talk(stage).happens(Opened(by_bot=False))


def offered(stage: Stage = REPLY) -> Talk:
    """Return a conversation that was only offered to her."""
    return Talk(stage, facts=replace(FACTS, elsewhere=True)).happens(Opened(by_bot=True))


def test_a_text_to_what_was_only_offered_is_shown_back_before_the_group_reads_it() -> None:
    talk = offered().says("Is Bram er morgen weer?")
    scene = Scene(LIBRARY.editions["weekly_wonder"].dutch, REPLY, talk.state, NL, 1, slots={"groep": "Team Vergunningen"})

    assert (talk.waits, talk.kept, talk.shared) == ("public", {}, [])
    assert draw_question(scene, "held", "held").text == (
        "> \u2068Is Bram er morgen weer?\u2069\n\nreply?\n\n"
        "Is dit je antwoord op deze vraag? Iedereen in Team Vergunningen leest het dan."
    )


@pytest.mark.parametrize("literal", [False, True])
def test_a_text_that_was_shown_back_is_the_answer_after_a_yes(literal: bool) -> None:
    talk = offered().says("Een tweede scherm.", literal=literal).taps("held", "yes")

    assert talk.kept == {"reply": Value(text="Een tweede scherm.")}
    assert talk.shared == [("V2", ("reply",), 0)]


def test_a_stray_text_goes_nowhere_and_the_next_one_is_shown_back_too() -> None:
    talk = offered().says("Is het er morgen weer?").taps("held", "no")
    assert (talk.said, talk.kept, talk.open) == (["public.no"], {}, "reply")

    talk.says("En dit?")

    assert talk.waits == "public"


def test_who_did_something_else_since_the_question_was_put_is_shown_her_text_first() -> None:
    talk = asked(REPLY)
    talk.facts = replace(talk.facts, elsewhere=True)

    talk.says("12 januari om 10:00")

    assert talk.waits == "public"


def test_overslaan_to_what_was_only_offered_puts_the_question_first() -> None:
    talk = offered().types("skip")
    assert (talk.asked, talk.open) == ([("reply", "full")], "reply")

    talk.facts = replace(talk.facts, elsewhere=False)
    talk.types("skip")

    assert talk.open == "doubt"


def test_an_answer_is_read_by_the_group_at_once_and_that_is_said() -> None:
    talk = asked(REPLY).says("Een tweede scherm.")

    assert talk.kept == {"reply": Value(text="Een tweede scherm.")}
    assert talk.shared == [("V2", ("reply",), 0)]
    assert talk.said == ["thanks.public"]
    assert talk.open == "doubt"


def test_that_others_read_it_is_said_once_in_a_conversation_and_stands_below_each_question() -> None:
    talk = asked(a_stage({"id": "reply", "public": "V2"}, {"id": "place", "public": "V2"}, {"id": "doubt"}))
    before = talk.says("Een tweede scherm.").said

    after = talk.says("Op de gang.").said

    assert (before.count("thanks.public"), after.count("thanks.public")) == (1, 0)
    assert talk.shared == [("V2", ("place",), 0)]


def test_above_the_question_stands_who_reads_it_in_the_announcement_too() -> None:
    assert (
        drawn(a_stage({"id": "reply", "public": "V2", "unsigned": True}))
        == "Iedereen in Team Vergunningen leest dit, zonder naam erbij."
    )
    assert drawn(REPLY) == drawn(REPLY, manner="prompt") == "Iedereen in Team Vergunningen leest dit, met je naam erbij."
    assert drawn(REPLY, "doubt") == "Alleen jij leest dit."


def test_skipping_shares_nothing() -> None:
    talk = asked(REPLY).types("skip")

    assert talk.shared == []
    assert talk.kept == {}


def test_what_comes_soon_after_it_is_not_added_to_what_the_group_reads() -> None:
    talk = asked(REPLY).says("Een tweede scherm.").soon("En dit weet ik nog niet.")

    assert talk.kept == {"doubt": Value(text="En dit weet ik nog niet.")}


def test_k5_a_text_that_names_a_colleague_waits_until_its_author_says_that_it_is_all_right() -> None:
    talk = asked(REPLY).says("Bram regelt het.")
    assert (talk.waits, talk.kept, talk.shared) == ("name", {}, [])

    talk.taps("held", "share")

    assert talk.kept == {"reply": Value(text="Bram regelt het.")}
    assert talk.shared == [("V2", ("reply",), 0)]


def test_k5_what_names_a_colleague_can_be_kept_private() -> None:
    talk = asked(REPLY).says("Bram regelt het.").taps("held", "private")

    assert talk.kept == {"reply": Value(text="Bram regelt het.")}
    assert talk.shared == [("V0", ("reply",), 0)]
    assert talk.said == ["thanks.V0"]


def test_k5_what_names_a_colleague_can_be_written_anew() -> None:
    talk = asked(REPLY).says("Bram regelt het.").taps("held", "rewrite")
    assert any(isinstance(effect, Echo) for effect in talk.effects)

    talk.says("Een collega regelt het.")

    assert talk.shared == [("V2", ("reply",), 0)]


def test_who_goes_back_writes_anew_what_the_group_reads() -> None:
    talk = asked(REPLY).says("Een tweede scherm.").types("back").says("Een derde scherm.")

    assert talk.kept == {"reply": Value(text="Een derde scherm.")}
    assert talk.shared == [("V2", ("reply",), 0)]


def test_who_stops_half_way_and_keeps_it_for_herself_shares_it_no_more() -> None:
    talk = asked(MUST).says("Een tweede scherm.").types("stop")
    assert talk.waits == "stop"

    talk.taps("held", "keep")

    assert talk.shared == [("V0", ("reply",), 0)]


def test_who_stops_when_all_is_told_does_not_hear_that_it_is_hers_alone() -> None:
    assert asked(REPLY).says("Een tweede scherm.").types("stop").said == ["stop.shared"]


def test_a_choice_of_readers_is_not_about_what_is_public() -> None:
    stage = a_stage({"id": "told"}, {"id": "reply", "public": "V2"}, {"id": "share", "kind": "share", "allow": ["V0", "V2"]})
    talk = asked(stage).says("Het was stil.", "Een tweede scherm.").taps("share", "V0")

    assert talk.shared == [("V0", ("told",), 0)]


def test_a_form_leaves_it_out_and_it_is_asked_after() -> None:
    stage = a_stage({"id": "reply", "public": "V2"}, {"id": "doubt"}, {"id": "more"}, mode="form")
    assert drawn(stage, "doubt", "form") == "Alleen jij leest dit."

    talk = Talk(stage, facts=replace(FACTS, names={})).fills(doubt="Of het lukt.", more="Nee, niets.")

    assert talk.shared == []
    assert talk.asked == [("reply", "question")]


def test_a_form_on_which_nothing_is_left_says_of_nothing_who_reads_it() -> None:
    assert drawn(REPLY.model_copy(update={"questions": REPLY.questions[:1]}), "reply", "form") is None


def test_in_a_trial_or_without_a_group_it_is_a_question_like_any_other() -> None:
    talk = Talk(fitted(REPLY, Around(public=False))).says("Een tweede scherm.")

    assert talk.shared == []
    assert talk.types("skip").ended is Status.SUBMITTED
