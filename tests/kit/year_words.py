"""What a message of the year holds, by its words, and what people say to what is no question to let go by."""

from bot.channels.base import Outgoing

WORDS = {
    "wonder again": "Wil je nog vertellen wat je opviel?",
    "insight again": "De vragen over een inzichtgevend moment staan nog voor je open",
    "invitation again": "Hierna vraag ik het niet nog eens",
    "invitation": "Je beslist zelf of je meedoet",
    "does it live": "Ik lees in het kanaal niet mee",
    "asked to write": "Wil jij dan meeschrijven",
    "prepare": "Wil je je verhaal alvast voorbereiden? Het duurt",
    "prepare again": "Binnenkort is de waardecheck",
    "writing": "De waardecheck begint. Jij schrijft mee",
    "confirm": "Dit is uit jouw verhaal opgeschreven",
    "actions": "Welke kleine acties komen uit de waardecheck",
    "reply": "Wat ga je doen met de vragen",
    "before": "wat wil je leren, en waar ga je het gebruiken?",
    "before again": "Wil je nog vooruitkijken",
    "look back": "Je was bij een bijeenkomst van je traject",
    "look back again": "Wil je even terugkijken? Eén vraag beantwoorden is al genoeg.",
    "use 1": "Wat wil je als eerste uitproberen van wat je leerde?",
    "use 5": "Is het al gelukt om iets te gebruiken van wat je leerde?",
    "use 12": "Je bent nu bijna twee weken verder",
    "harvest": "Je traject is klaar. Wil je kijken",
    "harvest again": "Wil je kijken wat je traject je bracht?",
    "harvest later": "Je traject is acht weken geleden",
    "harvest later again": "Wil je kijken wat je nu ziet van je traject?",
    "planned": "staan gepland**",
    "contract": "Ben je het ermee eens?",
    "contract again": "Wil je nog laten weten of je het eens bent met de afspraken",
    "beforehand": "Wil je vooraf stilstaan bij wat jij hoopt",
    "style": "Welke begeleiding helpt jou dan het meest?",
    "points": "Wil jij ze opschrijven voor",
    "takes along": "Wat neem jij mee",
    "assignment 2": "**Een situatie die anders liep**",
    "assignment 3": "**Kijken met een andere bril**",
    "assignment 4": "**Een casus om samen bij stil te staan**",
    "assignment 5": "**Wanneer leerde je iets?**",
    "assignment 6": "**Terugkijken met de leergroep**",
    "assignment 2 again": "**Een situatie die anders liep** staat nog voor je klaar",
    "assignment 3 again": "**Kijken met een andere bril** staat nog voor je klaar",
    "assignment 4 again": "**Een casus om samen bij stil te staan** staat nog voor je klaar",
    "assignment 5 again": "**Wanneer leerde je iets?** staat nog voor je klaar",
    "assignment 6 again": "**Terugkijken met de leergroep** staat nog voor je klaar",
    "silence": "Een tijdje stil",
    "quiet now": "als je eerder weer vragen wilt",
    "back": "Welkom terug",
    "mood": "Weekstart",
    "challenge": "Daagt je werk je nog uit?",
    "wonder": "Wat heeft jou verwonderd?",
    "insight": "Een moment van inzicht",
}
"""By which words it is known what a message holds."""


IN_WORDS = ("Er viel me iets op.", "stop")
"""What somebody says who answers the weekly question, and shares it with nobody."""
IN_ROOMS = {
    "update": "In één zin: waar ben je mee bezig, en wie kan meedenken?",
    "week": "**Weekstart**",
    "begin": "Fijn dat jullie er zijn. Zo doen we het:",
    "board": "**Totaalopbrengst van",
}
"""By which words it is known what stands in a room."""
SCRIPTS = {
    "asked to write": ("ja",),
    "writing": ("{teller}", "Vraag aan ons", "Wie neemt op?"),
    "confirm": ("Klopt",),
}
"""What is said to what is no question to let go by."""


def read_in(message: Outgoing) -> tuple[str, ...]:
    """Return what a message in a room is, as the almanac calls it."""
    text = message.prompt.text
    return tuple(what for what, words in IN_ROOMS.items() if text.startswith(words)) or (text,)


def is_scripted(label: str, acts: int) -> bool:
    """Whether a button leads to what somebody does for her team; where it is one of several it bears the name of a check."""
    return acts == 1 or label.startswith("Waardecheck")


def held_by(message: Outgoing) -> tuple[str, ...]:
    """Return what a message holds, as the almanac calls it: of what is asked again not that it is asked as well."""
    text = f"{message.prompt.title}\n{message.prompt.text}"
    found = {what for what, words in WORDS.items() if words in text}
    if "back" in found or "quiet now" in found:
        return tuple(sorted(found & {"back", "quiet now"}))
    asked_again = {what.removesuffix(" again") for what in found if what.endswith(" again")}
    return tuple(sorted(found - asked_again)) or (text,)
