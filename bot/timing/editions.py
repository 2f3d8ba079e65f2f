"""The formats in use: the newest of the library, and the older editions that running rounds keep (DESIGN §4)."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from dialogs.language.adjusting import adjusted
from dialogs.language.content import Format, Retention
from dialogs.language.made import Asked, made, place_to_fill
from dialogs.language.stages import Stage
from dialogs.library import Edition, Library
from dialogs.saying.phrases import Language, Phrases
from dialogs.settings import Settings
from dialogs.talk.questions import key_of
from dialogs.visibility import Room
from storage.groups import format_versions
from storage.groups.teams import Team
from storage.store import Unit
from storage.talks import answers, conversations
from storage.talks.answers import Readable
from storage.talks.conversations import Conversation

MADE = "~"
"""What stands in a version between that of the template and the conversation in which its questions were written (S05)."""
OFTEN = 99
"""How often a question can be asked at most."""


GO_IN_A_WHILE: Sequence[Retention] = ("half_year", "twelve_weeks", "eight_weeks", "four_weeks")
"""How is called that what is told goes so long after it was told."""


class Begun(Protocol):
    """What was begun with an edition of a format."""

    @property
    def format(self) -> str: ...
    @property
    def version(self) -> str: ...
    @property
    def stage(self) -> str: ...


class Editions:
    """Finds the format that a conversation or a round was begun with.

    ``public_url`` is where people reach their pages; without it no message holds a link. ``replacing`` are the channels on
    which a message is replaced once what it asks was dealt with (0022).
    """

    def __init__(self, library: Library, public_url: str | None = None, replacing: Collection[str] = ()) -> None:
        self.library = library
        self.public_url = public_url
        self.replacing = frozenset(replacing)
        self.starters = library.starters()
        self.asking = frozenset(name for name, one in library.editions.items() if one.dutch.stages and one.dutch.rhythms)
        self.shown, self.signing, self.ledgers = library.shown, library.signing, library.ledgers
        self._gone: Mapping[str, Edition] = {}
        self._set: dict[tuple[str, str, Settings], Edition] = {}
        self._kept = {(name, edition.version): edition for name, edition in library.editions.items()}

    def replaces(self, address: str) -> bool:
        """Whether a message to an address is replaced once what it asks was dealt with."""
        return address.partition(":")[0] in self.replacing

    def newest(self, format_id: str) -> Edition:
        """Return the newest edition of a format, also of one that has left the library; raises KeyError."""
        return self.library.editions.get(format_id) or self._gone[format_id]

    def as_set(self, format_id: str, settings: Settings) -> Edition:
        """Return a format as a group has set it; raises KeyError."""
        newest = self.newest(format_id)
        if not settings.chosen:
            return newest
        wanted = (format_id, newest.version, settings)
        if wanted not in self._set:
            self._set[wanted] = adjusted(newest, settings)
        return self._set[wanted]

    def pinned(self, unit: Unit, format_id: str, settings: Settings) -> Edition:
        """Return a format as a group has set it, kept for whatever begins on it; raises KeyError."""
        found = self.as_set(format_id, settings)
        if found is not self.newest(format_id):
            format_versions.keep(unit, format_id, found)
        return found

    def keep_all(self, unit: Unit) -> None:
        """Keep the newest editions in the store, so that what begins on them can always go on."""
        for name, edition in self.library.editions.items():
            format_versions.keep(unit, name, edition)
        self._gone = format_versions.besides(unit, self.library.editions)

    def of(self, unit: Unit, format_id: str, version: str) -> Edition:
        """Return an edition by its version; raises KeyError."""
        template, _, planned_in = version.partition(MADE)
        if planned_in:  # never kept: what was written goes with whose it is
            return made(self.of(unit, format_id, template), self._written(unit, format_id, template, int(planned_in)))
        found = self._kept.get((format_id, version))
        if found is None:
            found = self._kept[format_id, version] = format_versions.load(unit, format_id, version)
        return found

    def _written(self, unit: Unit, format_id: str, template: str, planned_in: int) -> list[Asked]:
        """Return the questions that somebody wrote in a conversation in which she planned a round, as its group reads them."""
        place, found = (
            place_to_fill(self.of(unit, format_id, template).dutch),
            self._given(unit, format_id, template, planned_in),
        )
        if place is None or place.made is None or not found:
            return []
        asks, kind, options = place.made.asks, place.made.kind, place.made.options
        texts = {(one.sealed.question, one.repetition): one.value.text or "" for one in found}
        marks = conversations.load(unit, planned_in).state.marks
        kinds = {number: mark.chosen for _, number in texts if (mark := marks.get(key_of(kind, number))) is not None}
        return [
            Asked(number, text, next(iter(kinds.get(number, ())), "text"), texts.get((options, number), ""))
            for (name, number), text in sorted(texts.items())
            if name == asks and text
        ]

    def _given(self, unit: Unit, format_id: str, template: str, planned_in: int) -> list[Readable]:
        """Return what was written in a conversation for the questions of a round, as its group reads it."""
        place = place_to_fill(self.of(unit, format_id, template).dutch)
        try:
            kept = conversations.load(unit, planned_in)
        except KeyError:  # whoever wrote them was erased
            return []
        if place is None or place.made is None or kept.team is None:
            return []
        keys = [key for name in (place.made.asks, place.made.options)
                for key in (name, *(f"{name}#{time}" for time in range(1, OFTEN)))]  # fmt: skip
        return answers.given_in(unit, Room(kept.team), planned_in, keys, 0)

    def written_for(self, unit: Unit, conversation: Begun) -> list[int]:
        """Return the ids of the texts of which the questions of a conversation were made; none where a file has them."""
        template, _, planned_in = conversation.version.partition(MADE)
        found = self._given(unit, conversation.format, template, int(planned_in)) if planned_in else []
        return [one.sealed.id for one in found]

    def stage_of(self, unit: Unit, conversation: Begun, language: Language) -> tuple[Format, Stage]:
        """Return the format and stage of a conversation in a language."""
        format = self.of(unit, conversation.format, conversation.version).read_in(language)
        return format, format.stage(conversation.stage)

    @property
    def gone_with_programme(self) -> list[str]:
        """The formats of which what is told goes with the programme that they are part of (§4.5)."""
        return self._going("programme")

    @property
    def gone_in_a_while(self) -> Mapping[str, Retention]:
        """The formats of which what is told goes a while after it was, and after which (S16, S32)."""
        return {name: how for how in GO_IN_A_WHILE for name in self._going(how)}

    @property
    def kept_after(self) -> Mapping[str, str]:
        """The formats of which what is told goes a while after another one was over, and after which (S41, S44–S47)."""
        known = {name: self.newest(name).dutch.kept_after for name in (*self.library.editions, *self._gone)}
        return {name: after for name, after in known.items() if after is not None}

    def _going(self, how: Retention) -> list[str]:
        return [name for name in (*self.library.editions, *self._gone) if self.newest(name).dutch.retention == how]

    def planned_alone(self, *, days: bool) -> list[str]:
        """Return the formats of which somebody plans rounds for herself: around ``days`` that she names (S08), or without."""
        known = {name: self.newest(name).dutch for name in (*self.library.editions, *self._gone)}
        return [name for name, one in known.items() if one.of_one and (one.programme is not None) == days]

    def of_calendar(self, format_id: str) -> bool:
        """Whether the calendar opens rounds of a format, so that a group has it on or off."""
        return bool(self.newest(format_id).dutch.rhythms)

    def is_about_consent(self, format_id: str) -> bool:
        """Whether a format asks for consent."""
        starts = self.newest(format_id).dutch.starts
        return starts.joining or starts.renewal

    def binds(self, bound: str | None, team: Team | None) -> str | None:
        """Return what binds what is told in a group, if a format of that kind of group does (S24)."""
        return bound if bound and team and team.kind in self.newest(bound).dutch.groups else None

    def word_for(self, format: Format, language: Language) -> str | None:
        """Return the word with which somebody takes up her own part in a format, its own or that of another."""
        other = format.starts.word_of
        return self.newest(other).read_in(language).starts.command if other else format.starts.command

    def needs_no_consent(self, begun: Begun) -> bool:
        """Whether a conversation needs no consent: it asks who facilitates for the group's sake, or is about what is one's own.

        (spec §3, C-36, S31.) What asks for consent is not among them.
        """
        own = [stage for stage in self.newest(begun.format).dutch.stages if stage.id == begun.stage]
        freely = any(stage.who == "facilitator" or not stage.consent for stage in own)
        return freely and not self.is_about_consent(begun.format)

    @property
    def introductions(self) -> list[str]:
        """The formats in which somebody gets to know the bot."""
        return [name for name in (*self.library.editions, *self._gone) if self.is_about_consent(name)]

    def for_anybody(self, format_id: str) -> bool:
        """Whether a format may be used without consent: it asks for it, or is about what is one's own (S02)."""
        return any(not stage.consent for stage in self.newest(format_id).dutch.stages)

    def introduces(self, conversation: Conversation) -> bool:
        """Whether somebody gets to know the bot in a conversation: where consent is asked, or in the trial after it (S01)."""
        return conversation.trial or self.is_about_consent(conversation.format)

    def phrases(self, language: Language) -> Phrases:
        """Return the bot's sentences in a language."""
        return self.library.phrases[language]
