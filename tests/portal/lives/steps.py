"""Everything that a clinic does from the first file to the last signature, with planted words in all of it.

Each step goes through the same doors as the pages and routes. What has to work works, or the life ends; what
is wrong on purpose is tried, and its error is a trace.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from core.finances import Asked, Report
from core.readiness import Area, Part
from core.scope import blank
from core.spotchecks import FileSaid, Found
from core.training import Proof, StepKind
from portal.cli.demo_script import CHOICES
from portal.permissions import Role
from portal.services import handover, mapping, uploads
from portal.services.entry import Entry
from portal.training import path_of
from portal.upload_grants import HEADER
from portal.viewmodels.audit_trail import TrailQuery
from portal.viewmodels.charts import Seen as ChartSeen
from portal.viewmodels.decisions import DecisionsQuery, Say, Verdict
from portal.viewmodels.files import FileSeen, FilesQuery
from portal.viewmodels.finances import Typed
from portal.viewmodels.go_live import Said
from portal.viewmodels.log import EntryRef, LogQuery
from portal.viewmodels.mapping import Place as Destination
from portal.viewmodels.mapping_asked import MoveColumn
from portal.viewmodels.picture import OfFiles
from portal.viewmodels.purge import Asked as Purge
from portal.viewmodels.taking import Form
from portal.viewmodels.uploads import Accept, Dropped
from portal.visit import ProjectChoice
from tests.portal.lives.arguments import arguments
from tests.portal.lives.life import PHRASE, RULES, STEP, Life, email_of, framed
from tests.portal.lives.planted import TOTAL, Mark, a_patient
from tests.portal.lives.screens import EVERY_TIME, reads_every_page
from tests.portal.stores import work_all
from tests.portal.test_rights import WAYS

DAY = date(2026, 6, 15)
WORD = f"=1+{Mark.WORD} because so"
"""As a spreadsheet would run it."""
WRONG = f"{Mark.SECRET} wrong"
PICTURES = 5
"""Files looked at and taken along: each is drawn in a process of its own."""
DESTROYS = {"purge", "remove_person", "sign_out_everywhere"}
"""Is asked wrongly elsewhere: what it does cannot be lived on after."""


def comes_in(life: Life) -> None:
    """With wrong passwords and codes first, then rightly, then out of it again."""
    phone, browser = life.phones[Role.OWNER], life.browser()
    for email, password, code in (
        (email_of(Role.OWNER), WRONG, phone.code()),
        (email_of(Role.OWNER), PHRASE, WRONG),
        (f"{Mark.PERSON}@nowhere.example", WRONG, "000000"),
    ):
        life.posts(browser, "/sign-in", email=email, password=password, code=code, to="/log")
    came = life.posts(
        browser, "/sign-in", email=email_of(Role.OWNER), password=PHRASE, code=phone.code(), to="/"
    )
    assert came.status_code == 303
    life.secrets += list(browser.cookies.values())
    life.posts(browser, "/sign-out")
    life.browser().get("/invitation/no-such-link")
    life.browser().get(f"/invitation/{life.links[-1]}")


def brings_files(life: Life, files: Mapping[str, bytes]) -> None:
    """The large ones in slices, the small ones together; one is cut off, one is not what was sent."""
    browser = life.browser(Role.CHAMPION)
    grant = life.as_(Role.CHAMPION).bring_in().grant
    at = f"/slices/{life.project.id}"
    small = {path: content for path, content in files.items() if len(content) <= STEP}
    assert browser.post(f"{at}/batch", content=framed(small), headers={HEADER: grant}).status_code == 200
    for path in files.keys() - small.keys():
        content = files[path]
        begun = browser.post(at, json={"path": path, "size": len(content)}, headers={HEADER: grant})
        of_it, mine = f"{at}/{begun.json()['upload']}", begun.headers[HEADER]
        for start in range(0, len(content), STEP):
            told = {HEADER: mine, "upload-offset": str(start)}
            answer = browser.patch(of_it, content=content[start : start + STEP], headers=told)
            assert answer.status_code == 204, answer.text
            mine = answer.headers[HEADER]
        whole = {"sha256": hashlib.sha256(content).hexdigest()}
        assert browser.post(f"{of_it}/whole", json=whole, headers={HEADER: mine}).status_code == 200
    begun = browser.post(at, json={"path": f"{Mark.FILE} cut.csv", "size": 999}, headers={HEADER: grant})
    of_it, mine = f"{at}/{begun.json()['upload']}", begun.headers[HEADER]
    for start, content in (("0", f"{Mark.CELL} begun"), ("7", f"{Mark.CELL} misplaced")):
        browser.patch(of_it, content=content.encode(), headers={HEADER: mine, "upload-offset": start})
    browser.post(f"{of_it}/whole", json={"sha256": "00" * 32}, headers={HEADER: mine})
    browser.post(f"{at}/brought", headers={HEADER: grant})
    work_all(life.store)


def maps_and_runs(life: Life, text: str) -> None:
    champion = life.as_(Role.CHAMPION)
    asked = (life.store, champion.actor, life.project.id)
    life.tries(lambda: mapping.adopt(*asked, f'{{"{Mark.WORD}": 1}}', seen=0))
    seen = mapping.adopt(*asked, text, seen=champion.mapping().version)
    odd = (f"={Mark.FILE} odd.csv", f"={Mark.FILE} odd")
    seen = champion.change_mapping(MoveColumn(odd, "QQQ", Destination.ARCHIVED, reason=WORD), seen=seen)
    champion.mapping_column(odd, "QQQ")
    champion.run_mapping(seen=seen)
    work_all(life.store)
    with life.store.read() as work:
        assert work.runs.of(life.project.id)[0].closes


def decides(life: Life) -> None:
    for role in (Role.VENDOR, Role.PRACTITIONER, Role.ACCOUNTANT, Role.RECEPTIONIST, Role.OWNER):
        portal = life.as_(role)
        page = portal.decisions(DecisionsQuery(open_only=True))
        for line in page.groups:
            life.tries(lambda p=portal, g=line.id: p.decision_examples(g))
            if line.say is not Say.NONE and line.open:
                verdict = Verdict((line.id,), CHOICES[line.kind][0], WORD)
                seen = portal.decisions(DecisionsQuery()).seen
                life.tries(lambda p=portal, v=verdict, s=seen: p.decide(v, seen=s))
    owner = life.as_(Role.OWNER)
    seen = owner.decisions(DecisionsQuery()).seen
    life.tries(lambda: owner.decide(Verdict((WORD,), None, WORD, to=WORD, text=Mark.CELL), seen=seen))


def runs_again(life: Life) -> None:
    champion = life.as_(Role.CHAMPION)
    champion.run_decisions(seen=champion.decisions(DecisionsQuery()).seen)
    champion.start_run(Accept.ALL)
    work_all(life.store)
    champion.load_sandbox()
    work_all(life.store)


def checks_charts(life: Life) -> None:
    dentist = life.as_(Role.PRACTITIONER)
    dentist.draw_charts(20, seed="7", seen=dentist.charts().version)
    for place in (1, 2, 3):
        view = dentist.chart(ChartSeen(1, place))
        dentist.judge_chart(view.seen, Found.RIGHT)
    dentist.raise_concern(view.seen, WORD, owner="champion")
    dentist.settle_concern(1, answer=WORD)
    life.tries(lambda: dentist.choose_chart(f"{Mark.PERSON}", seen=dentist.charts().version))
    life.tries(lambda: dentist.raise_concern(view.seen, WORD, owner=WORD))
    life.tries(lambda: life.as_(Role.AUDITOR).chart(ChartSeen(1, 1)))


def looks_at_files(life: Life) -> None:
    """Every picture that there is, as people look at it; and the originals, taken along."""
    owner, dentist = life.as_(Role.OWNER), life.as_(Role.PRACTITIONER)
    dentist.files(FilesQuery(search=Mark.PERSON))
    run = newest(life)
    for number in range(PICTURES):
        view = life.tries(lambda n=number: dentist.picture(OfFiles(run, n)))
        if view is not None and view.address:
            life.browser(Role.PRACTITIONER).get(f"/{view.address}?width=64&center=1&span=3")
        link = life.tries(lambda n=number: owner.take_original(OfFiles(run, n)))
        if link is not None:
            life.takes(Role.OWNER, link, f"original {number}")
    life.tries(lambda: dentist.file(FileSeen(run, 1)))
    judged = {"note": WORD, "owner": "champion"}
    for said in (FileSaid.WRONG, FileSaid.RIGHT):
        life.tries(lambda said=said: dentist.judge_file(FileSeen(run, 1), said, **judged))
    life.browser(Role.OWNER).get(f"/picture/{life.project.id}/nothing/{'0' * 64}")


def searches_the_log(life: Life) -> None:
    owner, receptionist = life.as_(Role.OWNER), life.as_(Role.RECEPTIONIST)
    for portal in (owner, receptionist):
        portal.log(LogQuery(search=f"{Mark.PERSON}"))
        portal.entry(EntryRef(newest(life), 0))
    life.tries(lambda: owner.entry(EntryRef(f"{Mark.WORD}", 3)))
    taken = ((Role.OWNER, Form.CSV), (Role.OWNER, Form.WORKBOOK), (Role.AUDITOR, Form.PARQUET))
    for role, form in (*taken, (Role.AUDITOR, Form.SUMMARY)):
        life.takes(role, life.as_(role).take_log(LogQuery(), form), f"log.{form}")
    for form in (Form.CSV, Form.JSON_LINES):
        life.takes(Role.OWNER, owner.take_trail(TrailQuery(), form), f"trail.{form}")
    link = owner.take_log(LogQuery(), Form.CSV)
    for address in (link[:-2] + "00", link, link):
        life.browser(Role.CHAMPION).get(f"/{address}")
        life.browser(Role.OWNER).get(f"/{address}")


def ties_the_money(life: Life) -> None:
    portal = life.as_(Role.ACCOUNTANT)

    def seen() -> int:
        return stands_at(life)

    typed = Typed(Report.BALANCE, "USD", TOTAL, period="2026-06-26", note=WORD)
    portal.type_total(typed, seen=seen())
    life.tries(lambda: portal.type_total(replace(typed, amount=f"{TOTAL} {Mark.WORD}"), seen=seen()))
    life.tries(lambda: portal.type_total(replace(typed, clinic=WORD, provider=WORD), seen=seen()))
    pasted = f"Payments\tMay 2026\t{TOTAL}\n{Mark.WORD}\t{Mark.WORD}\tx\n"
    life.tries(lambda: portal.paste_totals(pasted, typed, seen=seen()))
    for total in portal.finances().totals:
        ours = total.ours.minor_units if total.ours else 0
        life.tries(
            lambda t=total, o=ours: portal.explain_total(t.statement.subject, WORD, ours=o, seen=seen())
        )
    life.tries(lambda: portal.explain_total(WORD, WORD, ours=1, seen=seen()))
    portal.finance_drill(Asked(Report.BALANCE, "USD"))
    portal.make_signing_key(PHRASE, PHRASE)
    paper = life.tries(lambda: portal.write_finances(seen=seen()))
    for phrase in (WRONG, PHRASE):
        life.tries(lambda p=phrase: portal.sign_finances(paper or "", p))
    life.tries(lambda: portal.open_finances(paper or WORD))
    life.takes(Role.ACCOUNTANT, portal.take_finances(), f"finances.{Form.WORKBOOK}")


def learns(life: Life) -> None:
    portal = life.as_(Role.RECEPTIONIST)

    def seen() -> int:
        mine = portal.training().mine
        return mine.version if mine else 0

    path = path_of(Role.RECEPTIONIST.value)
    assert path is not None
    for item in path.items[:3]:
        kind = StepKind.READ if item.proof is Proof.READ else StepKind.DONE
        life.tries(lambda i=item, k=kind: portal.learn(k, item=i.id, seen=seen()))
        life.tries(lambda i=item: portal.learn(StepKind.ASK, item=i.id, note=WORD, seen=seen()))
        life.tries(lambda i=item: portal.practice(i.id))
    life.tries(lambda: portal.learn(StepKind.READ, item=WORD, seen=seen()))
    champion = life.as_(Role.CHAMPION)
    asked = {"item": path.items[0].id, "reason": WORD, "seen": seen()}
    life.tries(lambda: champion.reopen(portal.actor.name, Role.RECEPTIONIST.value, **asked))
    life.tries(lambda: champion.reopen(WORD, WORD, **asked))
    life.tries(portal.certificate)


def agrees_on_a_scope(life: Life, patient: str) -> None:
    champion, owner = life.as_(Role.CHAMPION), life.as_(Role.OWNER)
    champion.begin_scope(seen=0)
    seen = champion.save_scope(
        replace(blank("US"), noted=(WORD,)), reason=WORD, seen=champion.scope().version
    )
    life.tries(lambda: champion.save_scope(replace(blank("US"), noted=(patient,)), reason="", seen=seen))
    life.tries(lambda: champion.write_terms(f"{WORD} {patient}", reason=WORD, seen=champion.scope().version))
    champion.write_terms(WORD, reason=WORD, seen=champion.scope().version)
    owner.make_signing_key(PHRASE, PHRASE)
    for phrase in (WRONG, PHRASE):
        life.tries(lambda p=phrase: owner.approve_scope(p, seen=owner.scope().version))


def gets_ready_and_signs(life: Life, patient: str) -> None:
    owner = life.as_(Role.OWNER)
    by = {Area.CLINICAL: Role.PRACTITIONER, Area.FINANCIAL: Role.ACCOUNTANT, Area.GENERAL: Role.OWNER}

    def seen() -> int:
        return stands_at(life)

    life.tries(lambda: owner.move_date(DAY, reason=f"Of {patient}", seen=seen()))
    owner.move_date(DAY, reason=WORD, seen=seen())
    said = Said(Part.TRAINING, WORD, {"people": 2, "finished": 2}, WORD)
    life.tries(lambda: life.as_(Role.CHAMPION).state(said, seen=seen()))
    said = Said(Part.PARALLEL, "", {"planned": 5, "worked": 5, "found": 0, "settled": 0}, WORD)
    life.tries(lambda: life.as_(Role.CHAMPION).state(said, seen=seen()))
    life.as_(Role.CHAMPION).take_figures(seen=seen())
    for line in owner.go_live().gates:
        if line.blocks:
            person = life.as_(by[line.result.gate.area])
            life.tries(lambda n=line.name, p=person: p.waive(n, reason=WORD, seen=seen()))
    life.tries(lambda: owner.waive(WORD, reason=WORD, seen=seen()))
    signers = owner.go_live().people
    paper = life.tries(lambda: life.as_(Role.CHAMPION).issue_document(signers, seen=seen()))
    for role in (Role.PRACTITIONER, Role.ACCOUNTANT, Role.CHAMPION, Role.OWNER):
        portal = life.as_(role)
        life.tries(lambda p=portal: p.make_signing_key("short", "short"))
        life.tries(lambda p=portal: p.make_signing_key(PHRASE, PHRASE))
        for phrase in (WRONG, PHRASE):
            life.tries(lambda p=portal, w=phrase: p.sign_document(paper or WORD, w))
    opened = life.tries(lambda: owner.open_document(paper or WORD))
    trust = owner.trust_file().content
    for content in (opened.content if opened else b"", f"%PDF-1.4 {Mark.PERSON}".encode(), b""):
        life.tries(lambda c=content: owner.verify(c, trust))
    life.tries(lambda: owner.verify(b"%PDF", f"-----BEGIN {Mark.PERSON}".encode()))


def looks_after_people(life: Life) -> None:
    owner = life.as_(Role.OWNER)
    life.tries(lambda: owner.invite(f"{Mark.STAFF} no address", "assistant"))
    life.links.append(owner.invite(f"new{Mark.STAFF}@maple.example", "assistant").rsplit("/", 1)[1])
    page = owner.people()
    for line in page.people:
        asked = {"reason": WORD, "seen": line.version}
        life.tries(lambda p=line.id, a=asked: owner.give_right(p, "charts", **a))
    life.tries(lambda: owner.remove_person(WORD, reason=WORD, seen=1))
    life.tries(lambda: life.as_(Role.ASSISTANT).break_glass(""))
    life.tries(lambda: life.as_(Role.VENDOR).break_glass(WORD))
    life.tries(owner.read_broken_glass)
    owner.trail(TrailQuery(person=f"{Mark.STAFF}"))
    owner.check_chain()


def takes_everything_along(life: Life, out: Path) -> None:
    owner = life.as_(Role.OWNER)
    handover.make(owner.store, owner.actor, life.project.id, out)
    life.tries(lambda: handover.make(owner.store, owner.actor, life.project.id, out))
    every = (path for path in out.rglob("*.csv") if path.is_file())
    sheets = (path for path in every if "originals" not in path.relative_to(out).parts)
    life.taken |= {path.relative_to(out).as_posix(): path.read_bytes() for path in sheets}


def removes_another_project(life: Life) -> None:
    name = f"Second {Mark.FILE}"
    entry = Entry(life.store, life.tokens[Role.OWNER], RULES)
    second = ProjectChoice(entry.start_project(name), name)
    dropped = Dropped(f"{Mark.FILE}.csv", str(Mark.CELL).encode() * 99)
    uploads.receive(life.store, entry.actor_in(second.id), second.id, [dropped])
    owner = life.as_(Role.OWNER, second)
    owner.make_signing_key(PHRASE, PHRASE)
    for phrase, typed, reason in ((WRONG, name, WORD), (PHRASE, WORD, WORD), (PHRASE, name, WORD)):
        life.tries(lambda p=phrase, t=typed, r=reason: owner.purge(Purge(t, r, p)))
    life.tries(owner.overview)


def asks_wrongly(life: Life, role: Role) -> None:
    """Every way through the door of the pages, with words in all that it takes that are none of its own."""
    for name, way in sorted(WAYS.items()):
        if name not in DESTROYS:
            asked = arguments(way, f"{Mark.ASKED} {name}")
            life.tries(lambda n=name, a=asked: getattr(life.as_(role), n)(**a))


def stands_at(life: Life) -> int:
    """The version of going live, without the page that shows it."""
    with life.store.read() as work:
        return work.readiness.of(life.project.id).version


def newest(life: Life) -> str:
    with life.store.read() as work:
        return work.runs.of(life.project.id)[0].run


def lived(life: Life, files: Mapping[str, bytes], text: str, *, out: Path, whole: bool) -> None:
    """whole: the runs that follow as well."""
    comes_in(life)
    brings_files(life, files)
    maps_and_runs(life, text)
    decides(life)
    checks_charts(life)
    looks_at_files(life)
    searches_the_log(life)
    ties_the_money(life)
    learns(life)
    agrees_on_a_scope(life, a_patient(files))
    gets_ready_and_signs(life, a_patient(files))
    looks_after_people(life)
    for role in tuple(Role) if whole else (Role.OWNER, Role.RECEPTIONIST):
        asks_wrongly(life, role)
    if whole:
        runs_again(life)
    for role in tuple(Role) if whole else EVERY_TIME:
        reads_every_page(life, role)
    takes_everything_along(life, out)
    removes_another_project(life)
