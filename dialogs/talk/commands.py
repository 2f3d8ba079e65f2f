"""The words that steer the bot, recognised only as a whole message (spec §4.1, X17)."""

import re
from collections.abc import Iterable, Mapping

from dialogs.answers.dates import names_a_day, names_a_moment
from dialogs.answers.likeness import misspelt
from dialogs.answers.zones import zone_named
from dialogs.talk import linking
from dialogs.talk.habits import about_habits
from dialogs.talk.led_days import about_days, about_one_of
from dialogs.talk.own_programmes import about_own
from dialogs.talk.rooms import about_room
from dialogs.talk.sign_up import about_sign_up

PLAN = "plan"
"""What stands after a format in the command that plans a round of it."""
SWITCH = "switch "
"""With what a command begins that switches a format on or off for a group."""
ON_AND_OFF: Mapping[str, str] = {"aan": "on", "uit": "off", "on": "on", "off": "off"}
"""What stands behind the word of such a format, and what it does."""
OFF = tuple(word for word, does in ON_AND_OFF.items() if does == "off")
"""What stands behind the word of a format that comes again and again, once somebody wants that no more (S15)."""
WHO = "who"
"""What stands in a command before whom it is about, where a button names her and not her place in a list."""
SURE = "sure"
"""What stands after a command that is asked about first, when somebody means it; a button says after it what it was about."""
_TO_BE_SURE_OF = ("round close ", "round cancel ", "round move", "group ", "meetings move ", "meetings early ", "retract ")
MENU_OF: Mapping[str, Mapping[str, str]] = {
    "nl": {
        "vooraf": "before", "tijdens": "during", "na afloop": "after", "tussendoor": "between",
        "waar loop je tegenaan": "needs", "weten": "known", "kunnen": "able", "eigen situatie": "own",
        "gedeelde vraag": "shared",
        "ons werk": "team", "onderwerp": "topic", "samen": "together", "uitproberen": "try_out", "van elkaar": "each_other",
        "anderen laten leren": "guide", "weet ik niet": "unknown",
    },
    "en": {
        "before": "before", "during": "during", "after": "after", "in between": "between",
        "what are you running into": "needs", "know": "known", "be able": "able", "own situation": "own",
        "shared question": "shared", "our work": "team", "subject": "topic", "together": "together", "try out": "try_out",
        "each other": "each_other", "help others learn": "guide", "not sure": "unknown",
    },
}  # fmt: skip
"""The parts of the menu, by moment and by what somebody runs into, as they are typed behind that word, by language."""
IN_DIALOG = frozenset({"help", "skip", "back", "later", "stop", "why", "short", "form", "chat"})
"""Commands that a running conversation answers itself."""

WORDS: Mapping[str, str] = {
    "hulp": "help", "help": "help", "?": "help",
    "overslaan": "skip", "sla over": "skip", "skip": "skip",
    "terug": "back", "back": "back",
    "later": "later",
    "stop": "stop",
    "kort": "short", "short": "short",
    "formulier": "form", "form": "form",
    "een voor een": "chat", "één voor één": "chat", "one by one": "chat",
    "waarom": "why", "why": "why",
    "privacy": "privacy",
    "mijn antwoorden": "mine", "my answers": "mine",
    "wie las mij": "who_read", "wie leest mij": "who_read", "who read me": "who_read", "who reads me": "who_read",
    "mijn regels": "lines", "my lines": "lines",
    "proefkalender": "calendar", "dry run": "calendar",
    "mijn pagina's": "page index", "pagina's": "page index", "my pages": "page index", "pages": "page index",
    "eerdere overzichten": "page digests", "earlier digests": "page digests",
    "opbrengst": "page boards", "totaalopbrengst": "page boards", "board": "page boards", "harvest": "page boards",
    "digest": "page facilitator",
    "tijdlijn": "page moments", "mijn tijdlijn": "page moments", "time line": "page moments", "timeline": "page moments",
    "kleine acties": "page actions", "small actions": "page actions",
    "agenda": "page calendar", "calendar": "page calendar",
    "mijn leerplan": "page plan", "my learning plan": "page plan", "mijn pop": "page pop", "my pdp": "page pop",
    "downloaden": "page own", "download": "page own",
    "tijdzone": "zone", "time zone": "zone",
    "terug van pauze": "return", "back from pause": "return",
    "meedoen": "join", "join": "join",
    "thuisteam": "home", "home team": "home",
    "team pauze": "team pause 0", "team pause": "team pause 0",
    "team terug van pauze": "team return 0", "team back from pause": "team return 0",
    "herstel": "undo", "undo": "undo",
    "overzicht": "overview", "overview": "overview",
    "menu": "menu all", **{f"menu {said}": f"menu {moment}" for some in MENU_OF.values() for said, moment in some.items()},
    "stand": "round stand 0", "status": "round stand 0", "sluit nu": "round close 0", "close now": "round close 0",
    "plan na sluiting": "round again 0", "plan afterwards": "round again 0",
    "annuleer": "round cancel 0", "cancel": "round cancel 0",
    "opdracht intrekken": "retract 0", "withdraw assignment": "retract 0",
    "plaatsvervanger": "deputy show 0", "deputy": "deputy show 0",
    "geen plaatsvervanger": "deputy end 0", "no deputy": "deputy end 0",
    "niet waarnemen": "deputy decline 0", "not deputise": "deputy decline 0",
    "berichten": "ahead list", "messages": "ahead list", "proef": "ahead trial", "preview": "ahead trial",
    "bijeenkomsten": "meetings list 0", "meetings": "meetings list 0",
    "leergroep eerder afronden": "meetings early 0", "finish early": "meetings early 0",
    "leergroep verlaten": "group leave 0", "leave group": "group leave 0",
    "duo verlaten": "group leave 0", "leave duo": "group leave 0",
    "haal mijn opdrachten weg": "group cases 0", "remove my assignments": "group cases 0",
    "english": "english", "nederlands": "dutch", "dutch": "dutch",
    **linking.WORDS,
}  # fmt: skip
"""What can be typed, in Dutch and English, and the command it stands for."""

