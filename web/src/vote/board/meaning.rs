//! What a check proves, what it does not, and how to check without this page.

use crate::i18n::{Say, Words};
use crate::prelude::*;
use huiyin_rules::Lang;

crate::i18n::words! {
    PROVES = "核对能够证明", "What the check proves";
    PROVES_1 = "公示的每张票都由测评单上的票卡签名，每张票卡每项至多计一票，没有伪造。", "Each published vote is signed by a card on the sheet, each card counts once on each item, and none is forged.";
    PROVES_2 = "票箱中的票在公示后没有增加、删去或者更改，计票和认定与公布的规则一致。", "The votes of the published box were not added to, taken out or changed, and count and verdict follow the published rule.";
    PROVES_3 = "持有回执的人可以确认自己的票在公示板上，一字未改。", "Whoever has a receipt can find their vote on the board, unchanged to the letter.";
    NOT = "核对不能证明", "What it does not prove";
    NOT_1 = "票卡由应到的人本人抽取和使用：由签到和监票人保证，签到名单列在公示板上可以比对。", "That cards were drawn and used by those entitled: the check-in and the observers see to that; its list is on the board to compare.";
    NOT_2 = "所用平板没有被人改动过：可以用回执，或者用票卡在自己的设备上重新核对自己的选择。", "That the tablet was not tampered with: check your own choices with the card on a device of your own.";
    NOT_3 = "有票没有交到票箱：没有回执的票被丢掉，重新计票发现不了，要靠领卡数与票数的差额查问。", "That no vote failed to reach the box: one without a receipt that is lost shows only as fewer votes than cards taken.";
    NOT_4 = "纸质票：公示板只有纸质票的合计，由监票人当场清点。", "Paper ballots: the board has their totals only, which the observers counted.";
    NOT_5 = "测评单就是表决前公布的那一份：请把上面的测评单名称与表决前公布的比对。", "That the sheet is the one published before the vote: compare its name above with what was published then.";
    WITHOUT = "不用本页也能核对", "Checking without this page";
    WITHOUT_HINT = "本页由公布方的服务器提供。不放心的，可以从别处取得程序，在命令行核对同一个文件：", "This page comes from the publisher's server. Whoever does not trust it can get the program elsewhere and check the same file by command line:";
}

/// The command, as it is typed.
const COMMAND: &str = "huiyin verify board.json --receipt K7QM-2XNP";

/// The three lists.
pub fn meaning(lang: Lang) -> Html {
    html! {
        <section class="panel stack meaning">
            <h2>{ lang.say(PROVES) }</h2>
            { listed(&[PROVES_1, PROVES_2, PROVES_3], lang) }
            <h2>{ lang.say(NOT) }</h2>
            { listed(&[NOT_1, NOT_2, NOT_3, NOT_4, NOT_5], lang) }
            <h2>{ lang.say(WITHOUT) }</h2>
            <p>{ lang.say(WITHOUT_HINT) }</p>
            <pre class="command" tabindex="0">{ COMMAND }</pre>
        </section>
    }
}

fn listed(words: &[Words], lang: Lang) -> Html {
    let items = words
        .iter()
        .map(|one| html! { <li>{ lang.say(*one) }</li> });
    html! { <ul class="dotted">{ for items }</ul> }
}
