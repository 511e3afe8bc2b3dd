//! The choice: alone, create a shared workspace, join one; and, more quietly, take one over.

use super::part;
use crate::i18n::{Say, Words};
use crate::prelude::*;
use crate::route::{self, Route, Search};
use huiyin_rules::Lang;

crate::i18n::words! {
    HOW = "怎样使用", "How to work";
    HOW_INTRO = "现在是独立使用：全部数据只在这个浏览器里，没有上传到任何地方。", "You work alone now: all data is in this browser and nowhere else.";
    ALONE = "独立使用", "Alone";
    ALONE_1 = "继续只在本机工作，由本机代各方记录。不需要服务器，也不需要网络。", "Go on in this browser only, recording for everybody. No server and no network needed.";
    ALONE_2 = "以后随时可以改为共享，已有的记录会一并带入。", "You can share later; what is recorded by then comes along.";
    ALONE_DO = "继续独立使用", "Go on alone";
    CREATE = "创建共享工作区", "Create a shared workspace";
    CREATE_1 = "本机成为第一台设备，由您批准其他人加入：机关同事、督查室、承办单位、代表，各用各的设备，各记各的事。", "This device becomes the first and you let others in: colleagues, the coordinator, units, deputies, each on a device of their own.";
    CREATE_2 = "每条记录都由设备签名，谁记的可以查证。可以经本站服务器、WebDAV 网盘或者 S3 存储同步，也可以用文件交换。", "Every event is signed by its device. Sync goes through this site's server, a WebDAV folder, an S3 bucket, or files carried by hand.";
    CREATE_DO = "创建", "Create";
    JOIN = "加入已有的工作区", "Join one";
    JOIN_1 = "已经有人创建了共享工作区，并且给了您邀请。申请之后把屏幕上的校验码告诉对方，批准后开始同步。", "Somebody has created one and invited you. Ask to be let in, tell them the code on your screen, and syncing begins once they agree.";
    JOIN_DO = "加入", "Join";
    LOST = "原来的管理员设备丢失、损坏，手边有创建时打印的恢复码？", "The device that let others in is lost or broken, and you have the recovery code printed when the workspace was made?";
    LOST_DO = "用恢复码接管", "Take over with the recovery code";
}

/// The panel.
pub fn begin(lang: Lang) -> Html {
    let to = |what: &str| Route::Sharing(Search::default().with("do", what));
    part(
        "sharing-how",
        lang.say(HOW),
        lang.say(HOW_INTRO),
        Html::default(),
        html! {
            <>
                <ul class="sharing-ways">
                    { way(ALONE, &[ALONE_1, ALONE_2], &Route::Desk, ALONE_DO, "btn", lang) }
                    { way(CREATE, &[CREATE_1, CREATE_2], &to("create"), CREATE_DO, "btn btn-primary", lang) }
                    { way(JOIN, &[JOIN_1], &Route::Join(Search::default()), JOIN_DO, "btn", lang) }
                </ul>
                <p class="muted">{ lang.say(LOST) }{ " " }{ route::link(&to("recover"), "", html! { lang.say(LOST_DO) }) }</p>
            </>
        },
    )
}

fn way(
    title: Words,
    paragraphs: &[Words],
    route: &Route,
    go: Words,
    class: &'static str,
    lang: Lang,
) -> Html {
    html! {
        <li key={title.1} class="sharing-way">
            <h3>{ lang.say(title) }</h3>
            { for paragraphs.iter().map(|words| html! { <p>{ lang.say(*words) }</p> }) }
            { route::link(route, class, html! { <>{ lang.say(go) }<span class="off-screen">{ " " }{ lang.say(title) }</span></> }) }
        </li>
    }
}
