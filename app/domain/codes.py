"""Codes people carry: tokens, return codes, receipts, sign-in codes. Randomness comes as an argument."""

import hashlib
import hmac
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from threading import BoundedSemaphore

Randomness = Callable[[int], bytes]  # how many bytes → that many random bytes

# No vowels, so no words; no 0, 1, l or o, so nothing to mistake on a print.
ALPHABET = "23456789bcdfghjkmnpqrstvwxyz"
DIGITS = "0123456789"

TOKEN_BYTES = 32
SELECTOR_LETTERS = 6
SECRET_LETTERS = 14  # 14 × log2(28) = 67 bits
RECEIPT_LETTERS = 16
OPAQUE_ID_LETTERS = 8
SHORT_CODE_DIGITS = 6

HASH_COST = 14  # log2 of scrypt's n: about 16 MB and 50 ms a guess
_FEW_AT_ONCE = BoundedSemaphore(4)  # fifty people who send at once would fill the memory


def draw(randomness: Randomness, letters: int, alphabet: str = ALPHABET) -> str:
    """So many letters, each equally likely: bytes past the last whole multiple are thrown away."""
    limit = 256 - 256 % len(alphabet)
    drawn: list[str] = []
    while len(drawn) < letters:
        drawn += [alphabet[byte % len(alphabet)] for byte in randomness(letters * 2) if byte < limit]
    return "".join(drawn[:letters])


def token(randomness: Randomness) -> str:
    """256 bits, as 64 hexadecimal digits."""
    return randomness(TOKEN_BYTES).hex()


def token_hash(token: str) -> str:
    """What is kept of a token. A plain hash is enough for 256 random bits."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def opaque_id(randomness: Randomness) -> str:
    return draw(randomness, OPAQUE_ID_LETTERS)


def is_opaque_id(text: str) -> bool:
    """Whether it has the shape of one."""
    return len(text) == OPAQUE_ID_LETTERS and set(text) <= set(ALPHABET)


def receipt(randomness: Randomness) -> str:
    return draw(randomness, RECEIPT_LETTERS)


def short_code(randomness: Randomness) -> str:
    """Six digits, for typing from a mail. Only ever checked with few tries and a short life."""
    return draw(randomness, SHORT_CODE_DIGITS, DIGITS)


def keyed_hash(secret: str, purpose: str, value: str) -> str:
    """For values with too few bits to hash plainly; `purpose` keeps the uses apart."""
    return hmac.new(
        secret.encode(), f"{purpose}\0{value}".encode("utf-8", "surrogatepass"), hashlib.sha256
    ).hexdigest()


@dataclass(frozen=True)
class ReturnCode:
    """A selector to find a response by, and a secret of which only a slow hash is kept."""

    selector: str
    secret: str

    def __str__(self) -> str:
        return grouped(self.selector + self.secret)


def return_code(randomness: Randomness) -> ReturnCode:
    return ReturnCode(draw(randomness, SELECTOR_LETTERS), draw(randomness, SECRET_LETTERS))


def read_return_code(typed: str) -> ReturnCode | None:
    """Any case, any spacing, any dashes."""
    letters = read_letters(typed)
    if len(letters) != SELECTOR_LETTERS + SECRET_LETTERS:
        return None
    return ReturnCode(letters[:SELECTOR_LETTERS], letters[SELECTOR_LETTERS:])


def read_letters(typed: str) -> str:
    """The letters and digits of what was typed, in lower case; empty if there is anything else."""
    plain = unicodedata.normalize("NFKC", typed).lower()
    kept = "".join(each for each in plain if not (each.isspace() or each in "-–—."))
    return kept if all(each in ALPHABET or each in DIGITS for each in kept) else ""


def grouped(letters: str, size: int = 4) -> str:
    return "-".join(letters[start : start + size] for start in range(0, len(letters), size))


def slow_hash(secret: str, salt: bytes, cost: int = HASH_COST) -> str:
    """scrypt, with its cost and salt written in front so that either may change later."""
    with _FEW_AT_ONCE:
        digest = hashlib.scrypt(secret.encode(), salt=salt, n=2**cost, r=8, p=1, maxmem=2**27)
    return f"{cost}${salt.hex()}${digest.hex()}"


def matches(secret: str, kept: str) -> bool:
    cost, salt, _ = kept.split("$")
    return hmac.compare_digest(slow_hash(secret, bytes.fromhex(salt), int(cost)), kept)
