"""The exit codes of `banfa` (DESIGN, "Names others rely on")."""

from banfa.texts import Text

DONE = 0
FINDINGS = 1
"""Findings of severity error, or scenarios not as expected."""
BAD_INPUT = 2
"""Bad input, usage, or a file or database that cannot be used."""
REFUSED = 3
CONFLICT = 4
BROKEN = 70
"""A fault of banfa itself (EX_SOFTWARE)."""
INTERRUPTED = 130
"""Interrupted (Ctrl-C), or given up at a question (Ctrl-C, Ctrl-D, or no)."""
CLOSED_PIPE = 141

MEANINGS = (
    (DONE, Text("办成；没有错误；情景都如所写", "done; no errors found; scenarios as expected")),
    (
        FINDINGS,
        Text("查出错误；情景不符；排版要改", "errors found; scenarios not as expected; not laid out"),
    ),
    (BAD_INPUT, Text("输入不对，文件或数据库用不了", "bad input; a file or database that cannot be used")),
    (REFUSED, Text("办法不许", "the regulation does not allow it")),
    (CONFLICT, Text("别人先办了一步，或数据库正被占用", "somebody was faster, or the database is busy")),
    (BROKEN, Text("banfa 自己出了错", "a fault of banfa itself")),
    (INTERRUPTED, Text("被中断，或在询问时放弃；什么都没有写入", "interrupted, or given up when asked")),
    (CLOSED_PIPE, Text("读输出的程序先走了", "whoever read the output had gone")),
)
"""Every exit code and what it means: this is the table that help and documentation show."""


class GivenUp(Exception):
    """Whoever was asked at the terminal went away or declined; nothing was written."""
