// 满意度测评如何认定？ What does a satisfaction vote come to?
import { ruleSets, verdict } from "huiyin";

const tally = { members: 34, present: 30, satisfied: 17, basically_satisfied: 11, dissatisfied: 1, abstained: 1 };

for (const set of ruleSets()) {
  // 来源没有写明如何认定的，用本地规则。 Where a source leaves it open, the office's own rule decides.
  const own = { base: /** @type {const} */ ("present"), threshold: { numerator: 1, denominator: 2 }, inclusive: true };
  const outcome = verdict(tally, { set: set.id, rule: own });
  console.log(set.title.zh);
  if (outcome.fault !== null) {
    console.log(`  ${outcome.fault.code}: ${outcome.fault.zh}`);
    continue;
  }
  for (const step of outcome.verdict.steps) console.log(`  ${step.text.zh}`);
  console.log(`  ＝ ${outcome.verdict.label.zh}`);
}
