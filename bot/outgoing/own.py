"""Showing people their own answers, with who reads them and what can be done (S02)."""

from bot.outgoing import peers
from bot.timing.editions import Editions
from dialogs.answers.dates import day_in_words
from dialogs.gatherings.choosing import text_of
from dialogs.saying.digest import quote, quoted
from dialogs.saying.phrases import Phrases
from dialogs.saying.prompt import Choice, Prompt
from dialogs.talk.questions import labels_of
from dialogs.visibility import Level
from storage.groups import free_moments, people, teams
from storage.groups.people import Person
from storage.store import Unit
from storage.talks import answered, answers, conversations
from storage.talks.answers import Readable

PER_PAGE = 10
PREVIEW = 80


def draw_list(unit: Unit, editions: Editions, person: Person, page: int, act: str) -> tuple[Prompt, list[int]]:
    """Return one page of a person's answers, the newest first with a button to do something, and the ids of those on it."""
    phrases = editions.phrases(person.language)
    viewer = people.viewer(unit, person.id)
    found = (
        _for_peers(unit, editions, person)
        if act == peers.PEERS
        else answers.own(unit, viewer, person.id, (page - 1) * PER_PAGE, PER_PAGE + 1)
    )
    if not found and act == peers.PEERS:
        return Prompt(phrases.text(peers.nothing(unit, person)), language=person.language), []
    if not found and page > 1:
        return draw_list(unit, editions, person, 1, act)
    if not found:
        empty = "data.none_left" if answered.wrote_before(unit, person.id) else "data.empty"
        return Prompt(phrases.text(empty), language=person.language), []
    shown = found[:PER_PAGE]
    lines = [phrases.text("mine.head"), ""]
    for one in shown:
        text = shortened(in_words(unit, editions, person, one))
        lines.append(phrases.text("mine.line", _slots(unit, editions, person, one) | {"tekst": quoted(text)}))
    lines += ["", phrases.text("mine.how", {"nummer": shown[0].number})]
    if len(found) > PER_PAGE and act != peers.PEERS:
        lines.append(phrases.text("mine.more", {"pagina": page + 1}))
    choices = tuple(labelled(phrases, act, one) for one in shown)
    return Prompt("\n".join(lines), choices=choices, language=person.language), [one.sealed.id for one in shown]


def _for_peers(unit: Unit, editions: Editions, person: Person) -> list[Readable]:
    """Return the own texts that may be written anew for peers, the newest first (S20)."""
    found = answers.own(unit, people.viewer(unit, person.id), person.id)
    groups = teams.load_all(unit, {one.sealed.group for one in found if one.sealed.group})
    return [one for one in found if peers.refusal(unit, editions, one, groups.get(one.sealed.group or "")) is None]


def draw_one(unit: Unit, editions: Editions, person: Person, id_: int) -> tuple[Prompt, list[int]]:
    """Return one own answer in full, with what can be done with it."""
    phrases = editions.phrases(person.language)
    found = answers.read(unit, people.viewer(unit, person.id), [id_])
    mine = [one for one in found if one.sealed.owner == person.id]
    if not mine:
        return Prompt(phrases.text("removed_by_author"), language=person.language), []
    one = mine[0]
    slots = _slots(unit, editions, person, one)
    words = quote(in_words(unit, editions, person, one))
    lines = [phrases.text("mine.one", slots), "", words, "", phrases.text("mine.readers", slots)]
    if one.sealed.author != person.id:
        lines.append(phrases.text("mine.author", {"naam": people.name_of(unit, one.sealed.author)}))
    text = "\n".join([*lines, *flags_in_words(editions, person, one)])
    private = level_of(unit, one) == "V0"
    acts = ["share", "change", "withdraw"] if private else ["make_private", "share", "change", "withdraw"]
    if one.value.text is None or one.value.chosen:  # a day or a number is no text to word otherwise
        acts.remove("change")
    acts = ["withdraw"] if is_planned(unit, editions, one) or free_moments.is_offered(unit, id_) else acts
    team = teams.load(unit, one.sealed.group) if one.sealed.group else None
    acts = acts if peers.refusal(unit, editions, one, team) else [*acts, peers.PEERS]
    choices = tuple(labelled(phrases, act, one) for act in acts)
    files = (one.value.file,) if one.value.file else ()
    return Prompt(text, choices=choices, files=files, language=person.language), [id_]


