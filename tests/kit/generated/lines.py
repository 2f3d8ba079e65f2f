"""Lines that generated stages tell, which hang on what was chosen, and the rest of them behind a button."""

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn

from tests.kit.generated.words import COIN, PLAIN, TEXTS, Body, maybe


def with_lines(draw: DrawFn, stage: Body) -> None:
    """Let a stage that is gone through once tell lines of what was chosen in it."""
    if "repeat" in stage or not draw(COIN):
        return
    chosen, told = f"{stage['id']}_kind", f"{stage['id']}_lines"
    lines = {name: {"says": draw(TEXTS), "only_if": {chosen: [name]}} for name in ("groot", "klein")}
    lines["beide"] = {"says": draw(TEXTS), "only_if": {chosen: ["groot", "klein"]}}
    info: Body = {"id": told, "kind": "info", "ask": draw(TEXTS), "lines": lines}
    stage["questions"] += [
        {"id": chosen, "kind": "choice", "ask": draw(TEXTS), "options": {"groot": "Groot", "klein": "Klein"}},
        info,
    ]
    maybe(draw, info, "most", st.integers(1, 2))
    if "most" in info:
        more, kind = f"{told}_more", {"kind": draw(st.sampled_from(["choice", "info"]))}
        options = {"options": {"meer": draw(PLAIN)}} if kind["kind"] == "choice" else {}
        stage["questions"].append({"id": more, "ask": draw(TEXTS), "rest_of": told, **kind, **options})
