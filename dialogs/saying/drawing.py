"""Turning what a conversation asks into the words and buttons a person gets (C-42, N6, X13, X18).

Drawn at the moment of sending, from the format, the state and what the person may read; nothing here is kept.
"""

import re
from collections import ChainMap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dialogs.gatherings.ahead import reworded
from dialogs.language.content import Format
from dialogs.language.parts import Question
from dialogs.language.stages import AGAIN, Stage
from dialogs.saying.digest import quote, quoted
from dialogs.saying.fields import draw_form, in_place
from dialogs.saying.phrases import Phrases, fill
from dialogs.saying.prompt import Choice, Prompt
from dialogs.saying.readers import readers_line
from dialogs.saying.sources import in_words
from dialogs.talk import holding
from dialogs.talk.conversation import GROUP, Held, State
from dialogs.talk.progress import on_form, question_at, told_before
from dialogs.talk.questions import labels_of, lines_of, offered, split_key, subject_of
from dialogs.visibility import READ_BY_GROUP, Level

_SHORT = re.compile(r"[^\W\d_][\w ']{0,19}\.(?: +|$)")
"""A sentence of a few words, as "Dank je." or "Goed."; never one with a name in bold or a text of somebody's."""


@dataclass(frozen=True, slots=True)
class Scene:
    """All that is needed to draw what one conversation says."""

    format: Format
    stage: Stage
    state: State
    phrases: Phrases
    conversation: int
    variant: int = 0
    replaces: Mapping[str, str] = field(default_factory=dict)
    slots: dict[str, object] = field(default_factory=dict)
    levels: tuple[Level, ...] = ("V0", "V2", "V3", "V1")
    agreed: bool = True
    """Whether nothing is left to agree to before something is shared with the group (S24)."""
    private: bool = False
    counts: int = 0
    """From how many answers on they are told together; never where the group is too small (K6)."""
    own_words: str = ""
    texts: Mapping[int, str] = field(default_factory=dict)
    """The texts that the stage goes over, as they are quoted."""
    recalled: Mapping[str, str] = field(default_factory=dict)
    """What somebody answered before, in the lines in which it is shown to her again, by the question that recalls it."""
    titles: Mapping[str, str] = field(default_factory=dict)
    """What the earlier answer is called that a question asks after."""
    about: int | None = None
    shown: Mapping[str, Collection[str]] = field(default_factory=dict)
    """The questions of which who is asked by another reads the answers, by the format; none where she reads a name only."""
    signing: Collection[str] = frozenset()
    """The formats in which somebody signs what another one put to her."""
    own_question: str | None = None
    reworded: str | None = None
    """What who leads the group wrote in the place of the words of this announcement or reminder (X10)."""

    def choice(self, key: str, option: str, label: str) -> Choice:
        return Choice(f"c{self.conversation}.{key}.{option}", label)

    def filled(self, text: str) -> str:
        return fill(text, self.slots, self.replaces)

    def wording(self, question: Question) -> str:
        """Return how a question is asked: in this round's words, or in those that the person chose for herself (X06)."""
        own = self.own_question if question.own else None
        if own:
            return quoted(own)
        called: dict[str, object] = {"titel": self.titles[question.id]} if question.id in self.titles else {}
        wording = fill(question.wording(self.variant), ChainMap(called, self.slots), self.replaces)
        if question.kind != "info" or not question.lists:
            return wording
        lines = lines_of(self.stage, question, self.state.marks)
        return "\n".join([wording, *(f"- {self.filled(line)}" for line in lines)])

    def phrase(self, name: str, slots: Mapping[str, object] | None = None) -> str:
        return self.phrases.text(name, ChainMap(dict(slots), self.slots) if slots else self.slots)

    def question(self, key: str) -> Question:
        return question_at(self.stage, self.state, key)


