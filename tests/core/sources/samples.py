"""What is damaged: small files of every format that is read, and the real ones where they lie beside."""

from __future__ import annotations

import json
import random
from pathlib import Path

from tests.core.sources.mutations import mutated
from tests.core.sources.test_readers import SAMPLES
from tests.shared_data import SHARED

HL7 = "MSH|^~\\&|A|B|C|D|20210203||ADT^A31|1|P|2.3\rPID|1||7^^^X||Doe^Jo||19700102|F\rOBX|1|TX|a||b\r"
X12 = (
    "ISA*00*          *00*          *ZZ*A              *ZZ*B              *210203*0405*U*00401*"
    "000000001*0*P*:~"
    "GS*HC*A*B*20210203*0405*1*X*004010X098A1~ST*837*0001~BHT*0019*00*1*20210203*0405*CH~"
    "HL*1**20*1~HL*2*1*22*0~SBR*P*18*******CI~NM1*IL*1*DOE*JO****MI*7~CLM*1*100***11::1*Y*A*Y*Y~"
    "HI*BK:0340~LX*1~SV1*HC:99213*40*UN*1***1~SE*12*0001~GE*1*1~IEA*1*000000001~"
)
XML = (
    "<people>"
    + "".join(f"<p id='{n}'><name>x{n}</name><visit on='2021'/></p>" for n in range(20))
    + "</people>"
)
JSON = json.dumps([{"id": n, "name": f"Nó {n}", "tags": [{"t": n}, {"t": 2}]} for n in range(9)])
UTF16 = "id;name\n1;Nó\n2;Bé\n".encode("utf-16")
MADE: dict[str, bytes] = {
    **SAMPLES, "m.hl7": HL7.encode(), "c.x12": X12.encode(), "x.xml": XML.encode(), "j.json": JSON.encode(),
    "u.csv": UTF16,
}  # fmt: skip
"""name -> content."""
LARGEST = 64 << 10
"""Bytes of a real file that takes part; a longer one is cut there, but for those that cannot be."""
WHOLE = frozenset({".mdb", ".xls", ".xlsx", ".xlsb", ".ods", ".zip", ".dbf"})


def real() -> dict[str, list[Path]]:
    """Real files by what they are called, so that formats of which there are few count as much as others."""
    groups: dict[str, list[Path]] = {}
    for path in sorted((SHARED / "data").rglob("*")):
        if path.is_file() and path.stat().st_size:
            groups.setdefault(_group(path), []).append(path)
    return groups


def _group(path: Path) -> str:
    parts = path.relative_to(SHARED / "data").parts
    return "dicom" if parts[0] == "dicom" else path.suffix.lower() if parts[0] != "messages" else parts[1]


def content_of(path: Path) -> bytes:
    content = path.read_bytes()
    return content if path.suffix in WHOLE else content[:LARGEST]


GROUPS = list(real().values())
SLOW = frozenset({".mdb"})
"""Formats that are read by a program of its own for each table: one in twenty-five."""


def chosen(seed: int) -> tuple[str, bytes]:
    """(name, content) of the damaged copy of one number, whatever its format."""
    chance = random.Random(seed)
    group = chance.choice(GROUPS) if GROUPS else []
    if not group or chance.random() < 0.25:
        name = chance.choice(sorted(MADE))
        return name, mutated(MADE[name], seed, other=MADE[chance.choice(sorted(MADE))])
    path, other = chance.choice(group), chance.choice(chance.choice(GROUPS))
    if path.suffix in SLOW and seed % 25:
        return chosen(seed + 10_000_019)
    return path.name, mutated(content_of(path), seed, other=content_of(other))
