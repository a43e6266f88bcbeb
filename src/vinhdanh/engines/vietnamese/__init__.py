"""Engine: the Vietnamese language in papers and lists. A library without state; it imports nothing of the project."""

from vinhdanh.engines.vietnamese.dates import PartialDate, is_date_text, long_date, open_date, parse_date, short_date
from vinhdanh.engines.vietnamese.names import NameKey, given_name, name_key, name_sort_key, proper_case, split_name
from vinhdanh.engines.vietnamese.numbers import (
    NBSP,
    amount_from_words,
    amount_in_words,
    decimal_comma,
    money,
    parse_roman,
    percent,
    roman,
    two,
)
from vinhdanh.engines.vietnamese.text import (
    accent_key,
    collate,
    match_key,
    repair,
    slug,
    sort_key,
    split_tones,
    squeeze_key,
    strip_accents,
)
from vinhdanh.engines.vietnamese.workdays import add_working_days, holiday_name, is_working_day, working_days_between

__all__ = [
    "NBSP",
    "NameKey",
    "PartialDate",
    "accent_key",
    "add_working_days",
    "amount_from_words",
    "amount_in_words",
    "collate",
    "decimal_comma",
    "given_name",
    "holiday_name",
    "is_date_text",
    "is_working_day",
    "long_date",
    "match_key",
    "money",
    "name_key",
    "name_sort_key",
    "open_date",
    "parse_date",
    "parse_roman",
    "percent",
    "proper_case",
    "repair",
    "roman",
    "short_date",
    "slug",
    "sort_key",
    "split_name",
    "split_tones",
    "squeeze_key",
    "strip_accents",
    "two",
    "working_days_between",
]