def draw_question(scene: Scene, key: str, manner: str) -> Prompt:
    """Return a question as the person gets it: asked by the bot, as a reminder, as the next one, or with its help."""
    if key == "held":
        return draw_held(scene)
    if manner == "form":
        return draw_form(scene)
    question = scene.question(key)
    _, repetition = split_key(key)
    wording = scene.wording(question)
    if manner in {"prompt", "reminder"}:
        return _nudge(scene, key, wording, manner)
    if scene.own_words and shows_own_words(scene, key):
        wording = f"{scene.own_words}\n\n{wording}"
    wording = _below(scene.recalled.get(question.id), wording)
    infos = (_told(scene, one) for one in told_before(scene.stage, scene.state, key))
    wording = "\n\n".join([*(one for one in infos if one), wording])
    labels = reader_labels(scene, question)
    choices = tuple(scene.choice(key, name, label) for name, label in labels.items())
    return Prompt(
        text=wording,
        title=scene.filled(scene.format.title) if manner == "full" else None,
        help=_help(scene, question) if manner == "full" or repetition == 0 else None,
        readers=readers_line(scene, question) if question.id != AGAIN else None,  # nothing is kept of it
        choices=choices,
        many=question.kind == "multi",
        answer=in_place(scene, question),
        language=scene.phrases.language,
    )


def shown_at(scene: Scene, key: str, manner: str) -> list[Question]:
    """Return the questions, and the parts that only tell, that stand in a message with a question."""
    if key == "held" or manner in {"prompt", "reminder"}:
        return []
    if manner == "form":
        return on_form(scene.stage, scene.state)
    return [*told_before(scene.stage, scene.state, key), scene.question(key)]


def _told(scene: Scene, info: Question) -> str:
    """Return what a part tells; one that recalls what there is not tells nothing."""
    if not info.quotes:
        return scene.wording(info)
    return _below(scene.wording(info), scene.recalled[info.id]) if info.id in scene.recalled else ""


def _below(first: str | None, second: str) -> str:
    return f"{first}\n\n{second}" if first else second


def shows_own_words(scene: Scene, key: str) -> bool:
    """Whether somebody's own words stand above a question.

    They do where readers are chosen, where an answer is looked at again, and where something is done with one (S02).
    """
    if key == "held":
        return False
    subject = scene.about is not None or subject_of(key) is not None
    return subject or key in {GROUP, scene.state.back} or scene.question(key).kind == "share"


def _help(scene: Scene, question: Question) -> str | None:
    """Return the help under a question; where readers are chosen, it says why some are not there (K6, GE6, S24)."""
    if READ_BY_GROUP & set(question.offers) and not scene.agreed:
        return scene.phrase("asg.contract_first")
    if "V2" in question.allow and set(scene.levels) <= {"V0"}:
        return scene.phrase("share.enough_run" if question.running else "share.no_group")
    if "V3" in question.allow and "V3" not in scene.levels:
        return scene.phrase("share.small_group")
    return scene.filled(question.help) if question.help else None


def _nudge(scene: Scene, key: str, wording: str, manner: str) -> Prompt:
    """Return what the bot starts, with three buttons: to act, later, skip, or the three answers there are (N6)."""
    stage = scene.stage
    other = stage.invite if manner == "prompt" else stage.remind
    controls = (
        ("!act", stage.prompt.act or scene.phrase("button.act")), ("!later", scene.phrase("button.later")),
        ("!skip", scene.filled(stage.prompt.skip or scene.phrase("button.skip"))),
    )  # fmt: skip
    question = scene.question(key)
    choices: Sequence[Choice]
    below = stage.offers_below(question)
    if below:
        choices = [scene.choice(key, name, label) for name, label in reader_labels(scene, question).items()]
    else:
        choices = [scene.choice("!", name, label) for name, label in controls]
    return Prompt(
        text=_words(scene, other) if other else wording,
        title=scene.filled(scene.format.title),
        readers=readers_line(scene, question),
        choices=tuple(choices),
        answer=None if below or other else in_place(scene, question),
        language=scene.phrases.language,
    )


def _words(scene: Scene, words: str) -> str:
    if scene.reworded is None:
        return scene.filled(words)
    return reworded(words, scene.reworded, scene.slots, scene.format.starts.takes)


