"""What has to agree between the files of the library: names, words, links, languages."""

from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from dialogs.checks.asking_others import asks_others
from dialogs.checks.faults import Problem, below
from dialogs.checks.flaws import Path
from dialogs.checks.places import FILLED, unfilled
from dialogs.checks.told_elsewhere import told_elsewhere
from dialogs.language.content import Format
from dialogs.language.drawn_from import texts_of_others
from dialogs.language.reading import Source
from dialogs.language.starts import MEETING
from dialogs.saying.phrases import Language, slots_in
from dialogs.talk import commands

TRANSLATED = FILLED | {
    "title", "kept", "label", "called", "low", "high", "act", "skip", "enough", "command", "plans", "replaces", "suggestions",
    "switched", "how",
    "phases",
}  # fmt: skip
"""Words of the format language that a translation may hold."""


def disagreements(
    sources: Mapping[str, Source], translations: Mapping[str, Source], formats: Mapping[str, Format]
) -> Iterator[Problem]:
    """Yield what does not agree between the formats of a library, by the names of their files."""
    taken = _taken(sources, translations, formats)
    for name, format in formats.items():
        source, english = sources[name], translations.get(name)
        if format.id != name:
            what = f'the id is "{format.id}" but the file is {name}.yaml'
            yield Problem(source.name, source.line(("id",)), what, "give them the same name")
        yield from _links(source, format, formats)
        yield from asks_others(source, format, formats)
        yield from told_elsewhere(source, format, formats)
        yield from _others(source, format, formats)
        yield from _since(source, format, formats)
        yield from _programme(source, format, formats)
        yield from _sequels(source, format, formats)
        yield from _stopped(source, format, formats)
        yield from _word_of(source, format, formats)
        yield from _meanwhile(source, format, formats)
        yield from _bound(source, format, formats)
        yield from texts_of_others(source, format, formats)
        yield from _allowed(source, format, formats)
        for one in [source, english] if english else [source]:
            yield from unfilled(one, format)
            yield from _words(one, name, taken)
        if english:
            yield from _translated(english, english.body, source.body, ())


