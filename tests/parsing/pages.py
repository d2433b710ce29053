"""The pieces of which the tests build pages."""

from articles.parsing import parse
from articles.records import Hints, Part, RawText, Report

HEADLINE = "Chư Sê chú trọng phát triển đảng viên ở làng"
LEDE = (
    "Những năm qua, Đảng bộ huyện Chư Sê luôn quan tâm công tác phát triển đảng viên mới, coi đây là "
    "nhiệm vụ then chốt để xây dựng tổ chức đảng trong sạch, vững mạnh từ cơ sở."
)
FIRST = (
    "Theo đồng chí Bí thư Huyện ủy, trong nhiệm kỳ vừa qua, toàn huyện đã kết nạp được hơn một nghìn đảng "
    "viên, trong đó người dân tộc thiểu số chiếm quá nửa. Đến nay, mọi thôn, làng đều có tổ chức đảng và "
    "không còn chi bộ sinh hoạt ghép như trước đây."
)
SECOND = (
    "Thời gian tới, Huyện ủy tiếp tục chỉ đạo các cấp ủy rà soát nguồn, giao chỉ tiêu cụ thể cho từng chi "
    "bộ, gắn với phong trào thi đua ở cơ sở và trách nhiệm nêu gương của người đứng đầu, bảo đảm chất lượng "
    "đảng viên ngay từ khâu đầu tiên."
)
ARTICLE = f"{LEDE}\n\n{FIRST}\n\n{SECOND}"


def parsed(text: str, **hints: object) -> Report:
    return parse(RawText(text, hints=Hints(**hints)))  # type: ignore[arg-type]


def own_words(report: Report) -> str:
    """The running text of the article, as a reader gets it."""
    return report.words(Part.LEDE, Part.BODY, Part.HEADING)
