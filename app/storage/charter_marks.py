"""Reads the charter's files with the line that each thing stands on, so that a fault can say where it is."""

from collections import Counter
from pathlib import Path

import yaml

from app.domain.charter_draft import CharterDraft, Fault, Written
from app.domain.version_rules import version_order

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_draft(folder: Path) -> tuple[CharterDraft | None, list[Fault]]:
    """The charter as written, or the faults that keep it from being read at all."""
    themes = sorted(folder.glob("themes/*.yaml"))
    versions = sorted(folder.glob("versions/*.yaml"), key=lambda path: _order(path.stem))
    lists = [folder / f"{name}.yaml" for name in ("scales", "sources", "retired")]
    read: dict[Path, Written] = {}
    faults = [
        Fault(f"{folder.name}/{name}", 1, "There is no file here yet.")
        for name, paths in (("themes", themes), ("versions", versions))
        if not paths
    ]
    for path in [*themes, *versions, *lists]:
        written = read_written(path, name=f"{folder.name}/{path.relative_to(folder).as_posix()}")
        if isinstance(written, Fault):
            faults.append(written)
        else:
            read[path] = written
    if faults:
        return None, faults
    scales, sources, retired = (read[path] for path in lists)
    return (
        CharterDraft(
            themes=tuple(read[path] for path in themes),
            scales=scales,
            sources=sources,
            retired=retired,
            versions=tuple(read[path] for path in versions),
        ),
        [],
    )


def _order(stem: str) -> tuple[int, ...]:
    return version_order(stem) if stem.replace(".", "").isdigit() else ()


def read_written(path: Path, name: str) -> Written | Fault:
    if not path.exists():
        return Fault(name, 1, "This file is missing.")
    try:
        node = yaml.compose(path.read_text(encoding="utf-8"), Loader=Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return Fault(name, line, f"This is not YAML that can be read: {error.problem}.")
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        return Fault(name, 1, f"This file cannot be read: {error}.")
    if not isinstance(node, yaml.MappingNode):
        return Fault(name, 1, "This file should hold named fields.")
    return _written(node, name, line=1)


def _written(node: yaml.Node, name: str, line: int) -> Written:
    if isinstance(node, yaml.SequenceNode):
        entries = tuple(_written(each, name, each.start_mark.line + 1) for each in node.value)
        return Written(name, line, entries=entries)
    if isinstance(node, yaml.MappingNode):
        fields = {key.value: _written(value, name, key.start_mark.line + 1) for key, value in node.value}
        counts = Counter(key.value for key, _ in node.value)
        repeated = tuple(key for key, count in counts.items() if count > 1)
        return Written(name, line, fields=fields, repeated=repeated)
    return Written(name, line, text=node.value)
