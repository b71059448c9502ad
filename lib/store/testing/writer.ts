import { emptyPlanDocument } from "@/lib/plan";
import { lockFolder } from "../lock";
import { openStore } from "../store";

/** A process of its own for the tests: `lock FOLDER` holds the folder, `write FOLDER` saves and tells what is saved. */
const [mode, folder = ""] = process.argv.slice(2);

try {
  if (mode === "lock") {
    await lockFolder(folder);
    console.log("held");
    setInterval(() => {}, 1000);
  } else {
    const store = await openStore({ folder });
    const visitor = { sessionHash: "writer" };
    const plan = await store.plans.create(visitor, { world: "aws", document: emptyPlanDocument() });
    for (let n = 1; n <= 10_000; n += 1) {
      await store.plans.saveFields(plan.id, "start", { description: String(n) }, new Date());
      console.log(String(n));
    }
  }
} catch (error) {
  console.log(error instanceof Error ? error.message : String(error));
  process.exit(1);
}
