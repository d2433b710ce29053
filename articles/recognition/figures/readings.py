"""What a quantity was read as."""

from dataclasses import dataclass

from articles.recognition.figures.quantities import Quantity
from articles.recognition.phrases import either

ABOUT = f"(?:{either('gần|hơn|trên|khoảng|tới|đến|có|chừng|cả thảy|tổng số|tổng cộng|thêm|tất cả')}\\s+)*"
"""Words between a verb and its number."""

BEFORE = "held-beside"
"""The rule of members whose organisation stands right before them: "Chi bộ 10A: 52 đảng viên"."""
TOUCHING = "held-beside-bare"
"""The rule of members of the cell right before them, with no sign between: "Chi bộ thôn 8 19 đảng viên"."""
BEHIND = "held-by-what-follows"
"""The rule of members whose cell stands right behind them."""
BESIDE = "admitted-beside"
"""The rule of members admitted by the one named right before their number, without a verb."""
PART = "held-part"
"""The rule of a part of a stock: "365 chi bộ, trong đó 42 chi bộ cơ sở". No figure, but the list goes on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a quantity counts; ``rule`` names the evidence."""

    indicator: str
    rule: str
    rating: str | None = None

    @property
    def is_stock(self) -> bool:
        """Tell whether it is what an organisation has, not what was done."""
        return self.rule.startswith("held")


Before = tuple[Quantity, Reading] | None
"""The last quantity of the sentence that was read."""


def is_told(quantity: Quantity) -> bool:
    """Tell a story from a figure: "hai thanh niên đầu tiên được kết nạp", "ba chi bộ yếu kém lâu năm"."""
    return quantity.in_words and quantity.value < 10
