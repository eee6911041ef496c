"""Templates as text: they compile, stay small, escape everything, and import only what they use."""

import re
from pathlib import Path

import pytest
from jinja2 import nodes

from app.web.pages import TEMPLATES, environment

NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))
PAGES = [name for name in NAMES if name.endswith(".html")]
LONGEST = 150
MACROS = [name for name in PAGES if name.startswith("macros/")]


def source(name: str) -> str:
    return (TEMPLATES / name).read_text()


def without_comments(name: str) -> str:
    return re.sub(r"\{#.*?#\}", "", source(name), flags=re.DOTALL)


def test_there_are_templates_to_look_at():
    assert {"base.html", "macros/page.html", "errors/404.html", "public/home.html"} <= set(PAGES)


@pytest.mark.parametrize("name", NAMES)
def test_every_template_compiles(name):
    environment.get_template(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_template_is_long(name):
    assert len(source(name).splitlines()) <= LONGEST


@pytest.mark.parametrize("name", NAMES)
def test_nothing_gets_round_the_escaping(name):
    text = without_comments(name)
    assert not re.search(r"\|\s*safe\b|autoescape\s+false", text)


def test_what_needs_another_look_stands_below_the_way_back():
    ways_back = r"\{\{ (?:back_link|breadcrumbs)\("
    pages = [name for name in PAGES if not name.startswith(("macros/", "components/"))]
    both = [
        name for name in pages if "problem_summary(" in source(name) and re.search(ways_back, source(name))
    ]
    assert both
    assert [
        name for name in both if re.search(r"\{\{ problem_summary\(.*" + ways_back, source(name), re.DOTALL)
    ] == []


@pytest.mark.parametrize("name", PAGES)
def test_what_a_template_imports_it_uses(name):
    tree = environment.parse(source(name))
    imported = [each for found in tree.find_all(nodes.FromImport) for each in found.names]
    used = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "load"}
    names = [each[1] if isinstance(each, tuple) else each for each in imported]
    assert [each for each in names if each not in used] == []


@pytest.mark.parametrize("name", PAGES)
def test_what_a_template_imports_is_there(name):
    tree = environment.parse(source(name))
    for found in tree.find_all(nodes.FromImport):
        assert isinstance(found.template, nodes.Const)
        module = environment.get_template(found.template.value).module
        wanted = [each[0] if isinstance(each, tuple) else each for each in found.names]
        assert [each for each in wanted if not hasattr(module, each)] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_template_carries_script_or_style(name):
    """Our content security policy would refuse them."""
    text = without_comments(name)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:", text, re.IGNORECASE)
    scripts = re.findall(r"<script\b[^>]*>", text)
    assert [tag for tag in scripts if "src=" not in tag and "application/json" not in tag] == []


@pytest.mark.parametrize("name", PAGES)
def test_no_template_names_another_host(name):
    assert not re.search(r"(?:src|href|action)=\"(?:https?:)?//", source(name))


@pytest.mark.parametrize("name", MACROS)
def test_each_macro_file_opens_with_what_it_holds(name):
    text = source(name)
    public = re.findall(r"^\{% macro ([a-z]\w*)\(", text, re.MULTILINE)
    opening = text[: text.index("#}")]
    assert public
    assert [macro for macro in public if f"{macro}(" not in opening] == []


def test_the_templates_are_where_the_pages_look_for_them():
    assert Path(environment.loader.searchpath[0]) == TEMPLATES
