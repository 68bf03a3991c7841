"""One more line of a chat that waits already, kept in one statement (tickets/actions/quick.py alone asks)."""

from django.db import migrations

FURTHER = """
CREATE FUNCTION tickets_further_line(
    the_thread text, the_key text, the_customer bigint, words text, hidden text[], tongue text,
    said_at timestamptz
) RETURNS TABLE (ticket_id bigint, reference text, seq integer, topic text, message_id bigint, event_id bigint)
LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    held tickets_ticket;
BEGIN
    SELECT ticket.* INTO held FROM tickets_ticket ticket
     WHERE ticket.channel = 'chat' AND ticket.thread = the_thread AND ticket.closed_at IS NULL
       FOR NO KEY UPDATE;
    -- Whatever is not the usual is the ordinary way's: nothing is written, no row comes back.
    IF NOT FOUND OR held.customer_id <> the_customer OR held.merged_into_id IS NOT NULL
       OR held.resolved_at IS NOT NULL OR held.waiting_since IS NULL OR held.snoozed_until IS NOT NULL
       OR EXISTS (SELECT 1 FROM tickets_message before
                   WHERE before.channel = 'chat' AND before.external_id = the_key)
       OR EXISTS (SELECT 1 FROM tickets_outgoing waits
                   WHERE waits.ticket_id = held.id AND waits.later AND waits."end" = '')
    THEN
        RETURN;
    END IF;
    ticket_id := held.id;
    reference := held.reference;
    seq := held.seq + 1;
    SELECT about.slug INTO topic FROM tickets_topic about WHERE about.id = held.topic_id;
    INSERT INTO tickets_message (ticket_id, seq, kind, body, language, channel, external_id, public, masked,
                                 created_at, delivery, remote_id, attempts, failure)
    VALUES (held.id, held.seq + 1, 'customer', words, tongue, 'chat', the_key, false, hidden,
            said_at, '', '', 0, '')
    RETURNING id INTO message_id;
    INSERT INTO tickets_event (ticket_id, seq, kind, message_id, detail, at)
    VALUES (held.id, held.seq + 1, 'received', message_id, '{}', said_at)
    RETURNING id INTO event_id;
    UPDATE tickets_ticket SET seq = held.seq + 1 WHERE id = held.id;
    RETURN NEXT;
END $$
"""


class Migration(migrations.Migration):
    dependencies = [("tickets", "0032_folded_names")]

    operations = [migrations.RunSQL(FURTHER, "DROP FUNCTION tickets_further_line")]