def in_words(unit: Unit, editions: Editions, person: Person, one: Readable) -> str:
    """Return what an own answer says: its text, the words or the people that were chosen, or that it is a file."""
    phrases = editions.phrases(person.language)
    question = editions.newest(one.format).read_in(person.language).asked(one.sealed.question)
    options = labels_of(question, phrases, ()) if question else {}
    if question is not None and question.among:
        options = {**options, **_texts_chosen(unit, phrases, person, one)}
    somebody = question is not None and question.kind == "person"
    chosen = [
        people.name_of(unit, name) if somebody and name not in options else options.get(name) for name in one.value.chosen
    ]
    return one.value.text or ", ".join(filter(None, chosen)) or phrases.text("mine.file")


def _texts_chosen(unit: Unit, phrases: Phrases, person: Person, one: Readable) -> dict[str, str]:
    """Return the texts that somebody chose, as far as she may still read them (S28)."""
    ids = {name: id_ for name in one.value.chosen if (id_ := text_of(name)) is not None}
    found = {told.sealed.id: told for told in answers.read(unit, people.viewer(unit, person.id), ids.values())}
    gone = phrases.text("removed_by_author")
    return {name: shortened(found[id_].value.text or "") if id_ in found else gone for name, id_ in ids.items()}


def is_planned(unit: Unit, editions: Editions, one: Readable) -> bool:
    """Whether an answer is what somebody chose for a round that she opened: no writing, and her group hears of it (S06)."""
    format = editions.newest(one.format).dutch
    question = format.plan.get(one.sealed.question)
    return (
        question is not None
        and not format.of_one
        and question.kind != "text"
        and one.sealed.level == "V0"
        and conversations.load(unit, one.conversation).round is not None
    )


def level_of(unit: Unit, one: Readable) -> Level:
    """Return with which level an own answer is read, or will be once the plan that it stands in is opened (S36).

    A plan that was given up is never opened: what was written in it stays its owner's alone.
    """
    return one.sealed.meant if one.sealed.meant is not None and _goes_on(unit, one) else one.sealed.level


def _goes_on(unit: Unit, one: Readable) -> bool:
    return conversations.load(unit, one.conversation).running


def readers_in_words(unit: Unit, editions: Editions, phrases: Phrases, one: Readable) -> str:
    """Return who reads an answer; one person is named, and of a plan in the making who will."""
    if one.sealed.meant is not None and _goes_on(unit, one):
        return phrases.text("share.meant")
    if one.sealed.reader is not None:
        how = "share.gathered" if one.sealed.level == "V3" else "share.V5"
        return phrases.text(how, {"naam": people.name_of(unit, one.sealed.reader)})
    if one.sealed.level != "V0" and editions.newest(one.format).dutch.starts.act == peers.PEERS:
        return phrases.text(f"peers.{one.sealed.level}")
    if one.sealed.level == "V5":
        return phrases.text("share.asked")
    if free_moments.is_offered(unit, one.sealed.id):
        return phrases.text("share.free")
    return phrases.text("share.planned" if is_planned(unit, editions, one) else f"share.{one.sealed.level}")


def flags_in_words(editions: Editions, person: Person, one: Readable) -> list[str]:
    """Return for each flag of an answer a line that says what its owner chose."""
    format, phrases = editions.newest(one.format).read_in(person.language), editions.phrases(person.language)
    return [phrases.text("mine.flag", {"keuze": words}) for flag in one.flags if (words := format.flagged(flag))]


def shortened(text: str) -> str:
    """Return the beginning of a text, with an ellipsis where it goes on."""
    line = " ".join(text.split())
    return line if len(line) <= PREVIEW else f"{line[: PREVIEW - 1].rstrip()}…"


def labelled(phrases: Phrases, act: str, one: Readable) -> Choice:
    """Return the button of what can be done with an answer: its words can be typed instead."""
    return Choice(f"a{one.number}.{act}", f"{phrases.text(f'mine.{act}')} {one.number}")


def _slots(unit: Unit, editions: Editions, person: Person, one: Readable) -> dict[str, object]:
    phrases: Phrases = editions.phrases(person.language)
    format = editions.newest(one.format).read_in(person.language)
    return {
        "nummer": one.number,
        "titel": " – ".join(part for part in (format.title, format.called(one.sealed.question, one.worth)) if part),
        "datum": day_in_words(one.answered_at, person.zone, person.language),
        "lezers": readers_in_words(unit, editions, phrases, one),
    }
