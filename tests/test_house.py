"""Rules of the whole house that no linter knows."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "vinhdanh"
# Words of levels are data ("xã hội" of the state's name and "hợp tác xã" are none): the catalogue's rows, a campaign's own texts. A reader of texts must know them, an issuer never.
LEVELS = re.compile(r"\b(?:huyện|quận|thị xã|tỉnh|phường|(?<!hợp tác )xã(?! hội))\b", re.IGNORECASE)
READERS = {"plan", "vietnamese", "sheets"}
MAX_FILE, MAX_FUNCTION = 400, 50


def tracked(*patterns: str) -> list[Path]:
    listed = subprocess.run(["git", "ls-files", *patterns], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).exists()]


def spoken(path: Path) -> list[str]:
    """String constants of a module that are no docstrings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    silent = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and node.body and isinstance(node.body[0], ast.Expr)
    }
    bare = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}  # the words under a constant
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent | bare
    ]


def test_no_level_is_a_word_in_code_or_templates() -> None:
    found = []
    for path in SOURCE.rglob("*"):
        inside = path.relative_to(SOURCE).parts
        if len(inside) > 1 and inside[1] in READERS:
            continue
        if path.suffix == ".py":
            found += [f"{path.name}: {text[:60]}" for text in spoken(path) if LEVELS.search(text)]
        elif path.suffix in {".typ", ".j2", ".html"}:
            found += [f"{path.name}: {m.group()}" for m in LEVELS.finditer(path.read_text(encoding="utf-8"))]
    assert found == []


def test_files_and_functions_stay_short() -> None:
    long = []
    for path in [*SOURCE.rglob("*.py"), *(ROOT / "benchmarks").rglob("*.py")]:
        if "migrations" in path.parts:  # written by a command
            continue
        text = path.read_text(encoding="utf-8")
        if text.count("\n") > MAX_FILE:
            long.append(path.name)
        functions = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef)]
        long += [f"{path.name}:{f.name}" for f in functions if (f.end_lineno or 0) - f.lineno >= MAX_FUNCTION]
    assert long == []


def test_no_address_of_a_registry_and_no_path_of_a_machine() -> None:
    marks = re.compile(
        "|".join(
            [
                "pypi" + r"\.org",
                "registry" + r"\.npmjs",
                "files" + r"\.pythonhosted",
                "--index" + "-url",
                "/ro" + "ot/",
                "/wo" + "rk/",
            ]
        )
    )
    wrong = []
    for path in tracked("*.py", "*.md", "*.txt", "*.toml", "*.in", "*.sh", "Makefile", ".ci/run"):
        wrong += [
            f"{path.relative_to(ROOT)}: {m.group()}" for m in marks.finditer(path.read_text(encoding="utf-8", errors="replace"))
        ]
    assert wrong == []


def test_every_requirement_of_the_lock_is_hashed() -> None:
    for name in ("run", "dev"):
        lock = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8")
        pins = re.findall(r"^[a-z0-9][^\s]*==\S+[^\n]*\\\n\s+--hash=sha256:", lock, re.MULTILINE)
        assert len(pins) == len(re.findall(r"^[a-z0-9].*==", lock, re.MULTILINE))


def test_the_requirements_are_listed_with_a_state() -> None:
    text = (ROOT / "docs" / "mission.md").read_text(encoding="utf-8")
    listed: set[str] = set()
    for first, last in re.findall(r"^\| ([RX]\d+)(?:–([RX]\d+))? \|.*\| (?:done|part|later) \|", text, re.MULTILINE):
        numbers = range(int(first[1:]), int((last or first)[1:]) + 1)
        listed |= {f"{first[0]}{n}" for n in numbers}
    assert listed == {f"R{n}" for n in range(1, 73)} | {f"X{n}" for n in range(1, 12)}


def test_many_rows_are_written_in_parts() -> None:
    """PostgreSQL takes 65,535 values in one command: the units of a province, all columns at once, are more."""
    whole = [
        f"{path.name}, line {node.lineno}"
        for path in SOURCE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"bulk_create", "bulk_update"}
        if not any(keyword.arg == "batch_size" for keyword in node.keywords)
    ]
    assert whole == []
