"""The words about signing up for a group that is being formed, recognised only as a whole message (S22)."""

import re

LONGEST = 2000
"""Characters that such a message may have: names may be many, and a button names people by ids that are long."""
MATCHES = "duo's vormen"
_WORDS = {"aanmeldingen": "list", "sign-ups": "list", "groep rond": "complete", "group complete": "complete",
          "aanmelding intrekken": "withdraw", "withdraw sign-up": "withdraw",
          "aanmelding bevestigen": "confirm", "confirm sign-up": "confirm",
          "duo's vormen": "match", "form duos": "match"}  # fmt: skip
DECLINES = "niet begeleiden"
SURE = "sure"
"""What stands in the command of who means it."""
_DECLINES = re.compile(rf"(?:{DECLINES}|not facilitating)(?: (\d{{1,2}}))?( zeker| for sure)?", re.IGNORECASE)
_ANOTHER_GUIDE = re.compile(r"(?:andere begeleider|other facilitator)(?: (\d{1,2}))? (\S.*)", re.IGNORECASE)
_MATCH_SURE = re.compile(r"(?:duo's vormen|form duos)(?: (\d{1,2}))? (?:zeker|for sure)", re.IGNORECASE)
_NUMBERED = re.compile(rf"({'|'.join(_WORDS)})(?: (\d{{1,2}}))?", re.IGNORECASE)
_WITH = re.compile(r"(?:groep rond|group complete)(?: (\d{1,2}))? (?:met|with) (\S.*)", re.IGNORECASE)
WHO = "who "
"""What stands in the command before the ids of those who are meant, where a button names them."""
_BY_ID = re.compile("^(?:wie|who) ", re.IGNORECASE)
_MYSELF = r"(?!(?:mij|me|mezelf|ons|het|dat|je|jou|u|zich|deze|die|voor|for|up)\b)"
_ANOTHER = re.compile(
    rf"meld {_MYSELF}\S+(?: \S+)? aan(?: voor de leergroep)?|(?:aanmelden|sign up|register) {_MYSELF}\S+(?: \S+)?",
    re.IGNORECASE,
)


def about_sign_up(text: str) -> str | None:
    """Return what is asked about signing up: ``sign_up list 0``, ``sign_up complete 2 Noor``, 0 where no group is named."""
    if len(text) > LONGEST:
        return None
    if found := _NUMBERED.fullmatch(text):
        return f"sign_up {_WORDS[found[1].casefold()]} {found[2] or 0}"
    if found := _MATCH_SURE.fullmatch(text):
        return f"sign_up match {found[1] or 0} {SURE}"
    if found := _WITH.fullmatch(text):
        return f"sign_up complete {found[1] or 0} {_BY_ID.sub(WHO, found[2])}"
    if found := _DECLINES.fullmatch(text):
        return f"sign_up decline {found[1] or 0}{f' {SURE}' if found[2] else ''}"
    if found := _ANOTHER_GUIDE.fullmatch(text):
        return f"sign_up another_guide {found[1] or 0} {_BY_ID.sub(WHO, found[2])}"
    return "sign_up another 0" if _ANOTHER.fullmatch(text) else None
