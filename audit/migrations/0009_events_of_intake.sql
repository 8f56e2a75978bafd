-- The closed vocabulary again, with who was brought in, whose file was taken out, and lists that were checked.
-- Owner and rights stay as they are.
CREATE OR REPLACE FUNCTION public.ledger_events() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
         'acknowledgement.asked', 'acknowledgement.given', 'agreement.ended', 'agreement.recorded',
         'alert.acknowledged', 'alert.assessed', 'alert.ended', 'alert.raised', 'assurance.ended',
         'assurance.recorded', 'capacity.ended', 'capacity.recorded', 'carer.asked', 'carer.ended',
         'clean_list.made', 'clean_list.read', 'consent.given', 'consent.refused', 'consent.withdrawn',
         'danger.advised', 'danger.ended', 'decision.added_to', 'decision.made', 'decision.opened',
         'decision.printed', 'disclosure.made', 'file.exported', 'home.began', 'home.ended',
         'individual.added', 'individual.consulted', 'individual.corrected', 'individual.opened',
         'individual.sought', 'law.commenced', 'law.taken_back', 'letter.given', 'letter.made',
         'letter.opened', 'letter.worded', 'list.exported', 'log.opened', 'matrix.agreed', 'notice.given',
         'objection.ended', 'objection.raised', 'organisation.described', 'preference.recorded',
         'privacy.ended', 'privacy.marked', 'recipient.added', 'recipient.checked', 'recipient.corrected',
         'recipient.opened', 'record.disposed', 'refusal.reviewed', 'relationship.began',
         'relationship.ended', 'route.ended', 'route.recorded', 'ruleset.compared', 'ruleset.signed_off',
         'ruleset.taken_back', 'staff.added', 'wishes.ended', 'wishes.recorded']
$$;