_WHERE = re.compile(r"(?:bijeenkomst|meeting)(?: (\d{1,2}))? (\d{1,2}) (?:waar|where): ?(\S.{0,198})", re.IGNORECASE)
_WAS_THIS_ONE = re.compile(
    r"(?:(wel|was)|(?:niet|not)) (?:aanwezig|present)(?: (\d{1,2}))?"
    r" (?:bijeenkomst|meeting) (\d{1,2}) (?:wie|who) (\S.{0,198})",
    re.IGNORECASE,
)
LONGEST = 60
"""Characters that a message may have to be a command at all."""
_ITEM = re.compile(r"(toon|deel|wijzig|maak privé|maak prive|verwijder|show|share|change|make private|delete) (\d{1,9})")
_ITEM_WORDS = {
    "toon": "show", "show": "show", "deel": "share", "share": "share", "wijzig": "change", "change": "change",
    "maak privé": "private", "maak prive": "private", "make private": "private",
    "verwijder": "withdraw", "delete": "withdraw",
}  # fmt: skip
_UNTIL = re.compile(r"(?:pauze|afwezig|pause|away) (?:tot|until) (.+)")
_TEAM = re.compile(
    r"(?:team|groep|leergroep|group) (?:(pauze|pause)|(?:terug van pauze|back from pause))"
    r"(?: (\d{1,2}))?(?: (?:tot|until) (.+))?"
)
_DEPUTY = re.compile(r"(?:plaatsvervanger|deputy)(?: (\d{1,2}))? (.+) (?:tot|until) (.+)")
_FROM = re.compile(r"(.+) (?:van|vanaf|from) (.+)")
BETWEEN = "\n"
"""What stands between a name and days in a command: a sign that no message holds when it is compared."""
_MEETING = re.compile(
    r"(?:(verplaats|move)|(?:annuleer|cancel))(?: (\d{1,2}))? (?:bijeenkomst|meeting) (\d{1,2})(?: (?:naar|to)(?: (.+))?)?"
)
_COMING = re.compile(
    r"(?:(afwezig|absent)|(aanwezig|present)|(kan ik|i can)|(misschien|maybe))(?: (\d{1,2}))?"
    r"(?: (?:bijeenkomst|meeting) (\d{1,2}))?"
)
_IN_GROUP = re.compile(
    r"\s*(?:([^\d:]+?)\s+)?(bijeenkomst|meeting) (\d{1,2}) in (?:groep|group) (\d{1,2})(\b.*)", re.IGNORECASE | re.DOTALL
)
_LASTS = re.compile(r"(?:bijeenkomst|meeting)(?: (\d{1,2}))? (\d{1,2}) (?:duurt|lasts) (\d{2,3})(?: (?:minuten|minutes))?")
_WAS_THERE = re.compile(
    r"(?:(wel|was)|(niet|not)) (?:aanwezig|present)(?: (\d{1,2}))?"
    r" (?:bijeenkomst|meeting) (\d{1,2}) (?:nummer|number) (\d{1,2})"
)
_DISCUSSES = re.compile(r"(?:bespreken mag|may discuss)( niet| not)?(?: (\d{1,2}))? (?:bijeenkomst|meeting) (\d{1,2})")
_MOVE = re.compile(r"(?:verplaats|move)(?: (\d{1,2}))?(?: (?:naar|tot|to)(?: (.+))?)?")
_SURE = re.compile(r"(.+) (?:zeker|for sure)(?: (\d+\.\d+))?")
_WITH_NUMBER = re.compile(r"(.+) (\d{1,2})")
_ASK = re.compile(r"(?:vraag om|ask for) (.+?)(?: (\d{1,2}))?")
_AGREE = re.compile(r"(.+?) (?:(niet|not) )?(?:akkoord|agreed)(?: (\d{1,2}))?")
_FOR_ANOTHER = re.compile(r"(\S.*?) (?:voor|for) \S+(?: \S+){0,2}")
_HOME = re.compile(r"(?:thuisteam|home team) (\d{1,2})")
_PAGE = re.compile(r"(?:mijn antwoorden|my answers) (\d{1,4})")
_WEEKS = re.compile(r"(?:proefkalender|dry run) (\d{1,2})(?: (?:weken|weeks))?")
_ZONE = re.compile(r"(?:tijdzone|time zone) (\S.*)")
_LINE_OUT = re.compile(r"(?:regel (?=\d+ weg$)|remove line )(\d{1,2})(?: weg)?")
_AHEAD = re.compile(r"(?:wijzig bericht|change message) (\d{1,9}(?: [a-z0-9_]+(?:\.\d)?)?)")
_TO_PEERS = re.compile(r"(?:deel|share) (\d{1,9}) (?:met vakgenoten|with peers)")
_NUMBERED = (
    (_TO_PEERS, "peers"), (_LINE_OUT, "lines"), (_PAGE, "mine"), (_WEEKS, "calendar"), (_HOME, "home"),
    (_AHEAD, "ahead change"),
)  # fmt: skip
_QUOTES = {'"': '"', "'": "'", "“": "”", "„": "”", "‘": "’"}


