// 一件 3 月 8 日交办的建议，何时到期？ When is a suggestion due that was assigned on 8 March?
//
//   node node-deadline.mjs [YYYY-MM-DD]
import process from "node:process";
import { HuiyinError, day, deadline } from "huiyin";

try {
  const given = process.argv[2] ?? "2024-03-08";
  const { due, provisional, steps } = deadline("national", "reply", day(given));
  console.log(`${due}${provisional ? "（暂估）" : ""}`);
  for (const step of steps) console.log(`  ${step.date}  ${step.text.zh}`);
} catch (error) {
  if (!(error instanceof HuiyinError)) throw error;
  console.log(`${error.code}: ${error.zh}`);
}
