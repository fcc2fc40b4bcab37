"""An invented law on market halls, in two versions: a folder as `laws import` takes it, and what the command says of it."""

import csv
import gzip
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from conftest import command

from generator.schema.published import outputs

OLD = (
    "为了加强集贸市场管理，维护交易秩序，制定本条例。",
    "在集贸市场设立摊位的经营者，应当在摊位显著位置悬挂登记牌。",
    "市场开办者应当设置公平秤，并且每年送计量检定机构检定一次。",
    "禁止在集贸市场销售活禽。禁止在消防通道堆放货物。",
    "集贸市场实行夜间巡更制度，由市场开办者雇用更夫敲梆报时。",
    "违反本条例第二条规定，未悬挂登记牌的，由市场监督管理部门责令改正，处二百元以上五百元以下罚款。",
    "违反本条例第三条规定，未设置公平秤的，由市场监督管理部门处一千元以上五千元以下罚款。",
    "本条例自2010年5月1日起施行。",
)
NEW = (
    "为了加强集贸市场管理，维护交易秩序，制定本条例。",
    "集贸市场的登记事项，由县级人民政府负责登记的部门公布。",
    "在集贸市场设立摊位的经营者，应当在摊位显著位置悬挂登记牌。",
    "市场开办者应当设置公平秤，并且每年送计量检定机构检定两次。",
    "禁止在集贸市场销售活禽。",
    "任何单位和个人不得占用消防通道。禁止在消防通道堆放货物。",
    "违反本条例第三条规定，未悬挂登记牌的，由市场监督管理部门责令改正，处五百元以上二千元以下罚款。",
    "违反本条例第四条规定，未设置公平秤的，由市场监督管理部门处一千元以上五千元以下罚款。",
    "本条例自2020年5月1日起施行。",
)
ROWS = (
    {"id": "集贸市场条例_20100401", "name": "集贸市场条例", "promulgated": "2010-04-01", "effective": "2010-05-01", "valid_to": "2020-05-01",
     "replaced_by": "集贸市场条例_20200401"},
    {"id": "集贸市场条例_20200401", "name": "集贸市场条例", "promulgated": "2020-04-01", "effective": "2020-05-01", "valid_to": "",
     "replaced_by": ""},
)
COLUMNS = ("id", "name", "aliases", "category", "issuing_body", "promulgated", "effective", "effective_basis", "valid_to", "version_label",
           "n_articles", "last_article", "has_text", "replaced_by")
OLD_ID, NEW_ID = "jimaoshichangtiaoli@2010-04-01", "jimaoshichangtiaoli@2020-04-01"


def article(law: str, number: int, text: str, suffix: int = 0) -> dict[str, object]:
    return {"law_id": law, "article": number, "article_suffix": suffix, "paragraphs": [text], "items": [[]]}


def folder(where: Path, articles: Iterable[Mapping[str, object] | str], rows: Iterable[Mapping[str, str]] = ROWS) -> Path:
    """A folder of statutes in the form that `laws import` takes."""
    where.mkdir(exist_ok=True)
    with (where / "catalogue.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({"category": "行政法规", "issuing_body": "国务院", "effective_basis": "text", "has_text": "1", **row} for row in rows)
    with gzip.open(where / "articles.jsonl.gz", "wt", encoding="utf-8") as stream:
        stream.writelines((line if isinstance(line, str) else json.dumps(line, ensure_ascii=False)) + "\n" for line in articles)
    return where


def both() -> list[dict[str, object]]:
    return [article(row["id"], number, text) for row, texts in zip(ROWS, (OLD, NEW), strict=True) for number, text in enumerate(texts, 1)]


def market(where: Path) -> Path:
    """A root whose law registry came from the invented folder `where`/laws, by the command itself."""
    root = where / "root"
    (root / "lists").mkdir(parents=True)
    done = command("laws", "import", folder(where / "laws", both()), "--keep-text", "--root", root)
    assert done.returncode == 0, done.stderr.decode()
    return root


def asked(root: Path, *arguments: str) -> list[dict[str, object]]:
    done = command("laws", "map", *arguments, "--format", "json", "--as-of", "2026-11-24", "--root", root)
    assert done.returncode == 0, done.stderr.decode()
    answer = json.loads(done.stdout)
    outputs().judge("对照", "map", answer)
    assert answer["format"] == "qingdan/map/1"
    return list(answer["pairs"])


OTHER_ROW = {"id": "渡口条例_20150101", "name": "渡口条例", "promulgated": "2015-01-01", "effective": "2015-02-01", "last_article": "1"}
