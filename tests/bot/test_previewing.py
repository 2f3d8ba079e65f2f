"""The preview of a format: every message as a person would get it in the round that opens next."""

import pytest

from bot.foreseeing.previewing import messages, sections
from dialogs.library import load
from dialogs.saying.phrases import Language
from tests.kit.town import at

LIBRARY = load()
WONDER = "Wat heeft jou verwonderd?"


def previewed(format_id: str, now: str = "2026-03-09 08:30", language: Language = "nl") -> dict[str, str]:
    return {heading: prompt.text for heading, prompt in messages(LIBRARY, format_id, language, at(now))}


@pytest.mark.parametrize(
    ("now", "closes", "told"),
    [
        ("2026-03-09 08:30", "dinsdag 17 maart", "woensdag 18 maart"),
        ("2026-03-12 14:00", "dinsdag 24 maart", "woensdag 25 maart"),
        ("2026-12-24 09:00", "dinsdag 29 december", "woensdag 30 december"),
    ],
)
def test_the_days_are_those_of_the_round_that_opens_next(now: str, closes: str, told: str) -> None:
    said = previewed("weekly_wonder", now)

    assert closes in said[f"{WONDER}: Herinnering"]
    assert told in said[f"{WONDER}: Overzicht"]


def test_a_digest_of_the_week_has_the_day_on_which_it_comes() -> None:
    said = [prompt.text for _, prompt in messages(LIBRARY, "onboarding", "nl", at("2026-03-09 08:30"))]

    assert "donderdag 12 maart" in said[-1]


def test_a_pause_of_two_weeks_ends_two_weeks_from_now() -> None:
    assert "maandag 23 maart" in previewed("pause")["Pauze: Tot slot"]


def test_in_english_the_days_are_english() -> None:
    assert "Tuesday 17 March" in previewed("weekly_wonder", language="en")["What surprised you?: Reminder"]


@pytest.mark.parametrize("format_id", LIBRARY.editions)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_place_in_every_message_of_every_format_is_filled(format_id: str, language: Language) -> None:
    assert not [text for text in previewed(format_id, language=language).values() if "{" in text or "}" in text]


def test_a_message_to_the_room_is_shown_with_tellers_and_with_none() -> None:
    said = previewed("quarterly_value_check")

    assert "1. Noor\n2. Bram\n\nReken op ongeveer 40 minuten." in said["Zo doen we het, en wie vertelt: Bericht"]
    assert "Begin bijvoorbeeld met:" in said["Zo doen we het, en wie vertelt: Bericht als niemand vertelt"]


def test_s06_a_check_is_shown_part_by_part_in_the_order_in_which_it_comes() -> None:
    shown = sections(LIBRARY, "quarterly_value_check", "nl", at("2026-03-09 08:30"))

    assert [one.title for one in shown] == [
        "Plannen", "Meeschrijven, ja of nee", "Je verhaal voorbereiden", "Zo doen we het, en wie vertelt",
        "Zo doen we het in het kanaal", "Een bericht voor elk verhaal", "Opschrijven wat er verteld wordt",
        "Je eigen regels nalezen", "De totaalopbrengst", "Kleine acties opschrijven",
        "Antwoord op de vragen aan team en organisatie", "Een actie waarbij je genoemd bent",
        "Kleine acties, onder de opbrengst", "Antwoord op jullie vragen, onder de opbrengst", "Onderweg",
    ]  # fmt: skip
    prepare, write, confirm = (next(one for one in shown if one.title == title) for title in (
        "Je verhaal voorbereiden", "Opschrijven wat er verteld wordt", "Je eigen regels nalezen"))  # fmt: skip
    assert prepare.facts == (
        "Voor elk teamlid, ook wie leidt.",
        (
            "Van vrijdag 20 maart om 14:00 tot maandag 30 maart om 14:00. "
            "Herinnering: woensdag 25 maart om 10:00 · maandag 30 maart om 09:00."
        ),
        "Is er minder tijd, bij de eerste dag die kan: vrijdag 13 maart om 09:00 · vrijdag 13 maart om 10:00.",
    )
    assert write.facts == (
        'Voor wie gekozen is bij "Meeschrijven".',
        "Van maandag 30 maart om 14:00 tot dinsdag 31 maart om 12:00.",
        (
            'Alleen bij "Bij elkaar komen: In het kanaal". Van donderdag 19 maart om 09:00 tot dinsdag 24 maart om 17:00. '
            "Herinnering: maandag 23 maart om 10:00."
        ),
    )
    assert confirm.facts[0].startswith("Alleen voor wie iets vertelde of genoemd werd.")


