//! What the check found: the findings, then each question with its arithmetic.

use crate::i18n::{Say, Words, fill};
use crate::prelude::*;
use crate::vote::texts as t;
use huiyin_rules::Lang;
use huiyin_verify::{Counts, Finding, QuestionReport, Report};

crate::i18n::words! {
    GOOD = "核对无误", "Nothing is wrong";
    GOOD_HINT = "{0} 张票全部核对，计票和认定与公示一致。", "All {0} votes were checked; count and verdicts are as published.";
    BAD = "发现 {0} 处问题", "{0} findings";
    FOUND = "问题", "Findings";
    FACTS = "公示板", "The board";
    POLL = "测评", "Poll";
    RULE = "认定规则", "Rule";
    SHEET = "测评单名称", "The sheet's name";
    ROOT = "票箱摘要", "The box's root";
    RESULTS = "逐项结果", "Item by item";
    VERDICT = "认定：{0}", "Verdict: {0}";
    NO_VERDICT = "没有认定", "No verdict";
    STEPS = "算式", "Arithmetic";
    ASIDE = "作废票卡投出的 {0} 票不计。", "{0} votes of void cards are not counted.";
    WHERE = "投票方式", "How";
    DEVICE = "电子", "Devices";
    PAPER = "纸质", "Paper";
    WHOLE = "合计", "Together";
    ISSUED = "发出", "Given out";
    COLLECTED = "收回", "Came back";
    INVALID = "无效", "Invalid";
    UNPRESSED = "未投", "Not used";
    WORDS = "{0}（{1}，{2}）", "{0} ({1}, {2})";
}

/// The report.
pub fn report(report: &Report, lang: Lang) -> Html {
    let many = report.findings.len().to_string();
    let rule = match lang {
        Lang::Zh => &report.rule_zh,
        Lang::En => &report.rule_en,
    };
    let poll = fill(lang.say(WORDS), &[&report.title, &report.body, &report.on]);
    html! {
        <>
            if report.good {
                <div class="verdict is-good" role="status">
                    <p class="verdict-title"><span aria-hidden="true">{ "✓ " }</span>{ lang.say(GOOD) }</p>
                    <p>{ fill(lang.say(GOOD_HINT), &[&report.votes.to_string()]) }</p>
                </div>
            } else {
                <div class="verdict is-bad" role="alert">
                    <p class="verdict-title"><span aria-hidden="true">{ "▲ " }</span>{ fill(lang.say(BAD), &[&many]) }</p>
                </div>
                <section class="panel stack">
                    <h2>{ lang.say(FOUND) }</h2>
                    <ul class="stack">{ for report.findings.iter().map(|finding| found(report, finding, lang)) }</ul>
                </section>
            }
            <section class="panel stack">
                <h2>{ lang.say(FACTS) }</h2>
                <dl class="facts">
                    { fact(POLL, &poll, lang) }
                    { fact(RULE, &[rule, " · ", &report.rule_source].concat(), lang) }
                    { digits(SHEET, &report.sheet_name, lang) }
                    { digits(ROOT, &report.box_root, lang) }
                </dl>
            </section>
            <section class="panel stack">
                <h2>{ lang.say(RESULTS) }</h2>
                <ol class="results">{ for report.questions.iter().map(|one| question(one, lang)) }</ol>
            </section>
        </>
    }
}

fn found(report: &Report, finding: &Finding, lang: Lang) -> Html {
    let words = match lang {
        Lang::Zh => &finding.zh,
        Lang::En => &finding.en,
    };
    let question = report
        .questions
        .iter()
        .find(|one| Some(&one.q) == finding.q.as_ref());
    html! {
        <li class="finding">
            <p>{ words }</p>
            if let Some(question) = question {
                <p class="hint">{ &question.title }</p>
            }
            <code class="hint">{ finding.code }</code>
        </li>
    }
}

fn fact(name: Words, value: &str, lang: Lang) -> Html {
    html! { <div><dt>{ lang.say(name) }</dt><dd>{ value }</dd></div> }
}

fn digits(name: Words, value: &str, lang: Lang) -> Html {
    html! { <div><dt>{ lang.say(name) }</dt><dd><code class="digits">{ value }</code></dd></div> }
}

fn question(one: &QuestionReport, lang: Lang) -> Html {
    let side = match one.aspect.as_str() {
        "process" => Some(t::PROCESS),
        "result" => Some(t::RESULT),
        _ => None,
    };
    let verdict = one.verdict.map(|verdict| {
        lang.say(match verdict {
            "satisfied" => t::SATISFIED,
            "dissatisfied" => t::DISSATISFIED,
            _ => t::BASICALLY,
        })
    });
    let verdict = match verdict {
        Some(word) => fill(lang.say(VERDICT), &[word]),
        None => lang.say(NO_VERDICT).to_owned(),
    };
    let steps = one.steps.iter().map(|step| {
        let words = match lang {
            Lang::Zh => &step.zh,
            Lang::En => &step.en,
        };
        html! { <li>{ words }</li> }
    });
    html! {
        <li class="result" key={one.q.as_str()}>
            <details>
                <summary>
                    <span class="result-title">{ &one.title }
                        if let Some(side) = side {
                            { " · " }{ lang.say(side) }
                        }
                    </span>
                    <span class="strong">{ verdict }</span>
                </summary>
                <div class="result-inside stack">
                    { table(one, lang) }
                    if one.set_aside > 0 {
                        <p class="hint">{ fill(lang.say(ASIDE), &[&one.set_aside.to_string()]) }</p>
                    }
                    if !one.steps.is_empty() {
                        <p class="strong">{ lang.say(STEPS) }</p>
                        <ol class="numbered">{ for steps }</ol>
                    }
                </div>
            </details>
        </li>
    }
}

type Column = (Words, fn(&Counts) -> u32);

const COLUMNS: [Column; 8] = [
    (ISSUED, |counts| counts.issued),
    (COLLECTED, |counts| counts.collected),
    (t::SATISFIED, |counts| counts.satisfied),
    (t::BASICALLY, |counts| counts.basically_satisfied),
    (t::DISSATISFIED, |counts| counts.dissatisfied),
    (t::BLANK, |counts| counts.abstained),
    (INVALID, |counts| counts.invalid),
    (UNPRESSED, |counts| counts.unpressed),
];

fn table(one: &QuestionReport, lang: Lang) -> Html {
    let mut ways = vec![(DEVICE, &one.device)];
    if let Some(paper) = &one.paper {
        ways.extend([(PAPER, paper), (WHOLE, &one.whole)]);
    }
    let head = ways
        .iter()
        .map(|(name, _)| html! { <th scope="col">{ lang.say(*name) }</th> });
    let rows = COLUMNS.iter().map(|(name, of)| {
        let cells = ways
            .iter()
            .map(|(_, counts)| html! { <td>{ of(counts) }</td> });
        html! { <tr><th scope="row">{ lang.say(*name) }</th>{ for cells }</tr> }
    });
    html! {
        <table class="counts">
            <thead><tr><th scope="col">{ lang.say(WHERE) }</th>{ for head }</tr></thead>
            <tbody>{ for rows }</tbody>
        </table>
    }
}