def plain(text: str) -> str:
    """Return a message as commands are compared: lower case, single spaces, no final punctuation."""
    folded = " ".join(text.casefold().replace("’", "'").split())
    return folded if folded == "?" else folded.rstrip(".!?,;: ")


def unquoted(text: str) -> str | None:
    """Return what stands between quotes when they hold the whole message, so that ``"stop"`` can be an answer."""
    text = text.strip()
    if len(text) > 2 and _QUOTES.get(text[0]) == text[-1] and text[-1] not in text[1:-1]:
        return text[1:-1]
    return None


def command(text: str, starters: Mapping[str, str]) -> str | None:
    """Return the command that the whole message is, or None; ``starters`` maps a word to the format that it starts."""
    words = " ".join(text.split())  # else a pattern tries each of many spaces as the end of a word
    named = _by_numbers(words)
    if written := _as_written(named):
        return written
    said, length = plain(named), len(text) - len(words) + len(named)
    if length > LONGEST:
        return _about_deputy(said) if length <= 2 * LONGEST else None  # names may be long
    if said in starters:
        return f"{'' if starters[said].startswith(SWITCH) else 'start '}{starters[said]}"
    if found := _ITEM.fullmatch(said):
        return f"{_ITEM_WORDS[found[1]]} {found[2]}"
    if (found := _ZONE.fullmatch(said)) and (zone := zone_named(found[1])):
        return f"zone {zone}"
    for pattern, name in _NUMBERED:
        if found := pattern.fullmatch(said):
            return f"{name} {found[1]}"
    if (found := _UNTIL.fullmatch(said)) and names_a_day(found[1]):
        return f"pause {found[1]}"
    habits = about_habits(said, starters)
    about = habits or _about_meeting(said) or _about_round(said, starters) or _about_team(said) or _about_deputy(said)
    return about or WORDS.get(said)


def _by_numbers(text: str) -> str:
    """Return words about a meeting "in groep 2" with the numbers of group and meeting alone, in the order of a command."""
    if (found := _IN_GROUP.fullmatch(text)) is None:
        return text
    before, word, meeting, group, rest = found.groups()
    return f"{before} {group} {word} {meeting}{rest}" if before else f"{word} {group} {meeting}{rest}"


def _as_written(text: str) -> str | None:
    """Return what is meant with a place, or with whom something is about, which keep their capitals and may be long."""
    if found := _WHERE.fullmatch(text):
        return f"meetings where {found[1] or 0} {found[2]} {found[3]}"
    if found := _WAS_THIS_ONE.fullmatch(text):
        return f"meetings {'was' if found[1] else 'was_not'} {found[2] or 0} {found[3]} {WHO} {found[4]}"
    said = text.rstrip(".!?")
    return about_room(text) or linking.about_linking(text) or about_sign_up(said) or about_own(said)


def for_another(text: str, starters: Mapping[str, str]) -> bool:
    """Whether somebody tries to begin something for a person whom she names: "pop voor Noor" (P1, S38)."""
    found = _FOR_ANOTHER.fullmatch(" ".join(text.split())) if len(text) <= LONGEST else None
    return found is not None and not starters.get(plain(found[1]), SWITCH).startswith(SWITCH)


