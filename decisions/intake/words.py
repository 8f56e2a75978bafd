"""The words the sector uses for jobs and for those we may share with, and what each is here. Data, and nothing else.

Job titles are those of Skills for Care's list of job roles and of usual rotas. A title gives the rights of a manager
only where it says that someone manages a whole service; what is not here is asked once for each title.
"""

from __future__ import annotations

import re
from typing import Final

from decisions.vocabulary import KIND_WORDS, RecipientKind
from portal.names import folded_words
from portal.roles import ROLE_NAMES, Role

_WORKER: Final = """
    care worker, carer, care assistant, care staff, caregiver, care giver, care practitioner, care professional,
    senior care worker, senior carer, senior care assistant, senior care practitioner, senior, lead carer, night
    carer, night care assistant, night care worker, night senior, night staff, waking night, waking night carer,
    waking nights, sleep in, sleeping night, day carer, bank carer, bank staff, bank care worker, agency carer,
    agency, agency worker, agency nurse, live in carer, live in care worker, home carer, home care worker,
    homecare worker, homecare assistant, domiciliary carer, domiciliary care worker, domiciliary care assistant,
    dom carer, community carer, community care worker, community support worker, community support and outreach
    work, outreach worker, support worker, senior support worker, support assistant, care and support worker,
    key worker, keyworker, healthcare assistant, health care assistant, hca, healthcare support worker, health
    care support worker, senior healthcare assistant, senior hca, personal assistant, pa, enabler, support
    practitioner, reablement worker, reablement support worker, rehabilitation worker, recovery worker, shared
    lives carer, day care worker, day centre worker, residential support worker, extra care worker, supported
    living worker, befriender, companion, team leader, shift leader, team lead, senior team leader, shift lead,
    supervisor, care supervisor, field care supervisor, floor lead, unit lead, unit leader, care team leader,
    care lead, head of care, clinical lead, nurse, registered nurse, staff nurse, senior nurse, charge nurse,
    rgn, rmn, rnld, rn, night nurse, bank nurse, senior staff nurse, nurse in charge, nursing assistant, nursing
    associate, trainee nursing associate, nurse associate, social worker, occupational therapist, occupational
    therapist assistant, ot, physiotherapist, physio, allied health professional, speech and language therapist,
    therapist, therapy assistant, technician, activities coordinator, activities co ordinator, activity
    coordinator, activity co ordinator, activities worker, activities worker or coordinator, activities worker
    or co ordinator, activities lead, activities organiser, activities assistant, activities, wellbeing
    coordinator, wellbeing lead, lifestyle coordinator, employment support, advice guidance and advocacy,
    advocate, care coordinator, care co ordinator, care navigator, assessment officer, assessor, safeguarding
    and reviewing officer, other care providing job role, apprentice carer, care apprentice, apprentice, trainee
    care worker, trainee carer, student nurse, volunteer, medication lead, medication administrator, dementia
    lead, end of life lead, coordinator, co ordinator
"""
_MANAGER: Final = """
    manager, registered manager, registered care manager, home manager, care home manager, care manager, service
    manager, branch manager, general manager, homecare manager, care services manager, supported living manager,
    rm, reg manager
"""
_NOT_CARE: Final = """
    cook, chef, head chef, head cook, second chef, assistant cook, kitchen assistant, kitchen porter, kitchen
    staff, kitchen manager, catering assistant, catering manager, catering, cleaner, domestic, domestic
    assistant, domestic staff, domestic supervisor, head housekeeper, housekeeper, housekeeping, housekeeping
    assistant, laundry, laundry assistant, laundry worker, maintenance, maintenance person, maintenance man,
    maintenance operative, maintenance manager, handyman, handyperson, gardener, groundsman, driver, minibus
    driver, transport manager, porter, hairdresser, ancillary staff, ancillary staff not care providing, other
    non care providing job roles, administrator, admin, admin assistant, administrative or office staff,
    administrative assistant, administrative or office staff not care providing, office staff, office
    administrator, receptionist, reception, secretary, finance, finance manager, finance officer, accountant,
    bookkeeper, payroll, payroll officer, hr, hr manager, hr officer, hr administrator, human resources,
    recruiter, recruitment officer, training manager, trainer, learning and development lead, it, it manager, it
    and digital support, it service desk manager, data analyst, data governance manager, software developer,
    business administrator, business support, marketing, marketing manager, managers and staff in care related
    but not care providing roles, security, night porter, waiter, waitress, host
"""
_KINDS: Final = {
    RecipientKind.CARE_WORKER: """
        gp, gps, gp surgery, gp practice, doctor, doctors, dr, surgery, doctors surgery, medical centre, health
        centre, practice nurse, district nurse, district nurses, community nurse, community nursing team, nurse,
        nurse specialist, specialist nurse, tissue viability nurse, diabetic nurse, palliative care team,
        palliative care nurse, macmillan nurse, hospice, hospital, hospital ward, ward, a and e, consultant,
        outpatients, discharge team, pharmacy, pharmacist, chemist, dentist, dental practice, optician,
        optometrist, audiologist, chiropodist, podiatrist, physiotherapist, physio, occupational therapist, ot,
        speech and language therapist, salt, dietitian, dietician, psychologist, psychiatrist, cpn, community
        psychiatric nurse, mental health team, community mental health team, cmht, memory clinic, learning
        disability team, ambulance, ambulance service, paramedic, out of hours, out of hours gp, 111, nhs 111,
        rapid response, reablement team, continence service, care home, nursing home, care provider, home care,
        home care agency, domiciliary care agency, agency, day centre, social worker, care manager, adult social
        care, social services, health or care worker, health professional, healthcare professional,
        professional, health, nhs, nhs trust, therapist, midwife, health visitor, clinic, care coordinator, key
        worker
    """,
    RecipientKind.FAMILY: """
        family, relative, relatives, friend, friends, family or friend, family member, family and friends,
        carer, unpaid carer, family carer, next of kin, nok, next of kin nok, first contact, emergency contact,
        daughter, son, wife, husband, partner, spouse, civil partner, mother, father, mum, dad, parent, parents,
        sister, brother, sibling, niece, nephew, aunt, uncle, cousin, grandson, granddaughter, grandchild,
        grandmother, grandfather, grandparent, stepson, stepdaughter, step son, step daughter, son in law,
        daughter in law, sister in law, brother in law, mother in law, father in law, in law, stepmother,
        stepfather, goddaughter, godson, neighbour, neighbor, ex wife, ex husband, fiance, fiancee, girlfriend,
        boyfriend, guardian, godmother, godfather, great niece, great nephew
    """,
    RecipientKind.POLICE: """
        police, police officer, police station, the police, court, courts, coroner, coroners office, coroners
        officer, probation, probation officer, probation service, crown prosecution service, cps, tribunal,
        judge
    """,
    RecipientKind.SAFEGUARDING: """
        safeguarding, safeguarding team, adult safeguarding, safeguarding adults team, safeguarding adults,
        mash, safeguarding lead, local authority, council, la, county council, borough council, local authority
        safeguarding, dols team, dols office, childrens services, child protection
    """,
    RecipientKind.RESEARCH: """
        research, researcher, research team, university, planning, commissioner, commissioners, icb
    """,
    RecipientKind.SOMEONE_ELSE: """
        someone else, other, others, solicitor, lawyer, attorney, power of attorney, lpa, deputy, court
        appointed deputy, advocate, imca, independent advocate, imha, church, priest, vicar, chaplain, minister,
        faith leader, hairdresser, bank, landlord, housing association, housing officer, housing, insurer,
        insurance company, dwp, pensions, employer, school, college, charity, volunteer, cqc, regulator,
        inspector, ofsted, media, press, journalist, mp, councillor, funeral director, undertaker, taxi, utility
        company
    """,
    RecipientKind.THEMSELF: "themself, self, resident, service user, client, the person",
}  # fmt: skip


