"""The region in the name of a department, where the name says it: 晋中市…, 上海市普陀区…, 山西省…."""

from __future__ import annotations

import re

_PARTY = r"^(?:中国共产党|中共|共青团|共产主义青年团|中国共产主义青年团|中国人民政治协商会议)?"
_PROVINCE = (
    r"(?:(?:河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|"
    r"陕西|甘肃|青海)省|(?:内蒙古|广西壮族|西藏|宁夏回族|新疆维吾尔)自治区)"
)
_CITY = (
    # 市 belongs to the next word in 市场, 市政工程, 市容, 市民; 城市 is a word, except in 盐城市 and such.
    r"(?:(?:[一-鿿]城|[一-鿿]{2,4}?(?<!城))市(?!场|容|民(?!政)|政(?!府|协|法|务|策|研))"
    r"|[一-鿿]{2,12}自治州|[一-鿿]{2,5}(?:盟|地区)(?=[一-鿿]))"
)
_NOT_A_DISTRICT = (
    r"(?<![园校社灌林景库片辖牧厂])"
    r"(?<!开发)(?<!保护)(?<!名胜)(?<!试验)(?<!示范)(?<!保税)(?<!合作)(?<!产业)(?<!管理)"
)
_COUNTY = (
    rf"(?:[一-鿿]{{1,12}}自治[县旗]|[一-鿿]{{1,3}}?(?:县(?![域级])|旗|{_NOT_A_DISTRICT}区(?![域划块级])))"
)
_REGION = re.compile(rf"{_PARTY}(?P<region>{_PROVINCE}?(?:{_CITY}){{0,2}}(?:(?!市){_COUNTY})?)")


def region_of(department: str) -> str:
    """The region that ``department`` begins with, as printed; empty where its name does not say one."""
    found = _REGION.match(department)
    return found["region"] if found else ""