def about_led_round(word: str | None) -> bool:
    """Whether a command does something with an open round, as only who leads one can (GE7)."""
    apart = ("round ask ", "round agree ", "round disagree ")
    return word is not None and word.startswith("round ") and not word.startswith(apart)


def _about_round(said: str, starters: Mapping[str, str]) -> str | None:
    """Return what is asked about a round that somebody plans, with the number of the group, 0 where none was named (X16)."""
    if (found := _ASK.fullmatch(said)) and not starters.get(found[1], SWITCH).startswith(SWITCH):
        return f"round ask {starters[found[1]]} {found[2] or ''}".rstrip()
    if (found := _AGREE.fullmatch(said)) and starters.get(found[1], "").endswith(f" {PLAN}"):
        return f"round {'disagree' if found[2] else 'agree'} {found[3] or 0} {starters[found[1]].removesuffix(f' {PLAN}')}"
    if (found := _MOVE.fullmatch(said)) and (not found[2] or names_a_moment(found[2])):
        return f"round move {found[1] or 0} {found[2] or ''}".strip()
    if found := _SURE.fullmatch(said):
        does = _about_meeting(found[1]) or _about_round(found[1], starters) or WORDS.get(found[1], "")
        return f"{does} {SURE} {found[2] or ''}".rstrip() if does.startswith(_TO_BE_SURE_OF) else None
    if (found := _WITH_NUMBER.fullmatch(said)) is None:
        return None
    if starters.get(found[1], "").endswith(f" {PLAN}"):
        return f"start {starters[found[1]]} {found[2]}"
    if starters.get(found[1], "").startswith(SWITCH):
        return f"{starters[found[1]]} {found[2]}"
    word = WORDS.get(found[1], "")
    return f"{word.removesuffix('0')}{found[2]}" if word.startswith(("round ", "meetings ", "deputy ", "group ")) else None


def _about_meeting(said: str) -> str | None:
    """Return what is asked about one meeting of a group, or one day, with the numbers of both, 0 where none was named (S25)."""
    if found := _COMING.fullmatch(said):
        act = ("absent", "present", "can", "maybe")[next(place for place in range(4) if found[place + 1])]
        return f"meetings {act} {found[5] or 0} {found[6] or 0}" if act != "maybe" or found[6] else None
    if found := _LASTS.fullmatch(said):
        return f"meetings lasts {found[1] or 0} {found[2]} {found[3]}"
    if found := _WAS_THERE.fullmatch(said):
        return f"meetings {'was' if found[1] else 'was_not'} {found[3] or 0} {found[4]} {found[5]}"
    if found := _DISCUSSES.fullmatch(said):
        return f"meetings {'leave' if found[1] else 'discuss'} {found[2] or 0} {found[3]}"
    found = _MEETING.fullmatch(said)
    if found is None:
        return about_days(said) or about_one_of(said)
    if found[4] and not (found[1] and names_a_moment(found[4])):
        return None
    act = "move" if found[1] else "cancel"
    return " ".join(filter(None, (f"meetings {act}", found[2] or "0", found[3], found[4])))


def _about_team(said: str) -> str | None:
    """Return what is asked about the pause of a group, with the number of the group, 0 where none was named (X19)."""
    found = _TEAM.fullmatch(said)
    if found is None or (found[3] and not (found[1] and names_a_day(found[3]))):
        return None
    act = "pause" if found[1] else "return"
    return " ".join(filter(None, (f"team {act}", found[2] or "0", found[3])))


def _about_deputy(said: str) -> str | None:
    """Return who is to stand in for somebody, with the number of the group, 0 where none was named, and the days (X14)."""
    found = _DEPUTY.fullmatch(said)
    if found is None or not names_a_day(found[3]):
        return None
    begins = _FROM.fullmatch(found[2])
    dated = begins is not None and names_a_day(begins[2])  # else "van" belongs to the name
    who, first = (begins[1], begins[2]) if begins is not None and dated else (found[2], "")
    return f"deputy name {found[1] or 0} {BETWEEN.join((who, first, found[3]))}"


def near_miss(text: str, starters: Mapping[str, str]) -> str | None:
    """Return the one word that a message is within a typing error of; it is offered, never carried out (X17).

    Words of fewer than five letters are left alone: too much is near them. So are those for an open round, which only who
    leads one is told of.
    """
    if len(text) > LONGEST:
        return None
    said = plain(text)
    if len(said) < 5 or said in WORDS or said in starters:
        return None
    return next(misspelt(said, _offered(starters)), None)


def _offered(starters: Mapping[str, str]) -> Iterable[str]:
    words = (word for word, does in WORDS.items() if not about_led_round(does))
    return (word for source in (words, starters) for word in source if len(word) >= 5)
