-- The closed vocabulary again, with what is known of recipients. Owner and rights stay as they are.
CREATE OR REPLACE FUNCTION public.ledger_events() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
        'agreement.ended', 'agreement.recorded', 'alert.acknowledged', 'alert.ended', 'alert.raised',
        'assurance.ended', 'assurance.recorded', 'capacity.ended', 'capacity.recorded',
        'consent.given', 'consent.refused', 'consent.withdrawn', 'danger.advised', 'danger.ended',
        'decision.added_to', 'decision.made', 'decision.opened', 'decision.printed', 'disclosure.made',
        'individual.added', 'individual.consulted', 'individual.corrected', 'individual.opened',
        'law.commenced', 'law.taken_back', 'list.exported', 'log.opened', 'objection.ended',
        'objection.raised', 'organisation.described', 'recipient.added', 'recipient.opened',
        'record.disposed', 'route.ended', 'route.recorded', 'ruleset.compared', 'ruleset.signed_off',
        'wishes.ended', 'wishes.recorded']
$$;
