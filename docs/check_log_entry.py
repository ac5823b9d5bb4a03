"""Checks, with nothing but Python's own library, that an entry stands in a migration log.

    python check_log_entry.py log_entry_proof.json ROOT

ROOT is the 64 letters and digits that the signed readiness document prints as "Migration log, root".
The tree is that of RFC 6962; a leaf is HMAC-SHA256 of a zero byte and the entry, keyed by a salt that belongs
to this entry alone.
"""

import hashlib
import hmac
import json
import pathlib
import sys


def root_of(proof):
    node = hmac.digest(bytes.fromhex(proof["salt"]), b"\x00" + proof["entry"].encode(), "sha256")
    for side, other in proof["path"]:
        pair = bytes.fromhex(other) + node if side == "left" else node + bytes.fromhex(other)
        node = hashlib.sha256(b"\x01" + pair).digest()
    return node.hex()


def main(path, root):
    proof = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
    if root_of(proof) != root.strip().lower():
        print("NOT proven: this entry does not belong to the log of that root.")
        return 1
    print("Proven: this entry stands in the log of that root, exactly so:")
    for name, value in json.loads(proof["entry"]).items():
        print(f"  {name}: {value}")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2]))
