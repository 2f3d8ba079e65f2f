"""What a Mattermost signs: clicks and commands carry a trigger id, which proves server, person and moment (reference §9)."""

import base64

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


class Signer:
    """The key of a server; its public half stands in ``AsymmetricSigningPublicKey`` of ``GET /config/client``."""

    def __init__(self) -> None:
        self._key = ec.generate_private_key(ec.SECP256R1())

    @property
    def public(self) -> str:
        """Return the public half, as base64 of its DER."""
        form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        return base64.b64encode(self._key.public_key().public_bytes(*form)).decode()

    def opened(self, trigger: str) -> tuple[str, str, int]:
        """Return a trigger id's own id, whose it is, and its moment; raises ValueError and InvalidSignature."""
        client_id, user, millis, signature = base64.b64decode(trigger, validate=True).decode().split(":")
        text = f"{client_id}:{user}:{millis}:"
        self._key.public_key().verify(base64.b64decode(signature), text.encode(), ec.ECDSA(hashes.SHA256()))
        return client_id, user, int(millis)

    def trigger_id(self, client_id: str, user: str, millis: int) -> str:
        """Return a trigger id: its own id, the person and the moment in milliseconds, signed."""
        text = f"{client_id}:{user}:{millis}:"
        signature = self._key.sign(text.encode(), ec.ECDSA(hashes.SHA256()))
        return base64.b64encode((text + base64.b64encode(signature).decode()).encode()).decode()
