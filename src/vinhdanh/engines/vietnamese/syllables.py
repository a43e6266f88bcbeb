"""Which words can be Vietnamese syllables: initial, rhyme and tone, from phonology and spelling, without a word list.

A syllable is an initial consonant (or none), a rhyme and a tone. The rhymes below are those of the standard descriptions of the
spelling (Đoàn Thiện Thuật, "Ngữ âm tiếng Việt", 1977; Bộ Giáo dục QĐ 240/QĐ of 1984 on spelling); rhymes that end in a stop
(-c, -ch, -p, -t) take only the tones sắc and nặng.
"""

from __future__ import annotations

from functools import lru_cache

from vinhdanh.engines.vietnamese.text import split_tones

INITIALS = (
    *("ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr"),
    *("b", "c", "d", "đ", "g", "h", "k", "l", "m", "n", "p", "r", "s", "t", "v", "x"),
)
"""Initials as they are written, those of more letters first."""

_RHYMES_WRITTEN = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu  i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot ooc oong  oa oac oach oai oam oan oang oanh oao oap oat oay  oăc oăm oăn oăng oăt  oe oen oeo oet
ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt  u ua uc ui um un ung up ut  uân uâng uât uây  uê uêch uênh  uơ
uôc uôi uôm uôn uông uôt  uy uya uych uyn uynh uyp uyt uyu uyên uyêt
ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu  y ych ynh yt yêm yên yêng yêt yêu
"""
_AFTER_QU_WRITTEN = "au ăp em ep i ia ich in inh it iu ơi ơn ơt yêm yêu"
_FALLING_WRITTEN = "ai ao au ay âu ây eo êu ia iu oi ôi ơi ua ui ưa ưi ưu yu"

_RHYMES = frozenset(_RHYMES_WRITTEN.split())
_AFTER_QU = frozenset(_AFTER_QU_WRITTEN.split())
"""Rhymes that stand after qu beside those written with o or u in front (quán as oan, quýt as uyt)."""

_FALLING = frozenset(_FALLING_WRITTEN.split())
"""Ends of open rhymes whose last letter is a glide: no tone stands on it."""

_FRONT = frozenset("eêiy")
_STOPS = ("c", "p", "t", "ch")
_SHARP, _HEAVY = 4, 5


@lru_cache(maxsize=65536)
def is_syllable(word: str) -> bool:
    """Whether the word, in any case and in NFC or NFD, is a well-formed Vietnamese syllable.

    The tone may stand on any vowel letter (hòa, hoà). A foreign word or a name of another people is mostly none (Niê, Xtiêng, Müller).
    """
    base, tone = _parts(word)
    return _shaped(base) and not (base.endswith(_STOPS) and tone not in {_SHARP, _HEAVY})


@lru_cache(maxsize=65536)
def is_nearly_syllable(word: str) -> bool:
    """As `is_syllable`, but a stop may carry any tone: what a person types in haste (Phùc, Lôc)."""
    return _shaped(_parts(word)[0])


def is_tone_in_place(word: str) -> bool:
    """Whether the tone of a syllable stands on no glide: both hoà and hòa, but not xaõ, cuả."""
    base, tones = split_tones(word.lower())
    if len(base) < 2 or not tones[-1]:
        return True
    start = 2 if base[:2] in {"qu", "gi"} and len(base) > 2 else 0
    return base[start:][-2:] not in _FALLING


def _parts(word: str) -> tuple[str, int]:
    """The word without its tone, and the tone; with two tones the word counts as none."""
    base, tones = split_tones(word.lower())
    marks = [t for t in tones if t]
    return (base, marks[0] if marks else 0) if len(marks) < 2 else ("", 0)


def _shaped(base: str) -> bool:
    if base in _RHYMES:
        # iê without a consonant before it is written yê
        return not base.startswith("iê")
    return any(_fits(initial, base.removeprefix(initial)) for initial in INITIALS if base.startswith(initial))


def _fits(initial: str, rhyme: str) -> bool:
    if initial == "qu":
        return bool(rhyme) and (rhyme in _AFTER_QU or f"o{rhyme}" in _RHYMES or f"u{rhyme}" in _RHYMES) and rhyme[0] not in "ou"
    if initial == "gi" and (rhyme == "" or f"i{rhyme}" in _RHYMES):
        return True
    if rhyme not in _RHYMES or rhyme.startswith("yê"):
        return False
    front = rhyme[0] in _FRONT
    if initial in {"k", "gh", "ngh"}:
        # uy keeps k only in foreign names; before a, o, u and theirs the letters are c, g, ng
        return front
    return not (front and initial in {"c", "g", "ng"} and rhyme != "i")
