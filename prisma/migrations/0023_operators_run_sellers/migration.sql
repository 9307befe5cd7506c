-- Operators run sellers: a terminated one stays so, and what it had is voided piece by piece.

-- When everything that a terminated seller had was void.
ALTER TABLE "sellers" ADD COLUMN "voided_at" TIMESTAMPTZ(3);

CREATE FUNCTION seller_stays_terminated() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  RAISE EXCEPTION 'seller % is terminated', OLD.id USING ERRCODE = 'restrict_violation', CONSTRAINT = 'sellers_stay_terminated';
END $$;
-- Its address stays taken, too.
CREATE TRIGGER sellers_stay_terminated BEFORE UPDATE OF status, slug ON "sellers" FOR EACH ROW
  WHEN (OLD.status = 'terminated' AND (NEW.status <> OLD.status OR NEW.slug <> OLD.slug)) EXECUTE FUNCTION seller_stays_terminated();

-- A decision is written together with what members are told of it, by the system: operators read sellers.
REVOKE UPDATE (status, updated_at) ON "sellers" FROM tradehall_operator;
GRANT SELECT (requested_at, decided_at) ON "customers" TO tradehall_operator;
