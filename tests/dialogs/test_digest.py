"""What readers get afterwards, composed from what the gate let through (S07, K2, K3)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.language.outputs import Output
from dialogs.library import load
from dialogs.saying.digest import Digest, GroupWeek, Item, Preparing, RoundNews, compose, facilitator_week, quoted, split
from dialogs.settings import DEFAULTS, SPLIT_AT

LIBRARY = load()
MOST = DEFAULTS[SPLIT_AT]
NL = LIBRARY.phrases["nl"]
SLOTS = {"team": "Team Vergunningen", "datum": "woensdag 18 maart", "begeleider": "Fatima"}
OUTPUT = LIBRARY.editions["weekly_wonder"].dutch.outputs[0]
OVERVIEW = LIBRARY.editions["facilitator_week"].dutch.outputs[0]


def named(number: int, text: str | None = "De rust op de gang.", question: str = "wonder_text", name: str = "Noor") -> Item:
    return Item(number, question, text, name)


def nameless(number: int, text: str | None = "De rij was leeg.", question: str = "wonder_text") -> Item:
    return Item(number, question, text, None, nameless=True)


def told(number: int, text: str | None, called: str = "", story: tuple[int, int] = (7, 0), name: str = "Noor") -> Item:
    return Item(number, "wonder_text", text, name, story=story, called=called)


def lines_of(*items: Item, seed: str = "seed") -> list[str]:
    """Return the lines of a digest with one section."""
    output = Output.model_validate(
        {"id": "board", "at": "wed 09:00", "head": "Kop", "sections": [{"head": "Deel", "show": ["wonder_text"]}]}
    )
    return text_of(compose(output, items, NL, {}, seed)).splitlines()[3:]


def text_of(digest: Digest | None) -> str:
    assert digest is not None
    return digest.text


def test_a_digest_shows_what_was_shared_under_its_headings() -> None:
    items = [named(1), nameless(2), named(3, "Hoe dan?", "wonder_question", "Bram")]

    digest = compose(OUTPUT, items, NL, SLOTS, "seed")

    assert text_of(digest) == (
        "**Wat ons de afgelopen week opviel** (Team Vergunningen, woensdag 18 maart)\n\n"
        "**Met naam gedeeld**\n- **Noor**: \u2068De rust op de gang.\u2069\n\n"
        "**Zonder naam gedeeld**\n- \u2068De rij was leeg.\u2069\n\n"
        "**Vragen om samen te verkennen**\n- **Bram**: \u2068Hoe dan?\u2069\n\n"
        "**Om mee te beginnen in het overleg:** wat in deze lijst maakt jou nieuwsgierig?"
    )
    assert digest is not None
    assert digest.answers == (1, 2, 3)


def test_a_section_without_texts_is_left_out() -> None:
    text = text_of(compose(OUTPUT, [nameless(1)], NL, SLOTS, "seed"))

    assert "Met naam" not in text
    assert "Vragen om" not in text


@pytest.mark.parametrize("items", [[], [named(1, question="wonder_next")]])
def test_s07_nothing_shared_is_nothing_posted(items: list[Item]) -> None:
    assert compose(OUTPUT, items, NL, SLOTS, "seed") is None


def test_what_was_taken_back_leaves_a_line_without_its_name() -> None:
    text = text_of(compose(OUTPUT, [named(1, None), named(2, name="Bram")], NL, SLOTS, "seed"))

    assert "- De schrijver heeft deze tekst weggehaald." in text
    assert "Noor" not in text
    assert "**Bram**" in text


def test_ge3_no_heading_stands_over_what_was_all_taken_back() -> None:
    items = [named(1, None), nameless(2), named(3, None, "wonder_question")]

    assert text_of(compose(OUTPUT, items, NL, SLOTS, "seed")) == (
        "**Wat ons de afgelopen week opviel** (Team Vergunningen, woensdag 18 maart)\n\n"
        "- De schrijver heeft deze tekst weggehaald.\n\n"
        "**Zonder naam gedeeld**\n- \u2068De rij was leeg.\u2069\n\n"
        "- De schrijver heeft deze tekst weggehaald.\n\n"
        "**Om mee te beginnen in het overleg:** wat in deze lijst maakt jou nieuwsgierig?"
    )


def test_ge3_nobody_is_asked_about_a_digest_of_which_nothing_is_left() -> None:
    assert text_of(compose(OUTPUT, [named(1, None)], NL, SLOTS, "seed")) == (
        "**Wat ons de afgelopen week opviel** (Team Vergunningen, woensdag 18 maart)\n\n"
        "- De schrijver heeft deze tekst weggehaald."
    )


def test_the_words_of_a_rhythm_stand_in_the_headings_and_leave_what_is_filled_in_alone() -> None:
    output = Output.model_validate(
        {"id": "board", "at": "wed 09:00", "head": "Deze week, {team}", "close": "Tot deze week.",
         "sections": [{"head": "Van deze week", "show": ["wonder_text"]}]}
    )  # fmt: skip
    said = {"Deze week": "Deze maand", "deze week": "deze maand"}

    text = text_of(compose(output, [named(1, "deze week")], NL, {"team": "Team deze week"}, "seed", said))

    assert text == ("Deze maand, Team deze week\n\nVan deze maand\n- **Noor**: \u2068deze week\u2069\n\nTot deze maand.")


def test_c38_what_was_changed_says_so() -> None:
    changed = [replace(named(1), changed=True), replace(nameless(2), changed=True)]

    text = text_of(compose(OUTPUT, changed, NL, SLOTS, "seed"))

    assert text.count("\u2069 (aangepast)") == 2


def test_a_digest_without_a_closing_line_ends_with_its_texts() -> None:
    output = Output.model_validate(
        {"id": "board", "at": "wed 09:00", "head": "Kop", "sections": [{"head": "Deel", "show": ["wonder_text"]}]}
    )

    assert text_of(compose(output, [nameless(1), named(2)], NL, {}, "seed")).splitlines()[:4] == [
        "Kop", "", "Deel", "- **Noor**: \u2068De rust op de gang.\u2069"]  # fmt: skip


def test_several_answers_of_one_story_stand_below_one_name_with_what_each_is_called() -> None:
    changed = replace(told(3, "Korter.", "Wat het opleverde"), changed=True)

    assert lines_of(told(1, "De brief."), told(2, "Ik schrok.", "Hoe het was"), changed) == [
        "- **Noor**",
        "  - \u2068De brief.\u2069",
        "  - Hoe het was: \u2068Ik schrok.\u2069",
        "  - Wat het opleverde: \u2068Korter.\u2069 (aangepast)",
    ]


def test_a_story_of_one_answer_stands_in_one_line_without_what_it_is_called() -> None:
    assert lines_of(told(1, "De brief.", "Het moment")) == ["- **Noor**: \u2068De brief.\u2069"]


def test_two_stories_of_one_person_stand_apart_and_beside_each_other() -> None:
    stories = [told(n, f"{n}", story=(7, n % 2)) for n in range(4)]
    others = [told(n, f"{n}", story=(n, 0), name="Bram") for n in (10, 11)]

    found = [line for line in lines_of(*others[:1], *stories, *others[1:]) if "Bram" not in line]

    assert found == [
        "- **Noor**",
        "  - \u20680\u2069",
        "  - \u20682\u2069",
        "- **Noor**",
        "  - \u20681\u2069",
        "  - \u20683\u2069",
    ]


def test_people_of_one_name_keep_their_own_stories() -> None:
    assert lines_of(told(1, "a"), told(2, "b", story=(8, 0)), told(3, "c")) == [
        "- **Noor**", "  - \u2068a\u2069", "  - \u2068c\u2069", "- **Noor**: \u2068b\u2069",
    ]  # fmt: skip


def test_what_was_taken_back_of_a_story_tells_not_whose_it_was() -> None:
    gone = Item(2, "wonder_text", None, None)

    assert sorted(lines_of(told(1, "De brief.", "Het moment"), gone)) == [
        "- **Noor**: \u2068De brief.\u2069", "- De schrijver heeft deze tekst weggehaald."]  # fmt: skip


@given(st.permutations(range(8)), st.text())
def test_k3_nameless_parts_of_one_story_stand_each_by_itself_as_if_nothing_joined_them(order: list[int], seed: str) -> None:
    apart = [nameless(number, f"tekst {number}") for number in range(8)]
    together = [replace(item, story=(7, 0), called="Het moment") for item in apart]

    assert lines_of(*(together[number] for number in order), seed=seed) == lines_of(*apart, seed=seed)


def test_k3_the_nameless_part_of_a_named_story_stands_apart_from_it() -> None:
    part = replace(nameless(2, "Een collega."), story=(7, 0), called="Wie")

    assert lines_of(told(1, "De brief."), part, told(3, "Korter.", "Daarna")) == [
        "- **Noor**", "  - \u2068De brief.\u2069", "  - Daarna: \u2068Korter.\u2069", "- \u2068Een collega.\u2069"]  # fmt: skip


@given(st.permutations(range(8)), st.text())
def test_k3_the_order_of_nameless_texts_is_that_of_the_seed_and_not_of_the_table(order: list[int], seed: str) -> None:
    items = [nameless(number, f"tekst {number}") for number in range(8)]

    shuffled = compose(OUTPUT, [items[number] for number in order], NL, SLOTS, seed)

    assert text_of(shuffled) == text_of(compose(OUTPUT, items, NL, SLOTS, seed))


def test_k3_the_order_gives_no_writer_away() -> None:
    items = [nameless(number, str(number)) for number in range(3)]
    firsts = [text_of(compose(OUTPUT, items, NL, SLOTS, f"seed {n}")).split("\u2068")[1][0] for n in range(600)]

    assert all(150 <= firsts.count(str(number)) <= 250 for number in range(3))


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_k3_neither_times_nor_names_stand_beside_nameless_texts(texts: list[str]) -> None:
    items = [nameless(number, text) for number, text in enumerate(texts)]

    found = text_of(compose(OUTPUT, items, NL, SLOTS, "seed"))

    assert sorted(line for line in found.split("\n") if line.startswith("- ")) == sorted(f"- {quoted(text)}" for text in texts)


@given(st.text())
def test_a_text_stays_on_its_line_and_keeps_its_direction_to_itself(text: str) -> None:
    line = quoted(text)

    assert len(line.splitlines()) == 1
    assert line.startswith("\u2068")
    assert line.endswith("\u2069")


def test_several_lines_of_a_text_are_joined() -> None:
    assert quoted("een\n\n  twee \r\ndrie\n") == "\u2068een / twee / drie\u2069"


# -- the facilitator's week


def week(*, rounds: tuple[RoundNews, ...] = (), you: tuple[Item, ...] = (), group: tuple[Item, ...] = ()) -> GroupWeek:
    return GroupWeek("Team Vergunningen", rounds, you, group)


def test_d2_shows_each_group_with_its_rounds_and_texts() -> None:
    opened, closed = RoundNews("Wat heeft jou verwonderd?", "opened"), RoundNews("Kleine winst", "closed", 5)
    group = week(rounds=(opened, closed), you=(named(1, "Voor jou."),), group=(nameless(2),))

    digest = facilitator_week(OVERVIEW, [group], 0, NL, SLOTS, "seed")

    assert text_of(digest).startswith(
        "**Weekoverzicht voor Fatima** (woensdag 18 maart)\n\n**Team Vergunningen**\n\n**Rondes**\n"
        "- Wat heeft jou verwonderd? (geopend)\n- Kleine winst (gesloten, 5 mensen deden mee)\n\n"
        "**Met jou gedeeld**\n- **Noor**: \u2068Voor jou.\u2069\n\n"
        "**Met de groep gedeeld**\n- \u2068De rij was leeg.\u2069\n\nEen lichte vraag"
    )
    assert digest is not None
    assert digest.answers == (1, 2)


def test_d2_shows_how_far_a_group_is_with_what_it_prepares_and_which_meetings_come() -> None:
    preparing = Preparing("Opdracht", "donderdag 12 maart om 10:00", (("Bram", "oral"), ("Noor", "not_yet")))
    group = replace(week(), preparing=(preparing,), meetings=("Bijeenkomst 2: donderdag 12 maart om 10:00",))

    text = text_of(facilitator_week(OVERVIEW, [group], 0, NL, SLOTS, "seed"))

    assert "**Opdracht voor donderdag 12 maart om 10:00**\n- **Bram**: mondeling\n- **Noor**: nog niet\n" in text
    assert "**Bijeenkomsten in de komende twee weken**\n- Bijeenkomst 2: donderdag 12 maart om 10:00\n" in text


def test_d2_what_its_facilitator_may_want_to_look_at_stands_last() -> None:
    group = replace(week(), signals=("Bram kwam twee keer niet.",))

    text = text_of(facilitator_week(OVERVIEW, [group], 0, NL, SLOTS, "seed"))

    assert f"{NL.text('digest.fac.signals')}\n- Bram kwam twee keer niet.\n" in text


@pytest.mark.parametrize("number", [0, 1, 3, None])
def test_k1_d2_tells_no_number_below_four(number: int | None) -> None:
    closed = RoundNews("Kleine winst", "closed", number)

    text = text_of(facilitator_week(OVERVIEW, [week(rounds=(closed,), you=(named(1),))], 0, NL, SLOTS, "seed"))

    assert "- Kleine winst (gesloten)\n" in text


def test_s07_acceptance_3_two_empty_weeks_are_told_and_then_there_is_silence() -> None:
    empty = [week(rounds=(RoundNews("Kleine winst", "closed", 9),))]

    assert text_of(facilitator_week(OVERVIEW, empty, 0, NL, SLOTS, "s")) == NL.text("digest.empty.fac")
    assert text_of(facilitator_week(OVERVIEW, empty, 1, NL, SLOTS, "s")) == NL.text("digest.empty.fac.second")
    assert facilitator_week(OVERVIEW, empty, 2, NL, SLOTS, "s") is None
    assert facilitator_week(OVERVIEW, [], 9, NL, SLOTS, "s") is None


def test_d2_with_content_after_a_silence_is_whole_again() -> None:
    assert "Met jou gedeeld" in text_of(facilitator_week(OVERVIEW, [week(you=(named(1),))], 5, NL, SLOTS, "s"))


def test_d2_offers_one_light_question_that_changes() -> None:
    group = [week(you=(named(1),))]

    chosen = {text_of(facilitator_week(OVERVIEW, group, 0, NL, SLOTS, f"seed {n}")).rsplit("\n", 1)[1] for n in range(60)}

    assert chosen == {NL.text("digest.suggestion", {"opties": one}) for one in OVERVIEW.suggestions}


def test_d2_without_light_questions_ends_with_its_texts() -> None:
    output = OVERVIEW.model_copy(update={"suggestions": ()})

    assert text_of(facilitator_week(output, [week(you=(named(1),))], 0, NL, SLOTS, "s")).endswith("\u2069")


# -- parts


def test_a_digest_that_is_short_enough_stays_whole() -> None:
    text = "\n".join(["x" * 5_999, "y" * 6_000])

    assert len(text) == MOST
    assert split(text, MOST) == [text]


def test_a_long_digest_comes_in_parts_of_whole_lines_and_nothing_is_cut() -> None:
    lines = [f"- {number}: {'x' * 3_000}" for number in range(20)]

    parts = split("\n".join(["**Kop**", "", *lines]), MOST)

    assert len(parts) > 4
    assert all(len(part) <= MOST for part in parts)
    assert [line for part in parts for line in part.split("\n") if line] == ["**Kop**", *lines]


def test_a_story_stays_in_one_part_where_it_fits() -> None:
    story = "- **Noor**\n  - een\n  - twee"

    assert split(f"kop\n- **Bram**: drie\n{story}\nslot", 32) == ["kop\n- **Bram**: drie", f"{story}\nslot"]


def test_a_story_that_is_longer_than_a_part_is_cut_between_its_lines() -> None:
    assert split("kop\n- **Noor**\n  - een\n  - twee", 20) == ["kop\n- **Noor**", "  - een\n  - twee"]


def test_a_line_that_is_longer_than_a_part_is_a_part_of_its_own() -> None:
    line = "x" * (MOST + 1)

    assert split(f"kop\n{line}\n\nslot", MOST) == ["kop", line, "slot"]


def test_s07_in_a_facilitators_week_what_has_no_name_stands_with_what_it_is_about() -> None:
    model = Item(1, "own_concept", "Roos van Leary", None, called="Het model")
    told = (model, Item(2, "text", "De rij.", "Noor", called="Tekst"))

    digest = facilitator_week(OVERVIEW, [GroupWeek("Leergroep Noord", (), (), told)], 0, NL, SLOTS, "s")

    assert "- Het model: \u2068Roos van Leary\u2069" in text_of(digest)
    assert "- **Noor**: \u2068De rij.\u2069" in text_of(digest)
