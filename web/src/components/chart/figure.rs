//! A chart on a page: picture and table, one in view; the picture can be saved.

use super::twin::twin;
use super::{Chart, columns};
use crate::components::button::{Kind, button};
use crate::i18n::{Say, fill};
use crate::platform::{dom, files};
use crate::prelude::*;
use crate::state::{notices, use_lang, use_session};
use gloo_events::EventListener;
use web_sys::Element;

crate::i18n::words! {
    VIEW = "显示方式", "Shown as";
    PICTURE = "图", "Chart";
    TABLE = "表", "Table";
    SAVE_SVG = "保存图片", "Save the picture";
    SAVED = "已保存 {0}", "Saved {0}";
    NOT_SAVED = "浏览器没有允许保存文件", "The browser did not let the file be saved";
    ONLY_LAST = "图中为最近 {0} 项，全部数据见表。", "The chart shows the latest {0}; the table has them all.";
}

/// Properties of [`Figure`].
#[derive(Properties, PartialEq)]
pub struct Props {
    /// Unique on the page; begins the ids of its parts.
    pub id: &'static str,
    /// Its name.
    pub title: AttrValue,
    /// What it shows, in a sentence with its numbers.
    pub summary: AttrValue,
    /// The numbers.
    pub chart: Chart,
    /// The name of the saved picture, without `.svg`.
    pub file: AttrValue,
    /// What stands below, in both views.
    #[prop_or_default]
    pub children: Html,
}

/// How much larger text is in large text, in percent; as `tokens.css` has it.
const LARGE: u32 = 128;

/// The figure.
#[component]
pub fn Figure(props: &Props) -> Html {
    let lang = use_lang();
    let large = use_session().large;
    let frame = use_node_ref();
    let room = use_state_eq(|| 640u32);
    let as_table = use_state_eq(|| false);
    {
        let (frame, room) = (frame.clone(), room.clone());
        use_effect_with(large, move |_| {
            let measure = move || {
                if let Some(element) = frame.cast::<Element>() {
                    let found = element.client_width();
                    room.set(u32::try_from(found).unwrap_or(0).max(160));
                }
            };
            measure();
            let heard = web_sys::window()
                .map(|window| EventListener::new(&window, "resize", move |_| measure()));
            move || drop(heard)
        });
    }
    // Drawn smaller and shown larger: the picture's text grows with the page's.
    let width = if large { *room * 100 / LARGE } else { *room };
    let picture = props.chart.draw(props.id, width);
    let [svg_id, title_id, desc_id] =
        ["-svg", "-title", "-desc"].map(|end| [props.id, end].concat());
    let view = [0, 0, width, picture.height.max(1)]
        .map(|length| length.to_string())
        .join(" ");
    let save = {
        let (svg_id, file) = (svg_id.clone(), props.file.clone());
        Callback::from(move |_: MouseEvent| {
            let name = [file.as_str(), ".svg"].concat();
            match save_svg(&svg_id, &name) {
                Some(true) => notices::done(fill(lang.say(SAVED), &[&name])),
                _ => notices::failed(lang.say(NOT_SAVED)),
            }
        })
    };
    let choose = |table: bool, words| {
        let as_table_now = as_table.clone();
        let on_click = Callback::from(move |_: MouseEvent| as_table_now.set(table));
        let on = *as_table == table;
        html! {
            <button type="button" class={if on { "seg is-on" } else { "seg" }} aria-pressed={if on { "true" } else { "false" }} onclick={on_click}>
                { lang.say(words) }
            </button>
        }
    };
    let hidden = |away: bool, class: &'static str| if away { "off-screen" } else { class };
    html! {
        <figure class="chart panel" id={props.id} aria-labelledby={title_id.clone()}>
            <figcaption class="panel-head">
                <h2 id={title_id}>{ &props.title }</h2>
                <div class="chart-tools no-print">
                    <div class="segs" role="group" aria-label={lang.say(VIEW)}>
                        { choose(false, PICTURE) }
                        { choose(true, TABLE) }
                    </div>
                    { button(Kind::Text, lang.say(SAVE_SVG), save) }
                </div>
            </figcaption>
            <div class="panel-body">
                <div ref={frame}>
                    <div class={hidden(*as_table, "chart-picture")}>
                        <svg id={svg_id} role="img" aria-label={props.title.clone()} aria-describedby={desc_id.clone()}
                            viewBox={view} width={width.to_string()} height={picture.height.to_string()}
                            font-family="PingFang SC, Microsoft YaHei, Noto Sans CJK SC, sans-serif" font-size={super::text::SIZE.to_string()}>
                            <desc id={desc_id}>{ &props.summary }</desc>
                            { picture.body }
                        </svg>
                        if let Chart::Columns(groups) = &props.chart {
                            { only_last(groups.groups.len(), columns::shown(groups.groups.len(), width), lang) }
                        }
                    </div>
                    <div class={hidden(!*as_table, "scroll")} tabindex={as_table.then_some("0")}
                        role={as_table.then_some("region")} aria-label={as_table.then(|| props.title.clone())}>
                        { twin(&props.chart, &props.title, *as_table, lang) }
                    </div>
                </div>
                { props.children.clone() }
            </div>
        </figure>
    }
}

fn only_last(all: usize, shown: usize, lang: huiyin_rules::Lang) -> Html {
    if shown == all {
        return Html::default();
    }
    html! { <p class="muted">{ fill(lang.say(ONLY_LAST), &[&shown.to_string()]) }</p> }
}

/// Saves the picture as a file of its own; `None` where it is not on the page.
fn save_svg(id: &str, name: &str) -> Option<bool> {
    let picture = dom::document()?.get_element_by_id(id)?;
    // Outside a page the name space must be written down.
    picture
        .set_attribute("xmlns", "http://www.w3.org/2000/svg")
        .ok()?;
    let mut text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    text.push_str(&picture.outer_html());
    Some(files::save(name, "image/svg+xml", &[text.into_bytes()]))
}
