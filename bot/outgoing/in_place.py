"""What stands in the place of a question once it was dealt with: what was stored, who reads it, what can still be done (0022).

Drawn at the moment of sending, through the gate: what was taken back meanwhile is not in it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.incoming.surroundings import Setting
from bot.outgoing.own import in_words, is_planned, labelled, level_of, readers_in_words, shortened
from bot.outgoing.replacing import HELD, is_over
from bot.timing.editions import Editions
from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN
from dialogs.saying.digest import quote
from dialogs.saying.drawing import Scene, draw_question, reader_labels
from dialogs.saying.prompt import Choice, Prompt
from dialogs.saying.readers import readers_line
from dialogs.talk.conversation import GROUP, Mark, Status
from dialogs.talk.progress import covered
from dialogs.talk.questions import labels_of, split_key, subject_of
from dialogs.visibility import LEVELS
from dialogs.visibility import Person as Reader
from storage.outgoing import cards
from storage.outgoing.cards import Asked
from storage.store import Unit
from storage.talks import answers
from storage.talks.answers import Readable

LONGEST = 4_000
"""Signs of answers that stand in one message; of longer ones only how they begin."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a message asked in one conversation, and what of it was asked again after it."""

    keys: Sequence[str]
    later: frozenset[str]

    def is_over(self, setting: Setting) -> bool:
        """Whether nothing of it is to be answered here any more."""
        return not self.later.isdisjoint(self.keys) or is_over(setting.conversation, self.keys)


def place_in(unit: Unit, message: int, asked: Asked, conversation: int) -> Place | None:
    """Return what a message asked in a conversation; None where it is not replaced."""
    keys = asked.get(conversation)
    return Place(keys, cards.asked_after(unit, message, conversation)) if keys else None


def beside(prompts: Sequence[Prompt]) -> Prompt:
    """Return several matters of one message, each below its own heading, with what can be done with each (N2)."""
    texts = [f"**{one.title}**\n{one.text}" if one.title else one.text for one in prompts]
    choices = tuple(choice for one in prompts for choice in one.choices)
    return Prompt("\n\n".join(texts), choices=choices, language=prompts[0].language)


@dataclass(frozen=True, slots=True)
class _Stored:
    """What became of one question: the words that tell it, the answers in them, who reads these, and what can be done."""

    words: str
    found: Sequence[Readable] = ()
    readers: str | None = None
    choices: Sequence[Choice] = ()


