-- The only door into the ledger. Everything here is owned by portal_owner; the portal runs as portal_app.

-- The closed vocabulary: a copy of audit.ledger.events.Event, which a test holds in step.
CREATE FUNCTION public.ledger_events() RETURNS text[] LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT ARRAY[
         'absence.ended', 'absence.recorded', 'access.ended', 'access.reviewed',
         'acknowledgement.asked', 'acknowledgement.given', 'advice.asked', 'advice.given',
         'advice.opened', 'agreement.ended', 'agreement.recorded', 'alert.acknowledged',
         'alert.assessed', 'alert.ended', 'alert.raised', 'appointment.ended',
         'appointment.made', 'assurance.ended', 'assurance.recorded', 'capacity.ended',
         'capacity.recorded', 'carer.asked', 'carer.ended', 'clean_list.made', 'clean_list.read',
         'concern.acted_on', 'concern.closed', 'concern.opened', 'concern.raised',
         'consent.given', 'consent.refused', 'consent.withdrawn', 'contacts.changed',
         'danger.advised', 'danger.ended', 'decision.added_to', 'decision.made',
         'decision.opened', 'decision.printed', 'decision.reviewed', 'declaration.made',
         'disclosure.made', 'evidence.filed', 'evidence.opened', 'example.checked',
         'example.proposed', 'file.exported', 'follow_up.asked', 'follow_up.done', 'gate.set',
         'history.opened', 'home.began', 'home.ended', 'individual.added',
         'individual.consulted', 'individual.corrected', 'individual.opened',
         'individual.sought', 'law.commenced', 'law.taken_back', 'letter.given', 'letter.made',
         'letter.opened', 'letter.worded', 'list.exported', 'log.opened', 'look.judged',
         'look.opened', 'matrix.agreed', 'notice.given', 'notice.published', 'objection.ended',
         'objection.raised', 'organisation.described', 'pack.made', 'pack.taken',
         'policy.acknowledged', 'policy.adopted', 'policy.ended', 'policy.reviewed',
         'preference.recorded', 'privacy.ended', 'privacy.marked', 'recipient.added',
         'recipient.checked', 'recipient.corrected', 'recipient.opened', 'record.disposed',
         'refusal.reviewed', 'register.ended', 'register.entered', 'register.reviewed',
         'relationship.began', 'relationship.ended', 'report.sealed', 'report.taken',
         'review.answered', 'route.ended', 'route.recorded', 'ruleset.compared',
         'ruleset.signed_off', 'ruleset.taken_back', 'sample.drawn', 'sample.judged',
         'search.made', 'staff.added', 'training.excused', 'training.recorded',
         'training.required', 'wishes.ended', 'wishes.recorded']
$$;

-- Opens an organisation's log, with the organisation's own key. LG006: it is open already, or the name is taken.
CREATE FUNCTION public.ledger_open(p_organisation uuid, p_origin text, p_wrapped bytea) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    -- The origin stands in JSON and in signed notes without escapes.
    IF p_origin !~ '^[a-z0-9][a-z0-9.:-]*(/[a-z0-9][a-z0-9._-]*)+$' OR length(p_origin) > 200 THEN
        RAISE EXCEPTION 'a log''s name is host/organisation, in small letters' USING ERRCODE = 'LG004';
    END IF;
    INSERT INTO public.audit_log (organisation_id, origin, size, frontier, last_time)
        VALUES (p_organisation, p_origin, 0, '', '1970-01-01 00:00:00+00') ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the log is open already, or its name is taken' USING ERRCODE = 'LG006';
    END IF;
    INSERT INTO public.audit_key (id, organisation_id, wrapped, created_at)
        VALUES (p_organisation, p_organisation, p_wrapped, clock_timestamp());
END $$;