def draw_held(scene: Scene) -> Prompt:
    """Return the question about what waits for a yes or another choice."""
    held = scene.state.held
    if held is None:
        return Prompt(text="", language=scene.phrases.language)
    slots = holding.slots(held, scene.phrases) | {"titel": scene.format.title}
    labels = holding.labels(held, scene.phrases, lambda key: labels_of(scene.question(key), scene.phrases, scene.levels))
    asks = scene.phrase(holding.sentence(held), slots)
    return Prompt(
        text=f"{_stray(scene, held)}\n\n{asks}" if held.kind == "public" else asks,
        choices=tuple(scene.choice("held", name, label) for name, label in labels.items()),
        language=scene.phrases.language,
    )


def _stray(scene: Scene, held: Held) -> str:
    """Return a text that may be no answer, above the question that it would be read with."""
    return f"{quote(held.text)}\n\n{scene.wording(scene.question(held.detail))}"


def reader_labels(scene: Scene, question: Question) -> dict[str, str]:
    """Return the options of a question; where a reader is named by role, the person's name stands beside it (X18).

    So does the name of the group where somebody could choose another (X16).
    """
    labels = offered(question, scene.phrases, scene.levels)
    if question.kind == "share":
        several = GROUP in scene.stage.by_id
        beside = {"V1": "begeleider"} | (dict.fromkeys(("V2", "V3"), "groep") if several else {})
        labels |= {name: f"{labels[name]} ({scene.slots[slot]})" for name, slot in beside.items() if name in labels}
    return labels


def explain(scene: Scene, key: str) -> str:
    """Return in two lines why a question is asked, its source, who reads the answer and how long it is kept (X13)."""
    question = scene.question(key)
    slots = {
        "reden": scene.filled(scene.format.why),
        "bron": in_words(scene.format.source, scene.phrases),
        "bewaard": scene.format.kept,
    }
    return scene.phrase("why.text", slots | {"lezers": readers_line(scene, question)})


def told(scene: Scene, place: Sequence[str]) -> str:
    """Return a text that stands in the format itself."""
    match tuple(place):
        case ("option", question, option):
            text = scene.stage.question(question).options[option].says or ""
        case ("far", question):
            far = scene.stage.question(question).far
            text = far.says if far else ""
        case ("skip_says",):
            text = scene.stage.prompt.skip_says or ""
        case ("info", question):
            return _told(scene, scene.stage.question(question))
        case ("late",):
            text = scene.stage.late or ""
        case ("too_late",):
            text = scene.stage.too_late or ""
        case ("thanks",):
            text = scene.stage.thanks or ""
        case _:
            raise KeyError(tuple(place))
    return scene.filled(text)


def joined(parts: Sequence[Prompt]) -> Prompt:
    """Return several parts as one message, so that a person hears one thing at a time; the last question keeps its buttons.

    What several parts say in the same words is said once, and so is a short word with which several begin ("Dank je.").
    """
    if len(parts) == 1:
        return parts[0]
    texts = dict.fromkeys(_begun_once(part.text for part in parts if part.text))
    last = parts[-1]
    asked = next((part for part in reversed(parts) if part.choices or part.form or part.answer), last)
    return Prompt(
        text="\n\n".join(texts),
        title=next((part.title for part in parts if part.title), None),
        help=next((part.help for part in reversed(parts) if part.help), None),
        readers=next((part.readers for part in reversed(parts) if part.readers), None),
        choices=asked.choices,
        many=asked.many,
        form=asked.form,
        answer=asked.answer,
        files=tuple(file for part in parts for file in part.files),
        link=next((part.link for part in parts if part.link), None),
        language=last.language,
    )


def _begun_once(texts: Iterable[str]) -> Iterator[str]:
    """Yield texts without the short sentence with which they begin, where one before them began with it too."""
    said = set[str]()
    for text in texts:
        begin = _SHORT.match(text)
        rest = text[begin.end() :] if begin and begin[0].strip() in said else text
        said |= {begin[0].strip()} if begin else set()
        if rest:
            yield rest
