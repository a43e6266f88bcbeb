"""Reads a plan paper: every value with the words it rests on, their place, how sure; what is not there is missing, never guessed."""

from vinhdanh.engines.plan.reader import read_plan, reading
from vinhdanh.engines.plan.source import read_text, text_of
from vinhdanh.engines.plan.types import DOUBTFUL, KEYS, JsonValue, Key, Reading, Value

__all__ = ["DOUBTFUL", "KEYS", "JsonValue", "Key", "Reading", "Value", "read_plan", "read_text", "reading", "text_of"]
