"""What Teams tells, as far as it is read: the Activity of Bot Framework; one with another form is refused."""

from collections.abc import Mapping
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field
from pydantic.alias_generators import to_camel

T = TypeVar("T")


def _listed(found: Any) -> Any:
    """Return a list without what is told to be nothing."""
    return [one for one in found if one is not None] if isinstance(found, list) else () if found is None else found


One = Annotated[T, BeforeValidator(lambda found: {} if found is None else found)]
Several = Annotated[tuple[T, ...], BeforeValidator(_listed)]


class _Told(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, extra="ignore", frozen=True)


class Account(_Told):
    """Somebody, or the bot itself."""

    id: str | None = None
    aad_object_id: str | None = None
    role: str | None = None


class Conversation(_Told):
    """Where something was done."""

    id: str | None = None
    conversation_type: str | None = None


class Attachment(_Told):
    """What came along with a message."""

    content_type: str | None = None
    content_url: str | None = None
    content: Any = None
    name: str | None = None


class Activity(_Told):
    """Something that was done, or happened; of what is not told nothing stands there."""

    type: str | None = None
    id: str | None = None
    timestamp: str | None = Field(None, pattern=r"^\d{4}-\d\d-\d\dT[0-9:.]{5,20}[-+:Z0-9]{0,8}$")
    service_url: Annotated[str, BeforeValidator(lambda found: "" if found is None else found)] = ""
    by: One[Account] = Field(Account(), alias="from")
    to: One[Account] = Field(Account(), alias="recipient")
    conversation: One[Conversation] = Conversation()
    text: str | None = None
    name: str | None = None
    action: str | None = None
    locale: str | None = None
    reply_to_id: str | None = None
    value: Any = None
    attachments: Several[Attachment] = ()
    entities: Several[Mapping[str, Any]] = ()
    members_added: Several[Account] = ()
    members_removed: Several[Account] = ()