def _links(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    begun = [name for name, one in formats.items() if one.starts.command]
    for s, stage in enumerate(format.stages):
        for led in (one for one in stage.leads if one not in begun):
            near = get_close_matches(led, begun, n=1)
            mend = f'write "{near[0]}"' if near else "name a format with a command, or leave leads out"
            yield Problem(source.name, source.line(("stages", s, "leads")), f'nothing begins "{led}" with a word', mend)
        for q, question in enumerate(stage.questions):
            for key, option in question.options.items():
                for word, other in (("opens", option.opens), ("then", option.then), ("plans", option.plans)):
                    there = [name for name, one in formats.items() if word != "plans" or one.plan]
                    if other and other not in there:
                        line = source.line(("stages", s, "questions", q, "options", key))
                        near = get_close_matches(other, there, n=1)
                        mend = f'write "{near[0]}"' if near else f"name one that is there, or remove {word}"
                        yield Problem(
                            source.name, line, f'there is no format "{other}" to {"plan" if word == "plans" else "open"}', mend
                        )
                later = formats.get(option.then or "") if option.after else None
                if later and not _for_one(later):
                    line = source.line(("stages", s, "questions", q, "options", key))
                    what = f"{later.id} begins later, for one person, but asks a group or has several stages"
                    yield Problem(source.name, line, what, "give it one stage with who: owner, and no rhythm; or remove after")


def _sequels(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield what is to come after a stage, and that cannot come to one person."""
    there = [name for name, one in formats.items() if _for_one(one)]
    for s, stage in enumerate(format.stages):
        other = stage.afterwards.then if stage.afterwards else None
        if other and other not in there:
            near = get_close_matches(other, there, n=1)
            mend = f'write "{near[0]}"' if near else "name one with one stage with who: owner, and no rhythm"
            line = source.line(("stages", s, "afterwards"))
            yield Problem(source.name, line, f'"{other}" cannot come to one person afterwards', mend)


def _for_one(format: Format) -> bool:
    """Whether a format can begin later for one person, about what she told."""
    return not format.rhythms and [stage.who for stage in format.stages] == ["owner"]


def _others(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    with_rounds = [name for name, one in formats.items() if one.rhythms or one.planned]
    for other in format.starts.unless_open:
        if other not in with_rounds:
            line = source.line(("starts", "unless_open"))
            what = f'there are no rounds of "{other}" to give way to'
            near = get_close_matches(other, with_rounds, n=1)
            yield Problem(source.name, line, what, f'write "{near[0]}"' if near else "name a format with rounds, or remove it")


def _since(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield a format to count from that has no rounds."""
    other = format.starts.since
    if other and not (other in formats and (formats[other].rhythms or formats[other].planned)):
        there = [name for name, one in formats.items() if one.rhythms or one.planned]
        near = get_close_matches(other, there, n=1)
        mend = f'write "{near[0]}"' if near else f"name one of: {', '.join(sorted(there))}"
        yield Problem(source.name, source.line(("starts", "since")), f'there are no rounds of "{other}" to count from', mend)


def _programme(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield a programme to be part of that nobody plans, or meetings that it does not have."""
    starts = format.starts
    other = formats.get(starts.programme or "")
    if starts.programme and (other is None or other.programme is None):
        there = [name for name, one in formats.items() if one.programme]
        near = get_close_matches(starts.programme, there, n=1)
        mend = f'write "{near[0]}"' if near else f"name one of: {', '.join(sorted(there)) or 'none is there yet'}"
        yield Problem(source.name, source.line(("starts", "programme")), f'"{starts.programme}" plans no meetings', mend)
    elif other is not None and other.programme is not None:
        yield from _taken_along(source, format, formats)
        yield from _part_of_hers(source, format, other)
        missing = [number for number in starts.nth if not 0 < number <= (other.programme.count or 0)]
        if missing:
            many = other.programme.count or "no fixed number of"
            what = f"{other.id} has {many} meetings, and nth names another: {missing[0]}"
            yield Problem(source.name, source.line(("starts", "nth")), what, "name meetings that there are")


def _part_of_hers(source: Source, format: Format, other: Format) -> Iterator[Problem]:
    """Yield what does not go with a programme: others asked in one that is of one person, or choices it does not know."""
    told = [output for output in format.outputs if output.kind != "digest" or output.to != "room"]
    if other.of_one and (told or any(stage.who != "owner" for stage in format.stages)):
        what = f"the programme of {other.id} is of one person, and this asks or tells others something"
        mend = "give each stage who: owner, and leave out all outputs but a digest to the room of what she shared"
        yield Problem(source.name, source.line(("starts", "programme")), what, mend)
    for name, question in format.chosen.items():
        asked = other.plan.get(name)
        unknown = set(question.options) - set(asked.options if asked else ())
        if unknown and name != MEETING:
            what = f"where depends on {name} = {', '.join(sorted(unknown))}, which is not chosen in {other.id}"
            mend = "name a choice of the stage that plans, and its options"
            yield Problem(source.name, source.line(("starts", "where")), what, mend)


def _stopped(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield a format with which nobody stops, or during which nothing is asked, as nobody plans a round of it for herself."""
    there = [name for name, one in formats.items() if one.of_one]
    for word, named in (("stopped", format.starts.stopped), ("during", format.starts.during)):
        if named and named not in there:
            near = get_close_matches(named, there, n=1)
            mend = f'write "{near[0]}"' if near else f"name one of: {', '.join(sorted(there)) or 'none is there yet'}"
            yield Problem(source.name, source.line(("starts", word)), f'nobody plans "{named}" for herself', mend)


def _word_of(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield a format with whose word nothing begins, or one that stands in for a word that is there."""
    other = format.starts.word_of
    there = [name for name, one in formats.items() if one.planned and one.starts.command]
    if other and (other not in there or format.starts.command):
        near = get_close_matches(other, [name for name in there if name != other], n=1)
        mend = f'write "{near[0]}"' if near else f"name one of: {', '.join(sorted(there)) or 'none is there yet'}"
        mend = "leave command or word_of out" if format.starts.command else mend
        yield Problem(source.name, source.line(("starts", "word_of")), f'"{other}" has no word for {format.id}', mend)


def _meanwhile(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield what is to be asked meanwhile, and that the calendar does not ask."""
    there = [name for name, one in formats.items() if one.rhythms]
    for s, stage in enumerate(format.stages):
        other = stage.meanwhile.format if stage.meanwhile else None
        if other and other not in there:
            near = get_close_matches(other, there, n=1)
            mend = f'write "{near[0]}"' if near else f"name one of: {', '.join(sorted(there)) or 'none is there yet'}"
            what = f'the calendar asks no "{other}" meanwhile'
            yield Problem(source.name, source.line(("stages", s, "meanwhile")), what, mend)


def _bound(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield a format to be bound to in which nobody agrees to anything."""
    other = formats.get(format.bound or "")
    if format.bound and (other is None or not other.agreed_to):
        there = [name for name, one in formats.items() if one.agreed_to]
        near = get_close_matches(format.bound, there, n=1)
        mend = f'write "{near[0]}"' if near else f"name one of: {', '.join(sorted(there)) or 'none is there yet'}"
        yield Problem(source.name, source.line(("bound",)), f'nobody agrees to anything in "{format.bound}"', mend)


def _allowed(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield what goes outside a group by something that nobody writes down when it agrees."""
    for number, output in enumerate(format.outputs):
        for other, question in output.allowed_by.items():
            there = formats.get(other)
            asked = there.plan.get(question) if there is not None and there.agreed_to else None
            if asked is None or asked.public is None:
                line = source.line(("outputs", number, "allowed_by"))
                what = f'no group writes down at "{question}" of "{other}" what may go outside'
                yield Problem(source.name, line, what, "name a format with does: agree, and a public text of its plan")


def _taken_along(source: Source, format: Format, formats: Mapping[str, Format]) -> Iterator[Problem]:
    """Yield what a format takes from its programme and nobody there names."""
    programme = format.starts.programme
    parts = [one for name, one in formats.items() if programme in {name, one.starts.programme}]
    named = {question.names for one in parts for stage in one.stages for question in stage.questions if question.names}
    for missing in sorted(set(format.starts.quoted) - named):
        what, word = f'nothing in {programme} names "{missing}"', "takes" if missing in format.starts.takes else "mentions"
        choose = ", ".join(sorted(named)) or "nothing is named yet"
        yield Problem(source.name, source.line(("starts", word)), what, f"choose from: {choose}")


def _taken(
    sources: Mapping[str, Source], translations: Mapping[str, Source], formats: Mapping[str, Format]
) -> Mapping[str, set[str]]:
    """Return the words to start with, each with the formats that it starts."""
    taken: dict[str, set[str]] = {}
    for name in formats:
        for source in (sources[name], translations.get(name)):
            for word in _starting(source).values() if source is not None else ():
                taken.setdefault(commands.plain(word), set()).add(name)
    return taken


def _starting(source: Source) -> Mapping[str, str]:
    """Return the words that start a format, or plan a round of it, by where they stand."""
    starts = source.body.get("starts")
    found = starts if isinstance(starts, Mapping) else {}
    return {place: word for place in ("command", "plans", "switched") if isinstance(word := found.get(place), str)}


def _words(source: Source, name: str, taken: Mapping[str, set[str]]) -> Iterator[Problem]:
    """Yield words to start with that cannot be used; where two formats have one, each is told of the other."""
    for place, word in _starting(source).items():
        line, said = source.line(("starts", place)), commands.plain(word)
        others = sorted(taken[said] - {name})
        if commands.command(word, {}):
            yield Problem(source.name, line, f'"{word}" is a word of something else already', "choose another word")
        elif others:
            yield Problem(source.name, line, f'"{word}" starts {others[0]} too', "choose another word for one of them")
        elif said != word:
            yield Problem(source.name, line, f'"{word}" is not written as people\'s words are compared', f'write "{said}"')


def _translated(source: Source, over: Any, body: Any, path: Path) -> Iterator[Problem]:
    """Yield what a translation holds besides texts, or for parts that are not there."""
    in_options = path[-1:] == ("options",)
    for key, value in over.items() if isinstance(over, Mapping) else enumerate(over):
        here, under = (*path, key), _part(body, key)
        if under is None and (in_options or isinstance(body, list)):
            yield Problem(source.name, source.line(here), f'the Dutch has no "{key}"', "remove it, or correct the name")
        elif value == under or key in TRANSLATED or (in_options and isinstance(value, str)):
            continue
        elif isinstance(value, Mapping | list) and (in_options or isinstance(under, Mapping | list | None)):
            yield from _translated(source, value, under or {}, here)
        else:
            word = next((step for step in reversed(here) if isinstance(step, str)), "")
            what = f'"{word}" is decided in the Dutch, and this differs from it'
            yield Problem(source.name, source.line(here), what, "a translation holds only texts: remove it here")


def _part(body: Any, key: str | int) -> Any:
    """Return a part by its name, its number, or in a list by its id."""
    if isinstance(body, list) and isinstance(key, str):
        return next((item for item in body if isinstance(item, Mapping) and item.get("id") == key), None)
    return below(body, key)


def between_languages(said: Mapping[Language, Source]) -> Iterator[Problem]:
    """Yield the bot's own sentences that one language lacks, or whose places differ; the Dutch is what the others follow."""
    dutch = said["nl"]
    for source in said.values():
        for key in sorted(set(source.body) ^ set(dutch.body)):
            where = source if key in source.body else dutch
            yield Problem(where.name, where.line((key,)), f'"{key}" stands in one language only', "add it to the other")
        for key, text in source.body.items():
            if not isinstance(text, str):
                yield Problem(source.name, source.line((key,)), f'"{key}" is no text', "put it in quotes")
            elif key in dutch.body and (other := slots_in(text) ^ slots_in(str(dutch.body[key]))):
                what = f'"{key}" has the place {{{min(other)}}} in one language only'
                yield Problem(source.name, source.line((key,)), what, "fill the same places in both")
