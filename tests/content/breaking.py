"""Breaking a copy of the charter in one place."""


def change(folder, file, old, new):
    """Puts `new` for the first `old`, and says in which file and line it begins."""
    path = folder / file
    before, found, after = path.read_text(encoding="utf-8").partition(old)
    assert found, f"{old} is not in {file}"
    path.write_text(before + new + after, encoding="utf-8")
    return f"charter/{file}:{before.count(chr(10)) + 1}"