-- Appends one entry with its sealed body and returns its leaf; for an id it already has, the leaf of that entry.
--   LG001 no log is open · LG002 the clock went back · LG003 the id belongs to something else
--   LG004 the input is not in the form the ledger keeps · LG005 no such key · 55P03 the log was busy too long
-- A facet that is not there is NULL, never empty. Every expression here costs again in each transaction, so there are few, and each stored value is made once.
CREATE FUNCTION public.ledger_append(
    p_organisation uuid, p_id uuid, p_event text, p_about uuid, p_basis text, p_door text, p_flags text[], p_home uuid,
    p_outcome text, p_rules text[], p_ruleset text, p_commitment bytea, p_key uuid, p_sealed bytea
) RETURNS bytea LANGUAGE plpgsql SECURITY DEFINER
    SET search_path = pg_catalog, pg_temp SET lock_timeout = '3s' AS $$
DECLARE
    v_origin text;
    v_size bigint;
    v_frontier bytea;
    v_time timestamptz;
    v_last timestamptz;
    v_leaf bytea;
    v_hash bytea;
    v_node bytea;
    v_rest bigint;
BEGIN
    -- Letters, digits and _ . : - only: such a text needs no escape in JSON, is NFC, and has one spelling.
    IF p_event <> ALL (public.ledger_events()) OR octet_length(p_commitment) IS DISTINCT FROM 32
        OR '' IN (p_basis, p_door, p_outcome, p_ruleset) OR '{}' IN (p_rules, p_flags)
        OR concat(p_basis, p_door, p_outcome, p_ruleset, array_to_string(p_rules || p_flags, '', ' '))
            ~ '[^A-Za-z0-9_.:-]' COLLATE "C" THEN
        RAISE EXCEPTION 'the event, a facet or the commitment is not in the form the ledger keeps'
            USING ERRCODE = 'LG004';
    END IF;

    SELECT l.origin, l.size, l.frontier, l.last_time INTO v_origin, v_size, v_frontier, v_last
        FROM public.audit_log l, public.audit_key k
        WHERE l.organisation_id = p_organisation AND k.id = p_key AND k.organisation_id = p_organisation
            AND k.wrapped IS NOT NULL
        FOR NO KEY UPDATE OF l;
    IF NOT FOUND THEN
        PERFORM FROM public.audit_log WHERE organisation_id = p_organisation;
        IF FOUND THEN
            RAISE EXCEPTION 'this organisation has no such key' USING ERRCODE = 'LG005';
        END IF;
        RAISE EXCEPTION 'no log is open for this organisation' USING ERRCODE = 'LG001';
    END IF;

    v_time := date_trunc('milliseconds', clock_timestamp());
    IF v_time < v_last THEN
        IF v_time < v_last - interval '1 second' THEN
            RAISE EXCEPTION 'the clock is behind the last entry' USING ERRCODE = 'LG002';
        END IF;
        v_time := v_last;
    END IF;

    v_leaf := convert_to(concat('{"commitment":"', encode(p_commitment, 'hex'), '","event":"', p_event, '","facets":{',
        concat_ws(',', '"about":"' || p_about || '"', '"basis":"' || p_basis || '"', '"door":"' || p_door || '"',
            '"flags":["' || array_to_string(p_flags, '","') || '"]', '"home":"' || p_home || '"',
            '"outcome":"' || p_outcome || '"', '"rules":["' || array_to_string(p_rules, '","') || '"]',
            '"ruleset":"' || p_ruleset || '"'),
        '},"id":"', p_id, '","origin":"', v_origin, '","seq":', v_size, ',"time":"',
        to_char(v_time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), '","version":1}'), 'UTF8');
    v_hash := sha256('\x00'::bytea || v_leaf);

    -- Each trailing 1 of the size is a perfect subtree as large as the one that grows: they become one.
    v_node := v_hash;
    v_rest := v_size;
    WHILE v_rest & 1 = 1 LOOP
        v_node := sha256('\x01'::bytea || substr(v_frontier, length(v_frontier) - 31) || v_node);
        v_frontier := substr(v_frontier, 1, length(v_frontier) - 32);
        v_rest := v_rest >> 1;
    END LOOP;

    INSERT INTO public.audit_entry (id, organisation_id, seq, recorded_at, leaf_hash, leaf, event, home_id, about_id,
            door, outcome, basis, ruleset, rules, flags)
        VALUES (p_id, p_organisation, v_size, v_time, v_hash, v_leaf, p_event, p_home, p_about,
            p_door, p_outcome, p_basis, p_ruleset, p_rules, p_flags)
        ON CONFLICT (id) DO NOTHING;
    IF FOUND THEN
        INSERT INTO public.audit_body (entry_id, key_id, sealed) VALUES (p_id, p_key, p_sealed);
        UPDATE public.audit_log SET size = v_size + 1, frontier = v_frontier || v_node, last_time = v_time
            WHERE organisation_id = p_organisation;
        RETURN v_leaf;
    END IF;

    -- The id is in the ledger already: the same form sent again, or something that this caller may not know of.
    SELECT e.leaf INTO v_leaf FROM public.audit_entry e
        WHERE e.id = p_id AND e.organisation_id = p_organisation AND e.event = p_event;
    IF NOT FOUND THEN
        RAISE EXCEPTION 'this id cannot be used' USING ERRCODE = 'LG003';
    END IF;
    RETURN v_leaf;
