"""What makes the rounds of a format whole: whom they ask, from what their moments count; each flaw names the mend."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dialogs.checks import whole_alone, whole_choosing, whole_forming, whole_late, whole_meetings, whole_moments, whole_punctual
from dialogs.checks.flaws import need
from dialogs.timing.cadence import Moment

if TYPE_CHECKING:
    from dialogs.language.content import Format
    from dialogs.language.parts import Question
    from dialogs.language.stages import Stage

Conditions = Mapping[str, tuple[str, ...]]


def of_rounds(format: "Format") -> None:
    """Check what a format says of its rounds; raises Flaw."""
    of_offers(format)
    of_plan(format)
    whole_moments.of_moments(format)
    of_preparing(format)
    whole_meetings.of_meetings(format)
    whole_choosing.of_choosing(format)
    whole_late.of_late(format)
    whole_punctual.of_punctual(format)
    whole_alone.of_one_person(format)


def of_plan(format: "Format") -> None:
    """Check what only a format has whose rounds are planned by somebody (S06)."""
    _opens_a_round(format)
    _of_agreeing(format)
    of_programme(format)
    of_calendars(format)
    whole_forming.of_forming(format)
    _of_what_is_chosen(format)
    what = "it has no versions, as nobody plans its rounds for a group; add plans, or leave renews out"
    need((format.plan and not format.of_one) or not format.starts.renews, what, "starts", "renews")
    for number in range(len(format.stages)):
        _asks_who_is_known(format, number)
    for number, output in enumerate(format.outputs):
        known = {**format.chosen, **format.asked_in_calendar, **format.done_by_then}
        _looks_back(output.id, output.only_if, known, "outputs", number, "only_if")


def _opens_a_round(format: "Format") -> None:
    """Check that a word to plan leads to an answer that opens a round, and nothing else does."""
    opens = [
        (s, q, name)
        for s, stage in enumerate(format.stages)
        for q, question in enumerate(stage.questions)
        for name, option in question.options.items()
        if option.does == "open round"
    ]
    for s, q, name in opens:
        what = "only the first stage of a format with a word to plan opens a round; add starts: {plans: …}, or leave does out"
        need(format.plan and s == 0, what, "stages", s, "questions", q, "options", name)
    if format.starts.plans:
        what = "there is nothing to plan a round with; add a stage whose last question opens it"
        need(format.stages, what, "starts", "plans")
        need(opens, "no answer opens the round that is planned; give an option does: open round", "stages", 0, "questions")
        what = "a round opens by the calendar or by somebody's word; leave rhythms or plans out"
        need(not format.rhythms, what, "rhythms")


def _asks_who_is_known(format: "Format", number: int) -> None:
    """Check that a stage asks somebody who is known in its rounds, and something whatever was chosen for them."""
    stage = format.stages[number]
    there = stage in format.reached
    chosen = {**format.chosen, **format.done_before(stage), **format.answered_before(stage)} if there else {}
    who = {"lead"} if format.starts.since else {"members", "home", "owner", *(("lead",) if format.rhythms else ())}
    if format.starts.plans:
        who |= {"starter", "lead", "facilitator", *(name for name, one in format.plan.items() if one.kind == "person")}
        who |= {"candidate"} if format.forms else set()
        who |= set(format.asked_by_her)
    elif format.starts.programme:
        before = (one for earlier in format.stages[:number] for one in earlier.choosing)
        who |= {"starter", "lead", "facilitator", *(one.names for one in before if one.names)}
    who |= format.named_before(format.reached.index(stage)) if there else set()
    what = f"{stage.id} asks {stage.who}, whom nobody knows here; write one of: {', '.join(sorted(who))}"
    need(stage.who in who, what, "stages", number, "who")
    what = f"{stage.id} asks nobody to do something for the group, so nobody passes it on; leave passes out of its window"
    need(stage.window.passes is None or stage.who in format.plan, what, "stages", number, "window", "passes")
    alone = not stage.looks_beyond or any(not question.only_if and not question.of_some for question in stage.asked)
    what = f"{stage.id} may have nothing to ask in some rounds; give the stage only_if, or a question without"
    need(alone, what, "stages", number, "questions")
    _looks_back(stage.id, stage.only_if, chosen, "stages", number, "only_if")
    if stage.otherwise is not None:
        _looks_back(stage.id, stage.otherwise.only_if, chosen, "stages", number, "otherwise", "only_if")
    _of_what_was_told(format, number, stage)
    for place, question in enumerate(stage.questions):
        _looks_back(question.id, question.pairs or {}, format.chosen, "stages", number, "questions", place, "pairs")


def _of_agreeing(format: "Format") -> None:
    """Check what people agree to, and what only those read of each other who did (S24)."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            agrees = any(option.does == "agree" for option in question.options.values())
            what = f"{question.id} agrees to what was decided in a round, and nobody plans one; add starts: {{plans: …}}"
            right = format.plan and stage in format.reached
            need(right or not agrees, f"{what}, and ask it in a later stage", "stages", s, "questions", q, "options")
            what = f"{question.id} tells what was written when a round was planned, and none was; leave written out"
            need(format.plan or not question.written, what, "stages", s, "questions", q, "written")
    for number, output in enumerate(format.outputs) if format.bound else ():
        what = f"{output.id} stands in the room, where also those read it who did not agree to {format.bound}"
        need(output.to != "room", f"{what}; leave it out, or leave bound out", "outputs", number, "to")


