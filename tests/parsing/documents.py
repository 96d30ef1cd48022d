"""Small documents that tests read."""

from __future__ import annotations

import zlib

DOCUMENT = """\
某市财政局
2023年度部门决算

目 录

第二部分 2023年度部门决算表

收入支出决算总表

公开01表
部门名称：某市财政局
金额单位：万元

收入\t\t\t支出\t\t
项目\t行次\t决算数\t项目\t行次\t决算数
栏次\t\t1\t栏次\t\t2
一、一般公共预算财政拨款收入\t1\t100.05\t一、一般公共服务支出\t32\t100.05
二、政府性基金预算财政拨款收入\t2\t\t二、外交支出\t33\t
本年收入合计\t27\t100.05\t本年支出合计\t58\t100.05
年初结转和结余\t29\t0.00\t年末结转和结余\t60\t0.00
总计\t31\t100.05\t总计\t62\t100.05

第三部分 情况说明

一、收入支出决算总体情况说明

2023年度收入总计100.05万元、支出总计100.05万元。
\f设备购置项目支出绩效自评表

项目名称\t\t设备购置\t\t\t\t\t\t
项目资金（万元）\t\t年初预算数\t全年预算数\t全年执行数\t分值\t执行率\t得分\t
\t年度资金总额\t10\t12\t9\t10\t75%\t7.5\t
绩效指标\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t偏差原因
\t产出指标\t数量指标\t购置数量\t=10台\t9台\t90\t81\t
总分\t\t\t\t\t\t100\t88.5\t
"""
"""A text document of two pages: one table, one sentence, one project."""


def image_pdf(width: int = 595, height: int = 842) -> bytes:
    """One page of nothing but a grey picture, as a scanner makes it."""
    pixels = zlib.compress(b"\xcc" * 16)
    drawing = f"q {width} 0 0 {height} 0 0 cm /I Do Q".encode()
    image = (
        b"<< /Type /XObject /Subtype /Image /Width 4 /Height 4 /ColorSpace /DeviceGray /BitsPerComponent 8"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 %d %d] /Contents 4 0 R" % (width, height)
        + b" /Resources << /XObject << /I 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(drawing), drawing),
        image + b" /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(pixels), pixels),
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return body + b"trailer << /Root 1 0 R /Size %d >>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, start)
