"""What makes a format whole of which a group comes: who joins it, and who facilitates it; each flaw names the mend."""

from typing import TYPE_CHECKING

from dialogs.checks.flaws import need

if TYPE_CHECKING:
    from dialogs.language.content import Format


def of_forming(format: "Format") -> None:
    """Check what only a format has with which somebody forms a group (S22); raises Flaw."""
    for s, stage in enumerate(format.stages):
        for q, question in enumerate(stage.questions):
            what = f"{question.id} lets somebody join a group that nobody forms; ask it of who: candidate, or leave joins out"
            joins = any(option.joins for option in question.options.values())
            need(stage.who == "candidate" or not joins, what, "stages", s, "questions", q, "options")
            what = (
                f"{question.id} gives away what was answered, and {stage.id} asks who may read it too; leave one of the two out"
            )
            gives = any(option.gives for option in question.options.values())
            need(not gives or stage.shared_at is None, what, "stages", s, "questions", q, "options")
    if (forms := format.forms) is None:
        return
    need(format.plan, "nobody plans what this group comes of; add starts: {plans: …}, or leave forms out", "forms")
    named, guide, asked = (format.plan.get(name) for name in (forms.called, forms.facilitator, forms.candidates))
    what = f"{forms.called} asks for no name; name a text of the stage that plans, with required: true"
    need(named is not None and named.kind == "text" and named.required and not named.public, what, "forms", "called")
    what = f"{forms.facilitator} chooses nobody from outside; name a person question of the stage that plans, with external"
    right = guide is not None and guide.external and guide.required and guide.known
    need(right, f"{what}, known: true and required: true", "forms", "facilitator")
    what = f"{forms.candidates} chooses no members; name a multi question of the stage that plans, with people: true"
    need(asked is not None and asked.people, what, "forms", "candidates")
    need(format.joining, "nobody is asked whether she joins; add a stage with who: candidate, and joins at an option", "forms")