def of_programme(format: "Format") -> None:
    """Check what only a format has that plans a programme of meetings, or whose rounds are part of one (S25)."""
    starts, programme = format.starts, format.programme
    if programme is not None:
        need(format.plan, "nobody plans this programme; add starts: {plans: …}, or leave programme out", "programme")
        first, weeks = format.plan.get(programme.first), format.plan.get(programme.weeks or "")
        ahead = first is not None and first.id in format.dates and first.required
        what = f"{programme.first} asks for no day that lies ahead; name a date question of the stage that plans"
        need(ahead, f"{what}, with required: true", "programme", "first")
        what = f"{programme.weeks} is no choice of how many weeks lie between; name a scale of the stage that plans"
        scale = weeks is not None and weeks.kind == "scale" and weeks.span.start > 0
        need(scale or (programme.weeks is None and programme.last), what, "programme", "weeks")
        whole_alone.of_own_meetings(format, programme)
        asked = next((one for one in format.reached if one.id == programme.joins), None)
        what = f"{programme.joins} asks nobody of the group whether she takes part; name a later stage for members"
        need(programme.joins is None or (asked is not None and asked.who == "members"), what, "programme", "joins")
        what = (
            f"there are {len(programme.phases)} phases for {programme.count} meetings; name one for each, or leave phases out"
        )
        need(len(programme.phases) in {0, programme.count or 0}, what, "programme", "phases")
    _takes_some_time(format)
    _goes_on_or_ends(format)
    what = "nth names meetings of a programme, and this format is part of none; add programme, or leave nth out"
    need(starts.programme or not starts.nth, what, "starts", "nth")
    for word, there in (("takes", starts.takes), ("mentions", starts.mentions)):
        what = f"{word} is what was named in a programme, and this format is part of none; add programme, or leave {word} out"
        need(starts.programme or not there or (word == "mentions" and format.of_one), what, "starts", word)
    what = "nothing goes with its programme, as it is part of none; add programme, or leave retention out"
    need(format.of_one or format.around_meetings or programme or format.retention != "programme", what, "retention")
    alone = not (format.rhythms or starts.plans or starts.since)
    what = "its rounds come with a programme, so nothing else opens them; leave rhythms, plans and since out"
    need(not starts.programme or alone, what, "starts", "programme")


def _goes_on_or_ends(format: "Format") -> None:
    """Check that a programme goes on or ends only by the word of who began it, in a round that is part of it (S37)."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            ends = any(option.does == "end programme" for option in question.options.values())
            right = format.starts.programme and stage.who == "starter"
            what = f"{question.id} decides about a programme; ask the starter in a format with starts: {{programme: …}}"
            need(right or not (question.prolongs or ends), what, "stages", s, "questions", q)


def _takes_some_time(format: "Format") -> None:
    """Check that how long a meeting takes is chosen once, and said by each of the options (S25)."""
    length = format.programme.length if format.programme else None
    asked = format.plan.get(length or "")
    timed = asked is not None and asked.kind == "choice" and all(option.minutes for option in asked.options.values())
    what = (
        f"{length} is no choice of how long a meeting takes; name a choice of the stage that plans, with minutes at each option"
    )
    need(length is None or timed, what, "programme", "length")
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            says = [name for name, option in question.options.items() if option.minutes]
            what = f"{question.id} is not the length of a programme, so its options take no minutes; leave minutes out"
            need(not says or question is asked, what, "stages", s, "questions", q, "options", *says[:1])
    for number, output in enumerate(format.outputs):
        what = f"{output.id} tells of a meeting, and this format is part of no programme; write another kind"
        need(output.kind != "agenda" or format.starts.programme, what, "outputs", number, "kind")


def of_calendars(format: "Format") -> None:
    """Check that what stands in people's calendars has a day (X01)."""
    what = "no day is chosen for its rounds, so none stands in a calendar; leave appointment out"
    need(format.planned or not format.appointment, what, "appointment")
    for number, stage in enumerate(format.stages):
        what = f"{stage.id} never closes, so nothing stands in a calendar; give its window closes, or leave deadline out"
        need(stage.window.closes or not stage.deadline, what, "stages", number, "deadline")