END $$;

-- What has been written stays as it is, whoever asks and however: see the triggers.
CREATE FUNCTION public.ledger_refuse() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    RAISE EXCEPTION '% on % is refused: what is written here stays', TG_OP, TG_TABLE_NAME USING ERRCODE = 'LG000';
END $$;

-- A head moves on by one entry and never back. (A WHEN clause would be read anew at every update, which is slower.)
CREATE FUNCTION public.ledger_grows() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    IF NEW.size = OLD.size + 1 AND NEW.last_time >= OLD.last_time AND NEW.origin = OLD.origin
        AND NEW.organisation_id = OLD.organisation_id THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'UPDATE on audit_log is refused: a log only grows, by one entry' USING ERRCODE = 'LG000';
END $$;

CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON public.audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON public.audit_body
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER kept BEFORE UPDATE OR DELETE OR TRUNCATE ON public.audit_key
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER kept BEFORE DELETE OR TRUNCATE ON public.audit_log
    FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_refuse();
CREATE TRIGGER grows BEFORE UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION public.ledger_grows();
-- A plain trigger sleeps under session_replication_role = replica; these do not.
ALTER TABLE public.audit_entry ENABLE ALWAYS TRIGGER kept;
ALTER TABLE public.audit_body ENABLE ALWAYS TRIGGER kept;
ALTER TABLE public.audit_key ENABLE ALWAYS TRIGGER kept;
ALTER TABLE public.audit_log ENABLE ALWAYS TRIGGER kept;
ALTER TABLE public.audit_log ENABLE ALWAYS TRIGGER grows;

-- Sealed bytes do not compress; a small row updated often wants room to be updated in place.
ALTER TABLE public.audit_body ALTER COLUMN sealed SET STORAGE EXTERNAL;
ALTER TABLE public.audit_body SET (toast_tuple_target = 8160);
ALTER TABLE public.audit_log SET (fillfactor = 20);

REVOKE ALL ON public.audit_log, public.audit_key, public.audit_entry, public.audit_body FROM PUBLIC, portal_app;
GRANT SELECT ON public.audit_log, public.audit_key, public.audit_entry, public.audit_body TO portal_app;
GRANT INSERT ON public.audit_key TO portal_app;
REVOKE ALL ON FUNCTION public.ledger_events(), public.ledger_refuse(), public.ledger_grows(), public.ledger_open(uuid, text, bytea),
    public.ledger_append(uuid, uuid, text, uuid, text, text, text[], uuid, text,
    text[], text, bytea, uuid, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION public.ledger_open(uuid, text, bytea),
    public.ledger_append(uuid, uuid, text, uuid, text, text, text[], uuid, text,
    text[], text, bytea, uuid, bytea) TO portal_app;
