"""Estimate and settlement from `[[budget]]`: sums that agree on every sheet, gaps that stay gaps."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from outcome_factory import make_outcome, settings
from paper_words import said

from vinhdanh.engines.campaign.outcome import Outcome
from vinhdanh.engines.campaign.types import BudgetLine
from vinhdanh.engines.papers import KINDS, counts, office
from vinhdanh.engines.papers.kinds import costs
from vinhdanh.engines.vietnamese import amount_in_words, money

PLAIN = make_outcome()
AWARDS = tuple(award for made in PLAIN.commend for award in made.awards)
PRIZES = counts.prize_total(AWARDS)[0]
HALL = BudgetLine("Thuê hội trường", "buổi", Decimal(1), 6_000_000, "Ngân sách hỗ trợ")
CARDS = BudgetLine("In thẻ", "cái", Decimal(250), 12_000, "Tài chính công đoàn")
SUM = 6_000_000 + 3_000_000


def outcome(*lines: BudgetLine, support: int | None = None) -> Outcome:
    return make_outcome(campaign_settings=settings(budget=lines, budget_support=support))


def text(key: str, made: Outcome) -> str:
    return said(KINDS[key].build(made)[0])


def test_the_request_and_its_estimate_agree() -> None:
    words = text("budget", outcome(HALL, CARDS, support=6_000_000))
    assert f"b) Chi tổ chức Hội nghị: {money(SUM)} đồng ({amount_in_words(SUM, unit='đồng')})." in words
    assert f"Tổng cộng: {money(PRIZES + SUM)} đồng" in words
    assert "Kinh phí đề nghị hỗ trợ: 6.000.000 đồng (Sáu triệu đồng)." in words
    assert "1 | Thuê hội trường | buổi | 1 | 6.000.000 | 6.000.000 | Ngân sách hỗ trợ" in words
    assert f"B. CHI TỔ CHỨC HỘI NGHỊ | {money(SUM)}" in words
    assert f"TỔNG CỘNG (A + B) | {money(PRIZES + SUM)}" in words
    assert "Ngân sách hỗ trợ: 6.000.000 đồng (chi tổ chức Hội nghị)." in words


def test_a_gap_stays_a_gap_in_every_sum_above_it() -> None:
    words = text("budget", outcome(HALL, replace(CARDS, price=None)))
    assert "b) Chi tổ chức Hội nghị: 6.000.000 đồng (Sáu triệu đồng), chưa kể 01 khoản chưa có số tiền." in words
    assert "Tổng cộng:" not in words
    assert "2 | In thẻ | cái | 250 |  |  | Tài chính công đoàn" in words
    assert "TỔNG CỘNG (A + B) |  |" in words
    settled = text("settlement", outcome(HALL, replace(CARDS, price=None, actual=2_900_000)))
    assert "2 | In thẻ |  | 2.900.000 |  |" in settled
    assert "TỔNG CHI (II + III) |  |  |  |" in settled


def test_the_settlement_sets_actuals_against_the_estimate() -> None:
    paid = tuple(
        BudgetLine("", source=source, actual=sum(a.prize or 0 for a in AWARDS if a.source == source), voucher="PC 9", prizes=True)
        for source in dict.fromkeys(a.source for a in AWARDS)
    )
    hall, cards = replace(HALL, actual=5_500_000, voucher="PC 12, 16/5/2020"), replace(CARDS, actual=3_100_000)
    words = text("settlement", outcome(hall, cards, *paid))
    assert "1 | Thuê hội trường | 6.000.000 | 5.500.000 | -500.000 | PC 12, 16/5/2020 |" in words
    assert "2 | In thẻ | 3.000.000 | 3.100.000 | +100.000 |" in words
    assert f"III. CHI TỔ CHỨC HỘI NGHỊ | {money(SUM)} | 8.600.000 | -400.000" in words
    assert f"II. CHI TIỀN THƯỞNG | {money(PRIZES)} | {money(PRIZES)} | 0 | PC 9" in words
    spent = PRIZES + 8_600_000
    assert f"TỔNG CHI (II + III) | {money(PRIZES + SUM)} | {money(spent)} | -400.000" in words
    assert amount_in_words(spent, unit="đồng") in words
    assert "CHÊNH LỆCH THU - CHI (I - II - III) | 0 | 0 |" in words


def test_without_lines_the_usual_names_stand_for_the_hand() -> None:
    words = text("budget", PLAIN)
    assert "Thuê hội trường, âm thanh, màn hình" in words
    assert "Kinh phí đề nghị hỗ trợ (đồng):" in words


@pytest.mark.parametrize(("quantity", "amount"), [("2.5", 30_000), ("0.33335", 4_000), (None, None)])
def test_amounts_are_whole_dong(quantity: str | None, amount: int | None) -> None:
    line = replace(CARDS, quantity=None if quantity is None else Decimal(quantity))
    assert costs.amount(line) == amount


def test_open_prizes_keep_the_total_open() -> None:
    made = outcome(HALL, CARDS)
    first, *rest = made.commend
    made = replace(made, commend=(replace(first, awards=tuple(replace(a, prize=None) for a in first.awards)), *rest))
    assert office.CHECK in text("budget", made)
    assert "Tổng cộng:" not in text("budget", made)
