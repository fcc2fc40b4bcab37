"""A repository for measuring history: many commits that edit, amend, end and add items of many lists."""

import random
import subprocess
from datetime import date, timedelta
from pathlib import Path

from generator.model import Kind, identifier
from generator.schema import tables
from generator.tables import write

START = 1_640_995_200  # 2022-01-01 in UTC
TEXT = "同时满足：1.违法行为轻微，涉及物品不超过{n}件；2.及时改正，在{n}日内整改到位并提交照片；3.没有造成危害后果，未接到投诉举报。"


def make(root: Path, commits: int = 500, files: int = 40, items: int = 5000, edits: int = 12, seed: int = 1) -> None:
    """Write the repository with `git fast-import`: the first commit holds half the items, each later one changes `edits` rows."""
    subprocess.run(["git", "init", "-q", "-b", "main", str(root)], check=True)
    stream = subprocess.Popen(["git", "-C", str(root), "fast-import", "--quiet"], stdin=subprocess.PIPE)
    assert stream.stdin is not None
    city = City(files, items, commits * edits, seed)
    for number in range(commits):
        touched = sorted(city.paths) if number == 0 else city.change(edits, date(2023, 1, 1) + timedelta(days=number * 1200 // commits))
        stream.stdin.write(head(number))
        for path in touched:
            data = city.file(path)
            stream.stdin.write(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
    stream.stdin.close()
    if stream.wait():
        raise SystemExit("git fast-import failed")
    subprocess.run(["git", "-C", str(root), "reset", "-q", "--hard"], check=True)


def head(number: int) -> bytes:
    """The beginning of one commit."""
    message = f"第{number}次提交".encode()
    when = START + number * 10_000
    return f"commit refs/heads/main\ncommitter 经办人 <clerk@example.invalid> {when} +0800\ndata {len(message)}\n".encode() + message + b"\n"


class City:
    """The lists as they grow."""

    def __init__(self, files: int, items: int, additions: int, seed: int) -> None:
        self.chance = random.Random(seed)
        kinds = [kind.slug for kind in Kind]
        self.paths = {f"lists/exemptions/b{n // 4:02d}/{kinds[n % 4]}.csv": [] for n in range(files)}
        self.rows: list[tuple[str, dict[str, str]]] = []
        self.numbers = iter(self.chance.sample(range(1_000_000), items + additions))
        for n in range(items):
            self.add(sorted(self.paths)[n % files], "2022-01-01")

    def add(self, path: str, start: str) -> None:
        """A new item of the list `path`."""
        n = next(self.numbers)
        row = {"item_id": identifier(2013 + n // 100_000, n % 100_000), "violation": f"未按照规定设置第{n}号标识牌", "field": "城市管理", "subject": "个人;单位",
               "obligation_basis": f"《示例市市容条例》第{n % 60 + 1}条", "penalty_basis": f"《示例市市容条例》第{n % 40 + 61}条第一款",
               "statutory_penalty": "责令改正，处一千元以上一万元以下的罚款", "exemption_type": "轻微不罚", "conditions": TEXT.format(n=n % 30 + 1),
               "relief_basis": "《中华人民共和国行政处罚法》第三十三条第一款", "outcome": "不予行政处罚", "correction": "是",
               "correction_deadline": f"{n % 9 + 1}个工作日内", "supporting_measures": "批评教育，30日内复查", "township": "否",
               "change_reason": "首次编制", "effective_from": start}
        self.paths[path].append(row)
        self.rows.append((path, row))

    def change(self, edits: int, day: date) -> list[str]:
        """Edit, amend, end or add; the paths touched."""
        touched = set()
        for path, row in self.chance.sample(self.rows, edits):
            touched.add(path)
            what = self.chance.random()
            if what < 0.5:
                row["conditions"] = TEXT.format(n=self.chance.randrange(1, 60))
            elif what < 0.8:
                later = row | {"effective_from": day.isoformat(), "conditions": TEXT.format(n=self.chance.randrange(1, 60)),
                               "change_reason": "法律修改"}
                if later["effective_from"] > row["effective_from"] and later["effective_from"] not in {
                        r["effective_from"] for r in self.paths[path] if r["item_id"] == row["item_id"]}:
                    self.paths[path].append(later)
                    self.rows.append((path, later))
            elif what < 0.9:
                row.update(effective_to="2030-01-01", end_reason="清理")
            else:
                self.add(path, day.isoformat())
        return sorted(touched)

    def file(self, path: str) -> bytes:
        """The list as canonical CSV."""
        return write(tables()["exemptions"], self.paths[path])
