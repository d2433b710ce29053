"""How one document may stand to another, in words."""

from django.utils.translation import gettext_lazy

RELATIONS = {
    "replaces": gettext_lazy("Thay thế"),
    "replaced by": gettext_lazy("Được thay bằng"),
    "amends": gettext_lazy("Sửa đổi, bổ sung"),
    "amended by": gettext_lazy("Được sửa đổi, bổ sung bằng"),
    "continues": gettext_lazy("Tiếp nối"),
    "continued by": gettext_lazy("Được tiếp nối bằng"),
    "carries out": gettext_lazy("Thực hiện"),
    "carried out by": gettext_lazy("Được thực hiện bằng"),
    "guides": gettext_lazy("Hướng dẫn thực hiện"),
    "guided by": gettext_lazy("Được hướng dẫn bằng"),
    "same subject as": gettext_lazy("Cùng chủ đề với"),
    "takes up the line of": gettext_lazy("Tiếp nối hướng của"),
    "same line taken up by": gettext_lazy("Cùng hướng, tiếp nối bằng"),
    "takes up the subject of": gettext_lazy("Tiếp nối chủ đề của"),
    "same subject taken up by": gettext_lazy("Cùng chủ đề, tiếp nối bằng"),
}
