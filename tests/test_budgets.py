"""The sizes this house keeps to. An exception has a name and a number here, and may only shrink."""

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

FOLDERS = ("app", "tests", "tools", "bench", "migrations")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50
LONGEST_HANDLER = 20
LONGEST_TEST = 40
LONGEST_TEMPLATE = 150

# A place → the lines it has now. Cut here when you cut there; never raise a number, never add a name.
EXCEPTIONS: dict[str, int] = {}

PYTHON = sorted(path for folder in FOLDERS for path in Path(folder).rglob("*.py"))
TEMPLATES = sorted(path for path in Path("templates").rglob("*") if path.is_file())
SCRIPTS = sorted(path for path in Path("app/web/static").glob("*.*") if path.suffix in {".css", ".js"})

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines(path: Path) -> int:
    return len(path.read_text().splitlines())


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text())


@cache
def functions(path: Path) -> list[Function]:
    return [node for node in ast.walk(parsed(path)) if isinstance(node, Function)]


def length(function: Function) -> int:
    return (function.end_lineno or function.lineno) - function.lineno + 1


def body_length(function: Function) -> int:
    """Without the signature and the docstring."""
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def is_handler(function: Function) -> bool:
    return any(re.match(r"router\.\w+\(", ast.unparse(each)) for each in function.decorator_list)


def too_long(found: dict[str, int], most: int) -> dict[str, int]:
    return {name: size for name, size in found.items() if size > EXCEPTIONS.get(name, most)}


@pytest.mark.parametrize(
    ("paths", "most"), [(PYTHON, LONGEST_FILE), (TEMPLATES, LONGEST_TEMPLATE), (SCRIPTS, LONGEST_FILE)]
)
def test_no_file_is_too_long(paths, most):
    assert paths
    assert not too_long({str(path): lines(path) for path in paths}, most)


def test_no_function_is_too_long():
    found = {f"{path}: {each.name}": length(each) for path in PYTHON for each in functions(path)}
    assert found
    assert not too_long(found, LONGEST_FUNCTION)


def test_no_handler_does_more_than_parse_call_and_answer():
    routes = [path for path in PYTHON if path.is_relative_to("app/web/routes")]
    found = {
        f"{path}: {each.name}": body_length(each)
        for path in routes
        for each in functions(path)
        if is_handler(each)
    }
    assert found
    assert not too_long(found, LONGEST_HANDLER)


def test_no_test_is_too_long():
    tests = [path for path in PYTHON if path.is_relative_to("tests")]
    found = {
        f"{path}: {each.name}": length(each)
        for path in tests
        for each in functions(path)
        if each.name.startswith("test_")
    }
    assert not too_long(found, LONGEST_TEST)


def comments(path: Path, said: str) -> Iterator[tuple[int, str]]:
    """Those in which this is said. A file that says it nowhere need not be taken apart."""
    text = path.read_text()
    if not re.search(said, text):
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT and re.search(said, token.string):
            yield token.start[0], token.string


def test_every_exception_from_a_rule_says_why():
    """`# noqa: S105 - refused outside the demo`: the code, a dash or another #, and a reason."""
    silent = [
        f"{path}:{line}: {comment}"
        for path in PYTHON
        for line, comment in comments(path, r"noqa|type: ignore|pragma: no")
        if not re.search(r"(noqa: [A-Z]+\d+(, ?[A-Z]+\d+)*|type: ignore\[[\w, -]+\])\s+[-–#]\s*\w+", comment)
    ]
    assert not silent


def test_nothing_is_left_to_do_without_an_issue():
    unfinished = [
        f"{path}:{line}"
        for path in PYTHON
        for line, comment in comments(path, r"\b(TODO|FIXME|XXX|HACK)\b")
        if not re.search(r"#\d+", comment[1:])
    ]
    assert not unfinished


def test_every_exception_is_still_needed():
    places = {f"{path}: {each.name}" for path in PYTHON for each in functions(path)}
    places |= {str(path) for path in (*PYTHON, *TEMPLATES, *SCRIPTS)}
    assert set(EXCEPTIONS) <= places


def test_every_module_says_what_lives_in_it():
    silent = [
        str(path)
        for path in PYTHON
        if path.name != "__init__.py" and path.parts[0] != "tests"
        if not ast.get_docstring(parsed(path))
    ]
    assert not silent
