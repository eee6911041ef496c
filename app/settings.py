"""Every setting, typed. Read once at the door and passed down as values."""

from pathlib import Path

from pydantic import Field, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

FEWEST_SECRET_LETTERS = 32
DEMO_SECRET = "made-up people keep no secrets: a demo needs none"  # noqa: S105 - refused outside the demo


class Settings(BaseSettings):
    """Set in the environment, with GOOD_PARTNERS_ in front, or in a file named .env."""

    model_config = SettingsConfigDict(
        env_prefix="GOOD_PARTNERS_", env_file=".env", extra="ignore", frozen=True
    )

    demo: bool = Field(default=False, description="Made-up people, one-tap seats, mail shown on a page.")
    development: bool = Field(default=False, description="Mail shown on a page; the components page.")
    secret: str = Field(default="", description="At least 32 letters; keys the hashes of short codes.")
    former_secret: str = Field(
        default="", description="The secret before this one: opens what people locked away with it."
    )
    database_url: str = Field(
        default="sqlite:///data/good-partners.sqlite", description="sqlite:///… or postgresql://…"
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000", description="How people reach the site; links in mail start with it."
    )
    charter_folder: Path = Field(default=Path("charter"), description="Where the charter's files are.")
    mail_folder: Path = Field(
        default=Path("data/mail"), description="Where mail lands if there is no mail server."
    )
    smtp_url: str = Field(
        default="", description="smtp://user:password@host:587; empty writes mail to the folder."
    )
    mail_from: str = Field(
        default="Good Partners <hello@goodpartners.example>", description="The sender of every mail."
    )
    largest_body_bytes: int = Field(default=1_000_000, description="Longer requests are refused.")
    sign_in_idle_minutes: int = Field(default=30, description="A sign-in ends after this long unused.")
    sign_in_longest_hours: int = Field(default=12, description="A sign-in ends after this long in any case.")
    sign_in_link_minutes: int = Field(default=15, description="How long a mailed link and code last.")
    hash_cost: int = Field(default=14, ge=4, le=20, description="log2 of scrypt's n for return codes.")

    @model_validator(mode="after")
    def refuse_to_start_without_a_secret(self) -> "Settings":
        if self.demo:
            return self
        if len(self.secret) < FEWEST_SECRET_LETTERS or self.secret == DEMO_SECRET:
            raise ValueError(
                "GOOD_PARTNERS_SECRET must be set to at least 32 random letters before the site can start. "
                "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return self

    @property
    def notebook_secrets(self) -> tuple[str, ...]:
        """The one to lock with first."""
        return (self.key, self.former_secret) if self.former_secret else (self.key,)

    @property
    def key(self) -> str:
        """What short codes are hashed with."""
        return self.secret or DEMO_SECRET

    @property
    def is_https(self) -> bool:
        return self.base_url.startswith("https://")