def as_word(words: str) -> str:
    """Return a title or a kind as it is compared: "Co-ordinator (nights)" and "coordinator" are one."""
    bare = re.sub(r"\([^)]*\)|\[[^\]]*\]|'s\b|\u2019s\b", " ", words.replace("&", " and "))
    found = " ".join(folded_words(bare.replace("/", " ")))
    return re.sub(r"\bco ordinator\b", "coordinator", found)


def _listed(text: str) -> list[str]:
    return [as_word(word) for word in text.split(",")]


ROLES: Final = (
    dict.fromkeys(_listed(_WORKER), Role.WORKER)
    | dict.fromkeys(_listed(_MANAGER), Role.MANAGER)
    | {as_word(word): role for role, name in ROLE_NAMES.items() for word in (role.value, name)}
)
"""What each title is here; the portal's own names of roles among them, also of those that no list can give."""
NOT_CARE: Final = frozenset(_listed(_NOT_CARE)) - set(ROLES)
"""Titles of those who give no care: whether they log in at all is one question for all of them."""
KINDS: Final = {word: kind for kind, text in _KINDS.items() for word in _listed(text)} | {
    as_word(word): kind for kind, words in KIND_WORDS.items() for word in (kind.value, words)
}
_FEW: Final = re.compile(
    r"\b(?:part time|full time|bank|nights?|days?|agency|relief|casual|permanent|temporary|level \d|band \d|grade \d"
    r"|pt|ft|nvq ?\d?|\d+ ?h(?:ou)?rs?)\b"
)


def role_of(title: str) -> Role | None:
    """Return what a job title is here, None where that has to be asked."""
    word = as_word(title)
    shorter = " ".join(_FEW.sub(" ", word).split())
    return ROLES.get(word) or ROLES.get(shorter) or ROLES.get(shorter.removesuffix("s"))


def is_not_care(title: str) -> bool:
    """Say whether a job title is one of those who give no care."""
    word = as_word(title)
    return bool({word, " ".join(_FEW.sub(" ", word).split())} & NOT_CARE)


def kind_of(words: str) -> RecipientKind | None:
    """Return what someone we may share with is called here, None where that has to be asked."""
    word = as_word(words)
    return KINDS.get(word) or KINDS.get(word.removesuffix("s"))
