-- The closed vocabulary again, with the reading of a question for advice. Owner and rights stay as they are.
CREATE OR REPLACE FUNCTION public.ledger_events() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
         'absence.ended', 'absence.recorded', 'acknowledgement.asked', 'acknowledgement.given',
         'advice.asked', 'advice.given', 'advice.opened', 'agreement.ended', 'agreement.recorded',
         'alert.acknowledged', 'alert.assessed', 'alert.ended', 'alert.raised', 'assurance.ended',
         'assurance.recorded', 'capacity.ended', 'capacity.recorded', 'carer.asked', 'carer.ended',
         'clean_list.made', 'clean_list.read', 'concern.acted_on', 'concern.closed',
         'concern.opened', 'concern.raised', 'consent.given', 'consent.refused',
         'consent.withdrawn', 'contacts.changed', 'danger.advised', 'danger.ended',
         'decision.added_to', 'decision.made', 'decision.opened', 'decision.printed',
         'decision.reviewed', 'disclosure.made', 'example.checked', 'example.proposed',
         'file.exported', 'follow_up.asked', 'follow_up.done', 'history.opened', 'home.began',
         'home.ended', 'individual.added', 'individual.consulted', 'individual.corrected',
         'individual.opened', 'individual.sought', 'law.commenced', 'law.taken_back',
         'letter.given', 'letter.made', 'letter.opened', 'letter.worded', 'list.exported',
         'log.opened', 'look.judged', 'look.opened', 'matrix.agreed', 'notice.given', 'objection.ended',
         'objection.raised', 'organisation.described', 'preference.recorded', 'privacy.ended',
         'privacy.marked', 'recipient.added', 'recipient.checked', 'recipient.corrected',
         'recipient.opened', 'record.disposed', 'refusal.reviewed', 'relationship.began',
         'relationship.ended', 'review.answered', 'route.ended', 'route.recorded',
         'ruleset.compared', 'ruleset.signed_off', 'ruleset.taken_back', 'sample.drawn',
         'sample.judged', 'search.made', 'staff.added', 'wishes.ended', 'wishes.recorded']
$$;
