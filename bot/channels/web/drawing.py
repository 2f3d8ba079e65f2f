"""How the web chat draws the neutral prompt in words, for the command line."""

from dialogs.saying.prompt import Prompt


def in_words(prompt: Prompt) -> str:
    """Return a prompt as lines of text."""
    lines = [f"[{prompt.title}]"] if prompt.title else []
    lines.append(prompt.text)
    if prompt.help:
        lines.append(f"({prompt.help})")
    if prompt.form:
        lines += [f"  {field.label}" for field in prompt.form.fields]
        lines.append(f"  [{prompt.form.submit}]")
    if prompt.link:
        lines.append(f"  {prompt.link.label}: {prompt.link.url}")
    mark = "☐" if prompt.many else ""
    lines += [f"  {number} {mark}{choice.label}" for number, choice in enumerate(prompt.choices, start=1)]
    if prompt.readers:
        lines.append(f"— {prompt.readers}")
    return "\n".join(lines)
