"""Which readers can be chosen: anywhere in a format, and in a stage that asks about an answer of another one."""

from collections.abc import Mapping, Sequence
from typing import Any

from dialogs.language.content import Format
from dialogs.talk.fitting import only_for
from tests.dialogs.talking import Talk, a_stage

ASKED = a_stage({"id": "who", "kind": "share", "allow": ["V2", "V0", "V3", "V1"]})


def a_format(*questions: Sequence[Mapping[str, Any]]) -> Format:
    stages = [{"id": f"part_{number}", "questions": asked} for number, asked in enumerate(questions)]
    words = {"id": "small", "title": "Klein", "source": "001", "why": "Om te leren.", "kept": "zolang je wilt"}
    return Format.model_validate({**words, "starts": {"act": "share"}, "stages": stages})


def test_a_format_allows_what_any_question_of_any_stage_offers() -> None:
    by_question = {"id": "who", "kind": "share", "ask": "Wie?", "allow": ["V0", "V3"]}
    by_option = {
        "id": "line",
        "kind": "choice",
        "ask": "Klopt het?",
        "options": {"yes": {"label": "Ja", "shares": "V1"}, "no": "Nee"},
    }
    by_answering = {"id": "name", "ask": "Hoe heet het?", "public": "V2"}

    assert a_format([by_question]).allowed == {"V0", "V3"}
    assert a_format([by_option], [by_answering]).allowed == {"V1", "V2"}


def test_a_format_that_asks_for_no_readers_allows_none() -> None:
    assert a_format([{"id": "win", "ask": "Wat lukte er?"}]).allowed == frozenset()


def test_of_the_readers_of_a_stage_only_those_given_stay_in_their_order_and_that_nobody_reads_it() -> None:
    assert only_for(ASKED, {"V1", "V2"}).allowed == ("V2", "V0", "V1")
    assert only_for(ASKED, ()).allowed == ("V0",)


def test_readers_that_were_not_asked_for_are_not_added() -> None:
    few = a_stage({"id": "who", "kind": "share", "allow": ["V0", "V2"]})

    assert only_for(few, {"V1", "V3"}).allowed == ("V0",)


def test_what_else_a_stage_asks_stays_as_it_was() -> None:
    stage = a_stage({"id": "win", "called": "Succes"}, {"id": "who", "kind": "share", "allow": ["V0", "V2"]}, thanks="Dank je.")

    assert only_for(stage, {"V2"}) == stage


def test_readers_that_do_not_stay_cannot_be_chosen() -> None:
    stage = a_stage({"id": "win"}, {"id": "who", "kind": "share", "allow": ["V0", "V2", "V3"]})

    assert Talk(stage).says("Het werd stil.", "3").shared == [("V3", ("win",), 0)]
    assert Talk(only_for(stage, {"V2"})).says("Het werd stil.", "3").shared == []