def test_s06_both_scripts_are_shown_with_the_choice_at_which_they_come() -> None:
    said = previewed("quarterly_value_check")
    scripts = {focus: [name for name in said if f"Terugkijken op: {focus}" in name and "voorbereiden: Vraag" in name]
               for focus in ("De afgelopen periode", "Een leertraject")}  # fmt: skip

    assert len(scripts["De afgelopen periode"]) == 8  # the six points: the first is asked in three parts (C-41)
    assert len(scripts["Een leertraject"]) == 8


def test_s06_what_is_told_above_a_question_is_shown_once_and_each_part_has_its_own_closing() -> None:
    said = previewed("quarterly_value_check")
    texts = list(said.values())

    assert sum("We kijken terug vanaf" in text for text in texts) == 1
    assert "Het kan tot maandag 30 maart om 14:00." in said["Je verhaal voorbereiden: Herinnering"]
    assert "Je hebt tot donderdag 2 april om 12:00." in said["Je eigen regels nalezen: Eerste bericht"]
    assert (
        "De verhalen staan in het kanaal, tot"
        in said['Opschrijven wat er verteld wordt: Eerste bericht (alleen bij "Bij elkaar komen: In het kanaal")']
    )
    assert "Onder **Beleving**:\n\n> …\n\nKlopt het zo?" in said["Je eigen regels nalezen: Vraag 1"]


def test_s06_what_is_said_at_moving_and_calling_off_is_shown_with_old_and_new_day() -> None:
    said = previewed("quarterly_value_check")

    assert said['Onderweg: Bij "verplaats naar …"'] == (
        "Waardecheck is nu op maandag 6 april om 14:00. Eerst was dat maandag 30 maart om 14:00. De voorbereiding schuift mee."
    )
    assert said['Onderweg: Bij "annuleer", na een ja'] == "Waardecheck gaat niet door. Wat je voorbereidde blijft van jou."


DUTCH = ("Nu doen", "Overslaan", "Vraag ", "Voor ", "Waardecheck", "Herinnering", "maandag", "opbrengst", "Alleen", "niet")


def test_x11_the_english_preview_of_a_check_is_english_wholly() -> None:
    shown = sections(LIBRARY, "quarterly_value_check", "en", at("2026-03-09 08:30"))
    drawn = [text for one in shown for text in (one.title, *one.facts)]
    for what, prompt in messages(LIBRARY, "quarterly_value_check", "en", at("2026-03-09 08:30")):
        drawn += [what, prompt.text, prompt.title or "", prompt.help or "", prompt.readers or ""]
        drawn += [choice.label for choice in prompt.choices]

    assert not [text for text in drawn for word in DUTCH if word in text]
    assert not [text for text in drawn if "{" in text]


def test_x11_a_first_message_without_buttons_of_its_own_has_english_ones() -> None:
    [first] = [prompt for what, prompt in messages(LIBRARY, "informal_insight_checklist", "en", at("2026-03-09 08:30"))
               if what.endswith("First message")]  # fmt: skip

    assert "Nu doen" not in [choice.label for choice in first.choices]
    assert "Overslaan" not in [choice.label for choice in first.choices]


def test_s05_each_part_of_a_programme_is_shown_with_its_meeting() -> None:
    shown = sections(LIBRARY, "assignment", "nl", at("2026-03-09 08:30"))

    assert shown[0].facts[1] == "Alleen bij bijeenkomst 2."


def test_s16_it_is_shown_from_how_many_answers_on_a_choice_is_counted() -> None:
    (asked,) = (prompt for heading, prompt in messages(LIBRARY, "week_start_mood", "nl", at("2026-03-09 08:30"))
                if "Vraag 1" in heading)  # fmt: skip

    assert (asked.readers or "").startswith(
        "Ik tel dit mee, zonder naam. Vanaf 4 antwoorden leest Team Vergunningen wat eruit komt, als"
    )


def test_s09_a_question_about_somebody_who_goes_along_is_shown_with_people() -> None:
    (asked,) = (prompt for _, prompt in messages(LIBRARY, "trajectory_during", "nl", at("2026-03-09 08:30"))
                if "Zal ik je buddy vragen" in prompt.text)  # fmt: skip

    assert [one.label for one in asked.choices] == ["Fatima", "Ingrid"]
