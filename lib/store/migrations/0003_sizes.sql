ALTER TABLE "checklists" ADD COLUMN "bytes" integer GENERATED ALWAYS AS (octet_length(snapshot::text)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "made_by" text;--> statement-breakpoint
ALTER TABLE "plans" ADD COLUMN "bytes" integer GENERATED ALWAYS AS (octet_length(document::text)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "results" ADD COLUMN "bytes" integer GENERATED ALWAYS AS (octet_length(verdicts::text) + coalesce(octet_length(data::text), 0)) STORED NOT NULL;--> statement-breakpoint
CREATE INDEX "plans_made_by" ON "plans" USING btree ("made_by");--> statement-breakpoint
UPDATE "plans" SET "made_by" = (SELECT "session_hash" FROM "memberships" WHERE "plan_id" = "plans"."id" ORDER BY "joined_at" LIMIT 1);
