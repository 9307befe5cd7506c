-- Operators count customers and members: whoever was set aside by a merge is counted once, like in the portals.
ALTER POLICY operator ON customers USING (status <> 'merged') WITH CHECK (status <> 'merged');
ALTER POLICY operator ON members USING (status <> 'merged') WITH CHECK (status <> 'merged');

-- Operators read merges newest first.
CREATE INDEX "user_merges_created_at_id_idx" ON "user_merges"("created_at", "id");
