"""The dossier: sealed, and the same bytes each time."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

from vinhdanh.engines.pipeline.dossier import dossier, zipped


def test_the_manifest_gives_the_sum_of_each_file() -> None:
    files = {"b.pdf": b"two", "a.docx": b"one"}
    with zipfile.ZipFile(io.BytesIO(dossier("c-1", "Hội nghị", ["Báo cáo tổng kết Hội nghị"], files))) as archive:
        manifest = json.loads(archive.read("manifest.json"))
        assert archive.namelist() == ["a.docx", "b.pdf", "manifest.json"]
        assert archive.read("b.pdf") == b"two"
    assert manifest["files"] == {
        name: {"sha256": hashlib.sha256(data).hexdigest(), "bytes": 3} for name, data in sorted(files.items())
    }
    assert manifest["items"] == ["Báo cáo tổng kết Hội nghị"]
    assert manifest["campaign"] == "c-1"


def test_two_times_the_same_bytes_whatever_the_order() -> None:
    assert zipped({"a": b"1", "b": b"2"}) == zipped({"b": b"2", "a": b"1"})
