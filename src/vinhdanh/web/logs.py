"""Logs as lines of JSON. Only what is named here goes out: no path of a page, no form value, no name of a person."""

from __future__ import annotations

import json
import logging

KEPT = ("request_id", "route", "method", "status", "ms", "queries", "user_id", "job", "attempt")


class JsonFormatter(logging.Formatter):
    """Time, level, logger, message and the fields of `KEPT`; of an exception the kind and the place, never its words."""

    def format(self, record: logging.LogRecord) -> str:
        """One record as one line."""
        line: dict[str, object] = {
            "at": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "message": str(record.msg),
        }
        line.update({name: record.__dict__[name] for name in KEPT if name in record.__dict__})
        if record.exc_info and record.exc_info[0]:
            line["error"] = record.exc_info[0].__name__
            trace = record.exc_info[2]
            places = []
            while trace is not None:
                code = trace.tb_frame.f_code
                places.append(f"{code.co_qualname if hasattr(code, 'co_qualname') else code.co_name}:{trace.tb_lineno}")
                trace = trace.tb_next
            line["where"] = places[-8:]
        return json.dumps(line, ensure_ascii=False)