def of_preparing(format: "Format") -> None:
    """Check what only stands where people prepare something for a day that was planned (S05)."""
    for number, output in enumerate(format.outputs):
        what = f"{output.id} gathers what was prepared for a day, and nobody plans one; write kind: digest"
        need(output.kind != "prepared" or format.dates, what, "outputs", number, "kind")
        what = f"{output.id} shows who wrote what, so nothing can be shared without a name; leave V3 out of what is allowed"
        need(output.kind != "prepared" or "V3" not in format.allowed, what, "outputs", number)
    for number, stage in enumerate(format.stages):
        here, window = ("stages", number, "window"), stage.window
        for word in ("at_least", "first_after") if not format.planned or window.closes is None else ():
            what = f"{word} stands with {stage.id}, which closes at no planned moment; leave it out"
            need(getattr(window, word) is None, what, *here, word)
        what = f"{stage.id} has no two reminders of which the first could be left out; add one, or leave first_after out"
        need(window.first_after is None or len(window.nudges) > 1, what, *here, "first_after")


def _looks_back(name: str, only_if: Conditions, chosen: "Mapping[str, Question]", *path: str | int) -> None:
    for other, values in only_if.items():
        what = f"{name} depends on {other}, which is not chosen when the round is planned; a condition looks back to that"
        need(other in chosen, what, *path, other)
        depends(name, chosen[other], values, *path, other)


def _of_what_was_told(format: "Format", number: int, stage: "Stage") -> None:
    """Check that something is told, before a stage, of which it depends whether it comes."""
    what = f"{stage.id} depends on what was told in a planned round, and no such round reaches it; leave if_told out"
    need(not stage.if_told or (format.plan and number), what, "stages", number, "if_told")
    what = f"{stage.id} depends on what was told since a round was planned, and no such round reaches it; leave unused out"
    need(not stage.unused or (format.plan and number), what, "stages", number, "unused")
    known = {worth for before in format.stages[:number] for question in before.valued for worth in before.worths(question)}
    for place, worth in enumerate(stage.if_told):
        what = f"{stage.id} depends on {worth}, which nothing before it has as a value; give a question value: {worth}"
        need(worth in known, what, "stages", number, "if_told", place)


def _of_what_is_chosen(format: "Format") -> None:
    """Check what only stands in a plan: the name of a round, which everyone in the group reads, and days after the last one."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            what = f"{question.id} is no text that the group reads when a round is planned, so it cannot stand in other texts"
            mend = "ask it in the stage that plans a round, with public: V2, or leave replaces out"
            told = not question.replaces or (question.id in format.plan and question.public)
            need(told, f"{what}; {mend}", "stages", s, "questions", q, "replaces")
            what = f"{question.id} is no text that one person writes for the group of a programme, so it names nothing"
            mend = "ask the starter or the facilitator for it in a programme, once and with public: V2, or leave names out"
            one = {"starter", "facilitator", *format.asks_whose, *(["owner"] if format.of_one else [])}
            once = (question.public or format.of_one) and not question.repeat and not stage.repeat and stage.who in one
            right = once and (format.programme or format.starts.programme)
            picks = question.kind != "text"  # what is chosen, and not written, has rules of its own
            need(right or picks or not question.names, f"{what}; {mend}", "stages", s, "questions", q, "names")
            for word in ("default", "apart"):
                what = f"{word} of {question.id} counts from the last round, and no round is planned with it; leave {word} out"
                need(not getattr(question, word) or question.id in format.plan, what, "stages", s, "questions", q, word)


def of_offers(format: "Format") -> None:
    """Check what only a format has that is offered a while after another one (D6)."""
    others = {stage.id for stage in format.stages} if format.starts.since else set()
    for number, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            what = f"{question.id} lets {question.asks_again} be asked again, which is no other stage of an offer; name one"
            right = question.asks_again is None or question.asks_again in others - {stage.id}
            need(right, what, "stages", number, "questions", q, "asks_again")
    if format.starts.since is None:
        return
    free = not (format.rhythms or format.outputs or format.starts.plans)
    need(free, "what is offered opens no rounds; leave rhythms, plans and outputs out", "starts", "since")
    for number, stage in enumerate(format.stages):
        here = ("stages", number, "window")
        when = f"{stage.id} is offered at no moment after the other format; add window: {{opens: +9 weeks, closes: +11 weeks}}"
        need(stage.window.closes and stage.window.opens != Moment(), when, *here)
        once = f"{stage.id} is an offer, which is made once; leave nudges out, or count opens from the next round"
        need(format.offered_before or not stage.window.nudges, once, *here, "nudges")


def depends(what_for: str, question: "Question", values: tuple[str, ...], *path: str | int) -> None:
    """Check that what depends on a question names answers that it has; raises Flaw."""
    lengths = ["short", "full"] if question.kind == "text" else ["day"] if question.kind == "date" and question.options else []
    lengths += ["fewer", "more"] if question.usual else []
    lengths += ["too_few"] if question.unnamed_from else []
    known = [*question.choices, "answered", "skipped", *lengths]
    unknown = ", ".join(sorted(set(values) - set(known)))
    what = f"{what_for} depends on {question.id} = {unknown}, which is no option of it; write one of: {', '.join(known)}"
    need(not unknown, what, *path)
