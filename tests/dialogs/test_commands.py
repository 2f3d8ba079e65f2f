"""The words that steer the bot: the whole message or nothing (spec §4.1, X17)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogs.library import load
from dialogs.talk import commands

STARTERS = {"verwondering": "weekly_wonder", "wonder": "weekly_wonder", "inzicht": "insight", "afmelden": "leave"}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("hulp", "help"),
        ("HULP", "help"),
        ("help", "help"),
        ("?", "help"),
        (" ? ", "help"),
        ("overslaan", "skip"),
        ("mijn regels", "lines"),
        ("Regel 2 weg.", "lines 2"),
        ("remove line 12", "lines 12"),
        ("regel 2", None),
        ("Overslaan.", "skip"),
        ("sla   over", "skip"),
        ("sla\nover!", "skip"),
        ("terug", "back"),
        ("later…", None),
        ("later...", "later"),
        ("Stop!!", "stop"),
        ("waarom?", "why"),
        ("privacy", "privacy"),
        ("mijn antwoorden", "mine"),
        ("my answers", "mine"),
        ("mijn antwoorden 2", "mine 2"),
        ("my answers 12", "mine 12"),
        ("tijdzone Paramaribo", "zone America/Paramaribo"),
        ("tijdzone van mijn werk", None),
        ("team pauze tot 31 augustus", "team pause 0 31 augustus"),
        ("Groep pauze 2 tot volgende week maandag.", "team pause 2 volgende week maandag"),
        ("team pause until 31 August", "team pause 0 31 august"),
        ("team pauze", "team pause 0"),
        ("leergroep terug van pauze", "team return 0"),
        ("team back from pause 2", "team return 2"),
        ("team pauze tot we weer verder kunnen", None),
        ("team terug van pauze tot morgen", None),
        ("meedoen", "join"),
        ("English", "english"),
        ("nederlands", "dutch"),
        ("verwondering", "start weekly_wonder"),
        ("Verwondering!", "start weekly_wonder"),
        ("toon 3", "show 3"),
        ("deel 3", "share 3"),
        ("wijzig 3", "change 3"),
        ("maak privé 3", "private 3"),
        ("Maak prive 3.", "private 3"),
        ("make private 3", "private 3"),
        ("verwijder 3", "withdraw 3"),
        ("delete 123456789", "withdraw 123456789"),
        ("toon 1234567890", None),
        ("toon", None),
        ("toon drie", None),
        ("", None),
        ("   ", None),
        ("stop daarmee", None),
        ("ik wil stoppen", None),
        ("stopt", None),
        ("overslaan en door", None),
        ("??", None),
        ("stop" + " " * 57, None),
    ],
)
def test_only_a_whole_message_is_a_command(text: str, word: str | None) -> None:
    assert commands.command(text, STARTERS) == word


@given(st.sampled_from(sorted(commands.WORDS)), st.text(min_size=1, max_size=20))
def test_a_text_that_merely_holds_a_command_is_none(word: str, rest: str) -> None:
    text = f"{word} x{rest}"

    assert commands.command(text, {}) is None


@pytest.mark.parametrize(
    ("text", "inside"),
    [
        ('"stop"', "stop"),
        ("'stop'", "stop"),
        ("“stop”", "stop"),
        ("„stop”", "stop"),
        ("‘stop’", "stop"),
        ('  "stop"  ', "stop"),
        ('"hulp is er ook"', "hulp is er ook"),
        ("stop", None),
        ('"stop', None),
        ('stop"', None),
        ("\"stop'", None),
        ('""', None),
        ('"', None),
        ("", None),
        ('"ja" zei hij, en zij zei "nee"', None),
        ("'s ochtends vroeg al", None),
    ],
)
def test_between_quotes_a_command_is_an_answer(text: str, inside: str | None) -> None:
    assert commands.unquoted(text) == inside


def test_x17_acceptance_1_a_mistyped_word_is_offered_and_not_carried_out() -> None:
    assert commands.command("afmeldn", STARTERS) is None
    assert commands.near_miss("afmeldn", STARTERS) == "afmelden"


@pytest.mark.parametrize(
    ("text", "offered"),
    [
        ("overslan", "overslaan"),
        ("overslaann", "overslaan"),
        ("ovreslaan", "overslaan"),
        ("Privcy!", "privacy"),
        ("verwonderng", "verwondering"),
        ("mijn antworden", "mijn antwoorden"),
        ("mijnantwoorden", "mijn antwoorden"),
        ("waaorm", "waarom"),
        ("waarom", None),
        ("verwondering", None),
        ("ovrslan", None),
        ("stpo", None),
        ("hulk", None),
        ("trug", None),
        ("ik dacht: overslan", None),
        ("", None),
        ("x" * 4001, None),
    ],
)
def test_x17_one_typing_error_in_the_whole_message_is_a_near_miss(text: str, offered: str | None) -> None:
    assert commands.near_miss(text, STARTERS) == offered


@given(st.text(max_size=40))
def test_x17_what_is_offered_is_a_command_and_was_none(text: str) -> None:
    offered = commands.near_miss(text, STARTERS)

    assert offered is None or (commands.command(offered, STARTERS) and commands.command(text, STARTERS) is None)


def test_every_word_that_starts_a_format_of_the_library_is_recognised() -> None:
    starters = load().starters()

    switched = {word: does for word, does in starters.items() if does.startswith(commands.SWITCH)}
    assert {commands.command(word, starters) for word in starters.keys() - switched.keys()} == {
        f"start {name}" for name in starters.values() if name not in switched.values()
    }


def test_s16_a_word_switches_a_format_on_or_off_for_a_group() -> None:
    starters = load().starters()

    assert commands.command("Weekstart aan.", starters) == "switch on week_start_mood"
    assert commands.command("week start off", starters) == "switch off week_start_mood"
    assert commands.command("weekstart aan 2", starters) == "switch on week_start_mood 2"
    assert commands.command("vraag om weekstart aan", starters) is None
    assert commands.command("weekstart", starters) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("vraag om waardecheck start", "round ask quarterly_value_check plan"),
        ("vraag om waardecheck start 2", "round ask quarterly_value_check plan 2"),
        ("vraag om raad", None),
        ("verplaats naar 2 april om 10:00", "round move 0 2 april om 10:00"),
        ("move to 2 April", "round move 0 2 april"),
        ("verplaats", "round move 0"),
        ("verplaats 2 ronde 31 naar 2 april", "round move 2#31 2 april"),
        ("move round 31", "round move 0#31"),
        ("annuleer ronde 31", "round cancel 0#31"),
        ("close now 2 round 31", "round close 2#31"),
        ("verplaats naar", "round move 0"),
        ("verplaats 2 naar 2026-03-28 om 14:00 zeker", "round move 2 2026-03-28 om 14:00 sure"),
        ("verplaats naar de gang", None),
        ("Verplaats dag 2 naar 14 april", "round move_day 0 2 14 april"),
        ("move 3 day 2 to 14 April", "round move_day 3 2 14 april"),
        ("verplaats dag 2", "round move_day 0 2"),
        ("verplaats dag 2 naar de gang", None),
        ("verplaats dag 2 naar 2027-01-07 om 10:00 zeker", "round move_day 0 2 2027-01-07 om 10:00 sure"),
        ("annuleer dag 2", "round cancel_day 0 2"),
        ("cancel day 2 to 14 April", None),
        ("annuleer dag 2 zeker", None),
        ("Stand", "round stand 0"),
        ("sluit nu", "round close 0"),
        ("sluit nu zeker", "round close 0 sure"),
        ("annuleer 2 zeker", "round cancel 2 sure"),
        ("opdracht intrekken", "retract 0"),
        ("withdraw assignment for sure 7.0", "retract 0 sure 7.0"),
        ("leergroep verlaten", "group leave 0"),
        ("duo verlaten", "group leave 0"),
        ("leergroep eerder afronden", "meetings early 0"),
        ("leergroep eerder afronden 2 zeker", "meetings early 2 sure"),
        ("leergroep verlaten 2 zeker", "group leave 2 sure"),
        ("verplaats 2 bijeenkomst 3 naar 2027-01-07 om 10:00 zeker", "meetings move 2 3 2027-01-07 om 10:00 sure"),
        ("annuleer bijeenkomst 3 zeker", None),
        ("Haal mijn opdrachten weg.", "group cases 0"),
        ("haal mijn opdrachten weg zeker", "group cases 0 sure"),
        ("annuleer 2 zeker 7.29575460", "round cancel 2 sure 7.29575460"),
        ("verplaats naar 2026-03-28 om 14:00 zeker 7.29575460", "round move 0 2026-03-28 om 14:00 sure 7.29575460"),
        ("cancel for sure", "round cancel 0 sure"),
        ("stand zeker", None),
        ("ja zeker", None),
        ("plan na sluiting", "round again 0"),
        ("annuleer 2", "round cancel 2"),
        ("stand 2", "round stand 2"),
        ("verplaats 2 naar 2 april", "round move 2 2 april"),
        ("verplaats 2", "round move 2"),
        ("waardecheck start 2", "start quarterly_value_check plan 2"),
        ("hulp 2", None),
    ],
)
def test_x19_a_round_that_somebody_plans_is_steered_by_words(text: str, word: str | None) -> None:
    assert commands.command(text, {"waardecheck start": "quarterly_value_check plan"}) == word
