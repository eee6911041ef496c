"""What the web floor needs to know of the settings, as values."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Site:
    base_url: str
    is_https: bool
    demo: bool
    development: bool
    key: str  # keys the hashes of short codes
    notebook_secrets: tuple[str, ...]  # the one to lock with first
    hash_cost: int
    mail_folder: Path
    largest_body_bytes: int
    sign_in_idle_minutes: int
    sign_in_longest_hours: int
    sign_in_link_minutes: int

    def cookie(self, name: str) -> str:
        """The full name. With the prefix a browser takes it from this host over TLS and nowhere else."""
        return f"__Host-{name}" if self.is_https else name

    @property
    def shows_mail(self) -> bool:
        return self.demo or self.development
