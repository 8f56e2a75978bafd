-- The closed vocabulary again, with the law and the versions of our questions. Owner and rights stay as they are.
CREATE OR REPLACE FUNCTION public.ledger_events() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
        'agreement.ended', 'agreement.recorded', 'alert.ended', 'alert.raised', 'capacity.ended',
        'capacity.recorded', 'consent.given', 'consent.refused', 'consent.withdrawn', 'danger.advised',
        'danger.ended', 'decision.added_to', 'decision.made', 'decision.opened', 'decision.printed',
        'disclosure.made', 'individual.added', 'individual.consulted', 'individual.corrected',
        'individual.opened', 'law.commenced', 'law.taken_back', 'list.exported', 'log.opened',
        'objection.ended', 'objection.raised', 'organisation.described', 'recipient.added',
        'record.disposed', 'ruleset.compared', 'ruleset.signed_off', 'wishes.ended', 'wishes.recorded']
$$;