class InPlace:
    """Draws what stands in the place of what was asked in one conversation."""

    def __init__(self, unit: Unit, editions: Editions, setting: Setting, scene: Scene, place: Place) -> None:
        self._unit = unit
        self._editions = editions
        self._setting = setting
        self._scene = scene
        self._place = place
        self._marks = setting.conversation.state.marks
        self._keys = [key for key in place.keys if _is_there(scene, key)]

    def draw(self, manner: str, asked: Callable[[], Prompt]) -> tuple[Prompt, list[int]]:
        """Return what stands there now, and the answers in it; ``asked`` draws one question as it was asked."""
        if tuple(self._place.keys) == (HELD,):
            off = self._setting.conversation.status is Status.WITHDRAWN
            return self._prompt([self._scene.phrase("answered.off" if off else "answered.held")])
        if not self._keys:  # who wrote the question took it back
            return self._prompt([self._scene.phrase("answered.gone")])
        if manner == "form":
            return self._form()
        key = self._keys[0]
        plain = manner in {"prompt", "reminder"} or self._scene.question(key).changes
        prompt = draw_question(self._scene, key, manner) if plain else asked()
        stored = _Stored("") if key in self._place.later else self._stored(key, LONGEST)
        return self._prompt([prompt.text, stored.words], prompt.title, [stored])

    def _form(self) -> tuple[Prompt, list[int]]:
        """Return a form with what was filled in; what is asked again stands below it."""
        keys = [key for key in self._keys if key in self._marks and key not in self._place.later]
        each = [self._stored(key, LONGEST // len(keys)) for key in keys]
        texts = [self._with_question(key, one) for key, one in zip(keys, each, strict=True)]
        scene = self._scene
        return self._prompt(texts or [scene.phrase("answered.below")], scene.filled(scene.format.title), each)

    def _prompt(
        self, texts: Sequence[str], title: str | None = None, each: Sequence[_Stored] = ()
    ) -> tuple[Prompt, list[int]]:  # fmt: skip
        read = list(dict.fromkeys(one.readers for one in each if one.readers))
        choices = tuple(choice for one in each for choice in one.choices)
        prompt = Prompt("\n\n".join(filter(None, texts)), title=title, readers=read[0] if len(read) == 1 else None,
                        choices=choices, language=self._scene.phrases.language)  # fmt: skip
        return prompt, [one.sealed.id for stored in each for one in stored.found]

    def _with_question(self, key: str, stored: _Stored) -> str:
        """Return a question of a form with its answer, and with the number by which that is called."""
        number = f"**{stored.found[0].number}.** " if stored.choices and stored.found else ""
        return f"{number}{self._scene.wording(self._scene.question(key))}\n{stored.words}"

    # -- one question

    def _stored(self, key: str, most: int) -> _Stored:
        question, mark = self._scene.question(key), self._marks.get(key)
        if mark is None:
            return self._left()
        if not mark.answered:
            return _Stored(self._scene.phrase("answered.skipped"))
        if question.belongs_to:  # what she wrote down for somebody is no answer of hers
            return _Stored("")
        found = self._read(question, key)
        if question.kind == "share":
            return self._shared(question, mark, found)
        if found:
            return self._told(question, found, most)
        if _is_kept(question):
            return _Stored(self._scene.phrase("answered.gone"))
        labels = labels_of(question, self._scene.phrases, self._scene.levels)
        chosen = ", ".join(labels[one] for one in mark.chosen if one in labels)
        return _Stored(quote(chosen) if chosen else self._scene.phrase("answered.kept"))

    def _left(self) -> _Stored:
        """Return what became of a question that got no answer: put off, left out, or closed."""
        one, scene = self._setting.conversation, self._scene
        if one.running and one.resume_at is not None:
            prompt = self._setting.stage.prompt
            labels = {"!act": prompt.act or scene.phrase("button.act"), "!skip": prompt.skip or scene.phrase("button.skip")}
            later = tuple(scene.choice("!", name, scene.filled(label)) for name, label in labels.items())
            return _Stored(scene.phrase("answered.later"), choices=later)
        if one.running:
            return _Stored("")
        if one.status is Status.WITHDRAWN:
            return _Stored(scene.phrase("answered.off"))
        if one.closed:
            return _Stored(scene.phrase("answered.closed"))
        word = self._setting.word
        if one.status is not Status.SKIPPED or word is None:
            return _Stored(scene.phrase("answered.skipped"))
        again = scene.phrase("answered.again", {"commando": word})
        return _Stored(f"{scene.phrase('answered.skipped')} {again}", choices=(Choice(f"do.{word}", word),))

    def _read(self, question: Question, key: str) -> list[Readable]:
        """Return what is kept of an answer, or of the answers whose readers were chosen; she reads her own in any role."""
        one, owner = self._setting.conversation, Reader(self._setting.person.id)
        subject = subject_of(key) or self._setting.about
        if subject is not None and (question.changes or question.kind == "share"):
            return answers.read(self._unit, owner, [subject])
        name, repetition = split_key(key)
        shares = question.kind == "share"
        names = covered(question, self._setting.stage, self._marks, repetition) if shares else (name,)
        return answers.given_in(self._unit, owner, one.id, names, repetition)

    def _told(self, question: Question, found: Sequence[Readable], most: int) -> _Stored:
        words = [in_words(self._unit, self._editions, self._setting.person, one) for one in found]
        more = ("\n" + self._scene.phrase("recall.more", {"nummer": one.number}) for one in found)
        texts = [
            quote(text) if len(text) <= most else quote(shortened(text)) + how for text, how in zip(words, more, strict=True)
        ]
        return _Stored("\n".join(texts), found, self._readers(question, found), self._choices(question, found, "change"))

    def _shared(self, question: Question, mark: Mark, found: Sequence[Readable]) -> _Stored:
        """Return who reads what was told, by now."""
        levels = {level_of(self._unit, one) for one in found}
        if not levels:
            return _Stored(self._scene.phrase("answered.gone"))
        if len(levels) > 1:
            return _Stored(quote(self._scene.phrase("share.each")), found)
        level, labels = levels.pop(), reader_labels(self._scene, question)
        names = (name for name in (*mark.chosen, level) if LEVELS.get(name, "V0") == level and name in labels)
        label = labels.get(next(names, ""), readers_in_words(self._unit, self._editions, self._scene.phrases, found[0]))
        return _Stored(quote(label), found, choices=self._choices(question, found))

    def _readers(self, question: Question, found: Sequence[Readable]) -> str:
        """Return who reads an answer: as was said when it was asked, until its owner shares it."""
        first = found[0]
        given_up = self._setting.plans and not self._setting.conversation.running
        if first.sealed.level == "V0" and not given_up:
            return readers_line(self._scene, question)
        readers = readers_in_words(self._unit, self._editions, self._scene.phrases, first)
        return self._scene.phrase("mine.readers", {"lezers": readers})

    def _choices(self, question: Question, found: Sequence[Readable], *acts: str) -> list[Choice]:
        """Return what can be done with answers: say them otherwise, and share what is private."""
        hers = [one for one in found if not is_planned(self._unit, self._editions, one)]
        choices = [(one, act) for one in hers if one.value.text and not one.value.chosen for act in acts]
        choices += [(one, "share") for one in hers if one.sealed.level == "V0" and self._may_share(question)]
        return [labelled(self._scene.phrases, act, one) for one, act in choices]

    def _may_share(self, question: Question) -> bool:
        """Whether a private answer can be shared now; while a conversation runs it asks that by itself."""
        one, worded = self._setting.conversation, question.worded or question.kind == "share" or question.changes
        return worded and one.ended_at is not None and not one.trial and bool(set(self._setting.levels) - {"V0"})


def _is_there(scene: Scene, key: str) -> bool:
    """Whether a question can still be asked: it was not taken back by who wrote it."""
    try:
        scene.question(key)
    except KeyError:
        return False
    return True


def _is_kept(question: Question) -> bool:
    """Whether an answer to a question is kept as one; else it only does something, or is remembered otherwise."""
    does = any(option.acts for option in question.options.values())
    return not (question.changes or question.sets or does or question.kind == "share" or question.id in {AGAIN, GROUP})
